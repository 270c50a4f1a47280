import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { zip } from '../../ingest/containers/zipForTest.ts'
import { openStore } from '../../store/openStore.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'
import { anyRecord } from '../../testing/anyRecord.ts'
import { storedEvents } from '../../testing/storeOf.ts'
import { BatchingReader } from './batchingReader.ts'

/*
 * A log file as CloudTrail writes it is taken by a scanner as far as possible, one with a record on each line is
 * not: both must give the same store.
 */

interface Loaded {
  readonly events: readonly string[]
  readonly problems: readonly string[]
  readonly report: unknown
  readonly batches: readonly RecordBatch[]
}

async function load(contents: readonly string[], isArchive: boolean): Promise<Loaded> {
  const store = await openStore({ folder: null, name: 'test' })
  const batches: RecordBatch[] = []
  const reader = new BatchingReader(async (batch) => {
    batches.push(batch)
    await store.add(batch)
  })
  const files = isArchive
    ? [zip(contents.map((content, index) => ({ name: `entry ${index}`, content: Buffer.from(content) })))]
    : contents.map((content) => Buffer.from(content))
  for (const [number, bytes] of files.entries()) {
    const logFile = { name: `${number}.json`, uri: `/${number}.json`, size: bytes.length, modifiedMs: number }
    await reader.read(logFile, once(bytes), () => {})
  }
  await reader.flush()
  const stored = await storedEvents(store, { filter: EVERYTHING, asOf: store.asOf(0) })
  const events = stored
    .map(({ event, record }) => withoutPlace(`${JSON.stringify(event)} ${record.text}`))
    .toSorted()
  const { problems } = await store.problems(0, 1000)
  const report = await store.loadReport()
  await store.close()
  return {
    events,
    problems: problems.map((problem) => withoutPlace(JSON.stringify(problem))).toSorted(),
    report,
    batches,
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Records with an ID and a time, some of which come again, alike or otherwise. */
const soundRecord = fc
  .tuple(
    anyRecord,
    fc.integer({ min: 1, max: 100 }),
    fc.integer({ min: 0, max: 1e9 }),
    fc.constantFrom('ec2', 's3', 'sts'),
  )
  .map(([record, id, seconds, service]) => ({
    ...record,
    eventVersion: '1.11',
    eventID: `event-${id}`,
    eventTime: `${new Date(1e12 + 1000 * seconds).toISOString().slice(0, 19)}Z`,
    eventSource: `${service}.amazonaws.com`,
  }))

/** What a scanner is not sure of. */
const oddRecord = anyRecord.map((record) => ({
  eventName: 'A',
  ...record,
  eventVersion: '1.11',
  eventID: undefined,
}))

const someFiles = fc.array(
  fc.array(
    fc
      .oneof({ weight: 40, arbitrary: soundRecord }, { weight: 1, arbitrary: oddRecord })
      .map((record) => JSON.stringify(record)),
    { minLength: 1, maxLength: 40 },
  ),
  { minLength: 1, maxLength: 5 },
)

test('log files give the same store, however their records are read', async () => {
  let scanned = 0
  let others = 0
  await fc.assert(
    fc.asyncProperty(someFiles, soundRecord, oddRecord, fc.boolean(), async (some, sound, odd, isArchive) => {
      const files = [...some, [sound, odd].map((record) => JSON.stringify(record))]
      const one = await load(
        files.map((records) => `{"Records":[${records.join(',')}]}`),
        isArchive,
      )
      const other = await load(
        files.map((records) => records.join('\n')),
        isArchive,
      )
      expect(one.events).toEqual(other.events)
      expect(one.problems).toEqual(other.problems)
      expect(one.report).toEqual(other.report)
      for (const { scanned: rows, rowCount } of one.batches) {
        scanned += rows?.rowCount ?? 0
        others += rowCount - (rows?.rowCount ?? 0)
      }
    }),
    { numRuns: 8, endOnFailure: true },
  )
  expect(scanned).toBeGreaterThan(0)
  expect(others).toBeGreaterThan(0)
})

/** Records without eventID are identified by the bytes of their content, which differ. */
const withoutPlace = (text: string): string => text.replaceAll(/~[\da-f]{16}/g, '~')
