import { expect, test } from 'vitest'
import { storeOnDisk } from '../../testing/storeOnDisk.ts'
import { bare, heldIn, named, Reading } from '../../testing/uploadReading.ts'

const disk = storeOnDisk()

test('rows that were pending when the process ended are stored once when their log file is read again', async () => {
  await new Reading(disk.store, 'log.json').read(bare('B'), named('e1')).store()
  await disk.startAgain()
  expect(await heldIn(disk.store)).toEqual(['e1A'])
  const anew = new Reading(disk.store, 'log.json')
  await anew.read(bare('B'), named('e1')).store()
  await anew.read(bare('C')).end('content').store(true)
  expect(await heldIn(disk.store)).toEqual(['B', 'C', 'e1A'])
  expect(await disk.store.loadReport()).toMatchObject({
    logFiles: 1,
    records: 3,
    added: 3,
    duplicates: 0,
    conflicts: 0,
  })
})
