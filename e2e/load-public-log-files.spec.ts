import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunningConsole } from '../src/testing/runningConsole.ts'
import { ask } from '../src/testing/ask.ts'
import { loaded, post, problems, status } from './api.ts'
import { expect, test } from './fixtures.ts'
import { NO_REAL_LOG_FILES, realLogFiles } from './logFiles.ts'

test.skip(!realLogFiles(), NO_REAL_LOG_FILES)

/**
 * What is known of each file, by who gathered them: `kind` is `cloudtrail`, `malformed`, or what it
 * is instead.
 */
type Index = Readonly<
  Record<string, { readonly kind: string; readonly records: number; readonly bytes: number }>
>

/**
 * The index counts a broken file as none; these have a record each that is read: before the break, and
 * one with bare line breaks in its texts.
 */
const READ_FROM_BROKEN = [
  'awsdocs_aws-cloudtrail-user-guide/cloudtrail-event-reference-01.json',
  'awsdocs_aws-cloudtrail-user-guide/cloudtrail-log-file-examples-06.json',
]

/** Distinct eventIDs in the indexed records, by the README beside them. */
const DISTINCT_EVENT_IDS = 3695

test('loads public log files of every shape: the report names what is broken, again adds nothing, and a download is the same events', async ({
  folder,
  ownServerWith,
}) => {
  const data = realLogFiles()!
  const index = JSON.parse(readFileSync(join(data, 'index.json'), 'utf8')) as Index
  const indexed = Object.values(index).reduce((sum, { records }) => sum + records, 0)
  expect(indexed).toBe(3834)

  const server = await ownServerWith('--data', join(folder, 'store'), data)
  const { eventCount } = await loaded(server)
  const { report, problems: found } = await problems(server)
  expect(Object.keys(index)).toEqual(expect.arrayContaining(READ_FROM_BROKEN))
  expect(report.records).toBe(indexed + READ_FROM_BROKEN.length)
  expect(report.added).toBe(eventCount)
  expect(report.added + report.duplicates).toBe(report.records)

  // Every file without records is named, but for lists that are empty and digest files, which are
  // counted; a break is named with its place.
  const isEmptyList = ({ bytes }: { bytes: number }) => bytes === 2
  const isDigestFile = ({ kind }: { kind: string }) => kind.startsWith('digest file')
  expect(report.digestFiles).toBe(Object.values(index).filter(isDigestFile).length)
  for (const [path, file] of Object.entries(index)) {
    const named = found.filter(
      ({ logFile, reason }) => logFile.endsWith(path) && !reason.includes('different content'),
    )
    const isNamed = file.kind !== 'cloudtrail' && !isEmptyList(file) && !isDigestFile(file)
    expect(named.length, path).toBe(isNamed ? 1 : 0)
    if (file.kind === 'malformed') expect(named[0]!.position, path).toMatch(/byte \d+/)
  }
  expect(report.conflicts).toBe(found.filter(({ reason }) => reason.includes('different content')).length)

  // One event for each eventID (of the two from broken files one has none), and more only where their contents differ or they have none.
  const records = await downloaded(server)
  const ids = records.map(({ eventID }) => eventID).filter((id) => id !== undefined)
  expect(new Set(ids).size).toBe(DISTINCT_EVENT_IDS + 1)
  expect(ids.length).toBe(DISTINCT_EVENT_IDS + 1 + report.conflicts)
  expect(records.length).toBe(eventCount)
  expect(report.records).toBeGreaterThan(eventCount)

  await server.stop()
  // The options differ so that it is another server to the fixture.
  const again = await ownServerWith('--data', join(folder, 'store'), '--no-live', data)
  expect(await loaded(again)).toMatchObject({ eventCount })
  expect((await problems(again)).report).toEqual(report)

  await mkdir(join(folder, 'nothing'))
  const other = await ownServerWith('--in-memory', join(folder, 'nothing'))
  await post(other, 'event_history.json', new Uint8Array(await bytesOf(again)))
  expect(await status(other)).toMatchObject({ eventCount })
  expect((await downloaded(other)).map(text).toSorted()).toEqual(records.map(text).toSorted())
})

type Downloaded = Readonly<{ eventID?: string }>

const text = (record: Downloaded) => JSON.stringify(record)

async function downloaded(server: RunningConsole): Promise<readonly Downloaded[]> {
  return (await ask<{ Records: Downloaded[] }>(server, '/api/events/download')).Records
}

async function bytesOf({ origin }: RunningConsole): Promise<ArrayBuffer> {
  return (await fetch(`${origin}/api/events/download`)).arrayBuffer()
}
