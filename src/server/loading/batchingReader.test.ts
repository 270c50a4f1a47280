import { expect, test } from 'vitest'
import { readLogFile } from '../../ingest/readLogFile.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { BatchingReader } from './batchingReader.ts'

/** Reads records as lines of one log file. Returns its problems. */
async function problemsOf(store: EventStore, records: readonly object[]) {
  const reader = new BatchingReader(async (batch) => void (await store.add(batch)))
  const logFile = { uri: '/log.json', name: 'log.json', size: 1, modifiedMs: 1 }
  async function* bytes() {
    yield Buffer.from(records.map((record) => JSON.stringify(record)).join('\n'))
  }
  await reader.read(logFile, bytes(), () => {})
  await reader.flush()
  return (await store.problems(0, 10)).problems
}

test('records without a time that can be read are loaded, and reported once for a file', async () => {
  const store = await storeOf([])
  const record = (eventID: string, more: object) => ({
    eventVersion: '1.08',
    eventID,
    eventName: 'A',
    ...more,
  })
  const problems = await problemsOf(store, [
    record('fine', { eventTime: '2024-02-29T10:00:00Z' }),
    record('no such day', { eventTime: '2026-02-30T10:00:00Z' }),
    record('no time', { eventTime: 'noon' }),
    record('none', {}),
    record('elsewhere', { eventTime: 'noon', '@timestamp': '2026-02-01T10:00:00Z' }),
  ])
  expect(problems).toMatchObject([
    {
      logFile: 'log.json',
      position: null,
      reason:
        'The eventTime of 2 records cannot be read, first at record 2: "2026-02-30T10:00:00Z". They were loaded as events without a time.',
    },
    {
      position: null,
      reason: '1 record has no eventTime, at record 4. It was loaded as an event without a time.',
    },
  ])
  expect(await store.summary(store.asOf(0))).toMatchObject({
    eventCount: 5,
    firstEventTime: '2024-02-29T10:00:00Z',
    lastEventTime: '2026-02-01T10:00:00Z',
  })
  await store.close()
})

test('what is read behind a break, and what is left out, is counted', async () => {
  const store = await storeOf([])
  const record = (eventID: string) => `{"eventVersion":"1.08","eventID":"${eventID}","eventName":"A"}`
  const reader = new BatchingReader(async (batch) => void (await store.add(batch)))
  async function* bytesOf(text: string) {
    yield Buffer.from(text)
  }
  const read = (name: string, text: string) =>
    reader.read({ uri: `/${name}`, name, size: 1, modifiedMs: 1 }, bytesOf(text), () => {})
  const broken = `${record('a')}\n{"eventVersion":"1.08","eventID":tru}\n${record('c')}\n`
  await read('a.json', broken)
  await read('b.json', record('d'))
  await reader.flush()
  let counts = {}
  const sink = { record() {}, problem() {}, contentCounts: (found: object) => void (counts = found) }
  await readLogFile('a.json', bytesOf(broken), sink)
  expect(counts).toMatchObject({ salvaged: 1 })
  const wanted = { contains: '', sort: 'loaded', isDescending: false, offset: 0, limit: 9 } as const
  const { logFiles } = await store.logFiles(wanted)
  expect(logFiles.slice(1)).toMatchObject([
    { name: 'a.json', records: 2, ...counts },
    { name: 'b.json', records: 1, salvaged: 0, leftOut: 0 },
  ])
  await store.close()
})
