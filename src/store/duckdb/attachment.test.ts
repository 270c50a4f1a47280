import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { addRecords } from '../../testing/storeOf.ts'
import { StoreInterrupted } from '../eventStore.ts'
import { Attachment } from './attachment.ts'
import { Connections } from './connections.ts'
import { DuckDBStore } from './duckdbStore.ts'
import { StoreFile } from './storeFile.ts'
import { RecordSegments } from './recordSegments.ts'
import { MACROS, TABLES } from './schema.ts'
import { addSegmentFunction } from './segmentFunction.ts'

let folder: string
let instance: DuckDBInstance
let connections: Connections
let store: DuckDBStore
/** Counts how often the engine gave up on the file. */
let attachment: Attachment

/**
 * A store like that of openDuckDB, but with so little memory that the engine cannot merge its row
 * groups, and allowed to try.
 */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '40MB' })
  const file = join(folder, 'log-files.duckdb')
  const attach = `ATTACH '${file}' AS store (STORAGE_VERSION 'latest', ROW_GROUP_SIZE 30720)`
  const writer = await instance.connect()
  let segments: RecordSegments | undefined
  addSegmentFunction(writer, () => segments)
  await writer.run(attach)
  await writer.run(`SET temp_directory = '${folder}/tmp'; USE store; ${MACROS} ${TABLES} CHECKPOINT store`)
  attachment = new Attachment(await instance.connect(), attach)
  connections = new Connections(
    instance,
    async (each) => void (await each.run(`USE store; ${MACROS}`)),
    attachment,
  )
  segments = await RecordSegments.open(join(folder, 'log-files.records'), writer)
  store = new DuckDBStore(instance, writer, connections, new StoreFile(file), attachment, segments, folder)
  await store.load()
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const LARGE = 100_000
const BATCH = 100
const largeRecords = (batch: number) =>
  Array.from({ length: BATCH }, (_, index) =>
    JSON.stringify({
      eventVersion: '1',
      eventID: `e${batch}-${index}`,
      x: randomBytes(LARGE * 0.75).toString('base64'),
    }),
  )

/** Adds batches until the engine gives up on the file after a commit. Returns how many. */
async function addUntilGivenUp(): Promise<number> {
  for (let batch = 0; batch < 10; batch++) {
    const report = await addRecords(store, largeRecords(batch), `${batch}.json`)
    expect(report.logFiles).toMatchObject([{ added: BATCH, duplicates: 0, problems: [] }])
    if (attachment.times > 0) return batch + 1
  }
  throw new Error('The engine wrote it all.')
}

const count = (asOf = store.asOf(0)) => store.countEvents({ filter: EVERYTHING, asOf })

test('after the engine gave the file up, committed events are there, counted once, in earlier snapshots too', async () => {
  await addRecords(store, ['{"eventVersion":"1","eventID":"first"}'], 'first.json')
  const before = store.asOf(0)
  const batches = await addUntilGivenUp()
  expect(await count()).toBe(1 + batches * BATCH)
  expect(await count(before)).toBe(1)
  expect(await store.loadReport()).toMatchObject({
    logFiles: 1 + batches,
    records: 1 + batches * BATCH,
    added: 1 + batches * BATCH,
    duplicates: 0,
    conflicts: 0,
  })
  expect((await store.getEvent('e0-0'))?.record.text).toContain('"x":"')
})

test('a download that is running when the file is attached again fails, and later queries succeed', async () => {
  await addRecords(store, ['{"eventVersion":"1","eventID":"first"}'], 'first.json')
  // A stream that is never read to its end.
  const stalled = connections.stream(
    'SELECT range + (SELECT min(ordinal) FROM events) FROM range(1000000000000)',
    [],
  )
  await stalled.next()
  const givenUp = new Error('Database "store" has been invalidated because checkpointing failed.')
  expect(await attachment.reasonOf(givenUp, attachment.times)).toBeInstanceOf(StoreInterrupted)
  const rest = async () => {
    for (;;) if ((await stalled.next()).done) return
  }
  await expect(rest(), 'never as if that were all').rejects.toThrow(StoreInterrupted)
  expect(await count()).toBe(1)
})
