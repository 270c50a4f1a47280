import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createAccount, recordsBetween } from '../../account/account.ts'
import { findInStream } from '../../ingest/readForTest.ts'
import { zip } from '../../ingest/containers/zipForTest.ts'
import type { BatchReport } from '../../store/eventStore.ts'
import { storeOnDisk } from '../../testing/storeOnDisk.ts'
import { BatchingReader } from './batchingReader.ts'

const disk = storeOnDisk()

/**
 * A record of five fields without eventID, as in public data sets that were cut down; many are
 * alike.
 */
const bare = (name: string) =>
  `{"eventTime":"2026-02-01T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"${name}","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.1"}`
const named = (id: string) =>
  `{"eventVersion":"1.08","eventID":"${id}","eventTime":"2024-05-01T00:00:00Z","eventName":"A"}`
const logFile = (...records: string[]) => `{"Records":[${records.join(',')}]}`

async function* pieces(bytes: Uint8Array, atEnd?: () => never): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024)
  atEnd?.()
}

/** Loads a log file. Returns what its batches added. An upload has no URI. */
async function load(
  content: string | Uint8Array,
  name = 'log.json',
  { isUpload = false, atEnd = undefined as (() => never) | undefined } = {},
): Promise<{ added: number; duplicates: number; leftOut: number; problems: string[]; held: number[] }> {
  const reports: BatchReport['logFiles'][number][] = []
  const held: number[] = []
  const reader = new BatchingReader(async (batch) => {
    reports.push(...(await disk.store.add(batch)).logFiles)
    held.push((await disk.store.summary(disk.store.asOf(0))).eventCount)
  })
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const uri = isUpload ? null : `/${name}`
  await reader.read({ name, uri, size: bytes.length, modifiedMs: 1 }, pieces(bytes, atEnd), () => {})
  await reader.flush()
  return {
    added: reports.reduce((sum, { added }) => sum + added, 0),
    leftOut: reports.reduce((sum, { leftOut }) => sum + leftOut, 0),
    duplicates: reports.reduce((sum, { duplicates }) => sum + duplicates, 0),
    problems: reports.flatMap(({ problems }) => problems.map(({ reason }) => reason)),
    held,
  }
}

const breakOff = () => {
  throw new Error('the upload broke off, send it again')
}

describe('records without eventID', () => {
  test('that are equal in two log files are two events, wherever they are', async () => {
    const alike = ['A', 'B', 'B', 'C'].map(bare)
    expect(await load(logFile(...alike), 'one.json')).toMatchObject({ added: 4, duplicates: 0 })
    expect(await load(logFile(...alike, bare('D')), 'two.json')).toMatchObject({ added: 5, duplicates: 0 })
    expect(await load(logFile(bare('0'), ...alike), 'three.json')).toMatchObject({ added: 5, duplicates: 0 })
    expect(await disk.store.loadReport()).toMatchObject({
      records: 14,
      added: 14,
      duplicates: 0,
      conflicts: 0,
    })
  })

  test.each([
    ['under another name', (text: string) => load(text, 'other.json')],
    ['as an upload', (text: string) => load(text, 'log.json', { isUpload: true })],
    ['compressed', (text: string) => load(gzipSync(text), 'log.json.gz')],
    [
      'compressed twice, as an upload',
      (text: string) => load(gzipSync(gzipSync(text)), 'a', { isUpload: true }),
    ],
    ['in an archive', (text: string) => load(zip([{ name: 'logs/log.json', content: text }]), 'logs.zip')],
  ])('of a log file that is loaded again %s are stored once', async (_, loadAgain) => {
    const text = logFile(bare('A'), named('e1'), bare('A'), bare('B'))
    expect(await load(text)).toMatchObject({ added: 4 })
    expect(await loadAgain(text)).toMatchObject({ added: 0, duplicates: 4, problems: [] })
    expect(await disk.store.loadReport()).toMatchObject({
      logFiles: 2,
      records: 8,
      added: 4,
      duplicates: 4,
      conflicts: 0,
    })
  })

  test('of the log files of an archive are those of the log files', async () => {
    const [one, two] = [logFile(bare('A')), `${bare('A')}\n${bare('B')}`]
    const archive = zip([
      { name: 'one.json', content: one },
      { name: 'two.json.gz', content: gzipSync(two) },
      { name: 'copy of one.json', content: one },
    ])
    expect(await load(archive, 'logs.zip')).toMatchObject({ added: 3, duplicates: 1 })
    expect(await load(one, 'one.json')).toMatchObject({ added: 0, duplicates: 1 })
    expect(await load(two, 'two.json')).toMatchObject({ added: 0, duplicates: 2 })
  })

  test('of a log file with unreadable text in it are stored once, however it is compressed', async () => {
    // What follows the break is not read to its end, but belongs to the content.
    const text = `${logFile(bare('A'), bare('B'))}\n${'[[['.repeat(700_000)}`
    expect(await load(text)).toMatchObject({ added: 2 })
    expect(await load(gzipSync(text), 'log.json.gz')).toMatchObject({ added: 0, duplicates: 2 })
    expect(await load(`${text}.`, 'other.json')).toMatchObject({ added: 2 })
  })

  test('are all stored once when a long log file ends', async () => {
    // More than fit in a batch.
    const records = Array.from({ length: 65_000 }, (_, i) => bare(`Name${i % 7}`))
    records[10] = named('e1')
    const text = records.join('\n')
    const { held, ...first } = await load(text)
    expect(first).toMatchObject({ added: 65_000, duplicates: 0, problems: [] })
    expect(held.length).toBeGreaterThan(1)
    expect(held.slice(0, -1).every((count) => count === 1)).toBe(true)
    expect(held.at(-1)).toBe(65_000)
    expect(await load(gzipSync(text), 'again.json.gz')).toMatchObject({ added: 0, duplicates: 65_000 })
  }, 30_000)

  test.each([true, false])(
    'of a truncated file are not loaded, which is reported (an upload: %s)',
    async (isUpload) => {
      // Long enough that the records before the break are read.
      const others = Array.from({ length: 20_000 }, (_, i) => named(`e${i}`))
      const text = `${bare('A')}\n${bare('B')}\n${others.join('\n')}\n`
      const cut = await load(text, 'log.json', { isUpload, atEnd: breakOff })
      expect(cut).toMatchObject({ leftOut: 2 })
      expect(cut.added).toBeGreaterThan(1000)
      expect(cut.problems).toEqual([
        'The file cannot be read: the upload broke off, send it again.',
        '2 records without eventID were not loaded, because such records are identified by the content of the whole file. Load it again when it can be read to the end.',
      ])
      expect(await load(text, 'log.json', { isUpload })).toMatchObject({
        added: 20_002 - cut.added,
        duplicates: cut.added,
      })
      expect((await disk.store.summary(disk.store.asOf(0))).eventCount).toBe(20_002)
    },
  )
})

/** Records of these fields alone have no eventID, and many are alike. */
const FIVE_FIELDS = ['eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress']

describe('the records of the simulated account', () => {
  const todayMs = Date.parse('2026-03-01T00:00:00Z')
  holdsEveryRecordOf(async () => [
    ...recordsBetween(createAccount(7, todayMs), todayMs - 4 * 86_400_000, todayMs),
  ])
})

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))

describe.skipIf(!existsSync(`${data}index.json`))(
  'public CloudTrail data (skipped where ../shared/data is not)',
  () =>
    holdsEveryRecordOf(async () => {
      const index = JSON.parse(readFileSync(`${data}index.json`, 'utf8')) as Record<string, { kind: string }>
      const texts: string[] = []
      for (const [path, { kind }] of Object.entries(index))
        if (kind === 'cloudtrail') texts.push(...(await findInStream(createReadStream(data + path))).records)
      return texts
    }),
)

function holdsEveryRecordOf(recordTexts: () => Promise<readonly string[]>): void {
  test('with only five fields and split into two log files, every record is stored', async () => {
    const records = (await recordTexts()).flatMap((text) => {
      const record = JSON.parse(text) as Record<string, unknown>
      const kept = FIVE_FIELDS.map((field) => [field, record[field]] as const)
      return kept.every(([, value]) => typeof value === 'string')
        ? [JSON.stringify(Object.fromEntries(kept))]
        : []
    })
    expect(records.length).toBeGreaterThan(2000)
    expect(new Set(records).size, 'some are alike').toBeLessThan(records.length)
    const parts = [0, 1].map((part) => records.filter((_, number) => number % 2 === part))
    for (const [number, part] of parts.entries())
      expect(await load(logFile(...part), `${number}.json`)).toMatchObject({
        added: part.length,
        duplicates: 0,
      })
    for (const part of parts)
      expect(await load(gzipSync(logFile(...part)), 'again.json.gz')).toMatchObject({ added: 0 })
    expect((await disk.store.summary(disk.store.asOf(0))).eventCount).toBe(records.length)
  }, 30_000)
}
