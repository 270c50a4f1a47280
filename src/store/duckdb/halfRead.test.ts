import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addRecords } from '../../testing/storeOf.ts'
import type { EventStore } from '../eventStore.ts'
import { openDuckDB } from './openDuckDB.ts'

let folder: string
let store: EventStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  store = await openDuckDB(folder, 'log-files')
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const record = (id: string, said = '') => `{"eventVersion":"1.08","eventID":"${id}","eventName":"A"${said}}`
const problems = [{ position: 'byte 7', reason: 'A record is not whole.' }]

test('a log file that was half read when the process ended is read anew, and its sums are those of one reading', async () => {
  await addRecords(store, [record('e1')], 'before.json')
  const half = [record('e1', ',"n":2'), record('e2'), record('e2'), record('e3')]
  await addRecords(store, half, 'half.json', { finished: false, problems })
  await startAgain()
  expect(await store.loadReport(), 'what is stored is counted').toMatchObject({ records: 5, added: 4 })
  // The same again, now to its end.
  await addRecords(store, half, 'half.json', { finished: false, problems })
  await addRecords(store, [record('e4'), record('e1')], 'half.json')
  expect(await store.loadReport()).toEqual({
    logFiles: 2,
    records: 7,
    added: 5,
    duplicates: 2,
    conflicts: 1,
  })
  const report = await store.problems(0, 10)
  expect(report.problems.map(({ position }) => position)).toEqual(['record 1', 'byte 7'])
})

test('what was wrong with a log file is forgotten when it is read anew and whole', async () => {
  await addRecords(store, [record('e1')], 'half.json', { finished: false, problems })
  await startAgain()
  expect(await store.problems(0, 10)).toMatchObject({ total: 1 })
  await addRecords(store, [record('e1'), record('e2')], 'half.json')
  expect(await store.problems(0, 10)).toMatchObject({ total: 0 })
})

test('a log file that changed before it was read anew is known as it is now', async () => {
  await addRecords(store, [record('e1')], 'half.json', { finished: false })
  await startAgain()
  await addRecords(store, [record('e1'), record('e2')], 'half.json')
  const size = [record('e1'), record('e2')].join().length
  expect([...(await store.loadedStamps())]).toEqual([`${size} 1 half.json`])
})

async function startAgain(): Promise<void> {
  await store.close()
  store = await openDuckDB(folder, 'log-files')
}
