import { expect, test } from 'vitest'
import { addRecords } from '../../testing/storeOf.ts'
import { storeOnDisk } from '../../testing/storeOnDisk.ts'

const disk = storeOnDisk()

const record = (id: string, said = '') => `{"eventVersion":"1.08","eventID":"${id}","eventName":"A"${said}}`
const problems = [{ position: 'byte 7', reason: 'A record is not whole.' }]

test('a log file that was half read when the process ended is read again, and its totals are those of one reading', async () => {
  await addRecords(disk.store, [record('e1')], 'before.json')
  const half = [record('e1', ',"n":2'), record('e2'), record('e2'), record('e3')]
  await addRecords(disk.store, half, 'half.json', { end: null, problems })
  await disk.startAgain()
  expect(await disk.store.loadReport(), 'what is stored is counted').toMatchObject({ records: 5, added: 4 })
  // The same again, this time to its end.
  await addRecords(disk.store, half, 'half.json', { end: null, problems })
  await addRecords(disk.store, [record('e4'), record('e1')], 'half.json')
  expect(await disk.store.loadReport()).toMatchObject({
    logFiles: 2,
    records: 7,
    added: 5,
    duplicates: 2,
    conflicts: 1,
  })
  const report = await disk.store.problems(0, 10)
  expect(report.problems.map(({ position }) => position)).toEqual(['record 1', 'byte 7'])
})

test('problems of a log file are removed when it is read again completely', async () => {
  await addRecords(disk.store, [record('e1')], 'half.json', { end: null, problems })
  await disk.startAgain()
  expect(await disk.store.problems(0, 10)).toMatchObject({ total: 1 })
  await addRecords(disk.store, [record('e1'), record('e2')], 'half.json')
  expect(await disk.store.problems(0, 10)).toMatchObject({ total: 0 })
})

test('a log file that changed before it was read again is known as it is now', async () => {
  await addRecords(disk.store, [record('e1')], 'half.json', { end: null })
  await disk.startAgain()
  await addRecords(disk.store, [record('e1'), record('e2')], 'half.json')
  const size = [record('e1'), record('e2')].join().length
  expect([...(await disk.store.loadedStamps())]).toEqual([`${size} 1 half.json`])
})
