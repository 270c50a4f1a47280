import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../store/openStore.ts'
import { addRecords } from '../../testing/storeOf.ts'
import { SqlTable } from './sqlTable.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('large records that are too many for one file become several files', async () => {
  const store = await openStore({ folder, name: 'test', memoryLimit: '150MB' })
  for (let file = 0; file < 3; file++) {
    const records = Array.from(
      { length: 100 },
      (_, i) =>
        `{"eventVersion":"1.08","eventID":"${file}-${i}","eventName":"RunInstances","requestParameters":{"userData":"${`${i}`.padEnd(250_000, 'x')}"}}`,
    )
    await addRecords(store, records, `${file}.json`)
  }
  const table = new SqlTable(store)
  const files = await table.use(store.asOf(0), async (all) => all, new AbortController().signal)
  expect(files.length).toBeGreaterThan(1)
  expect(table.ready).toBe(300)
  await store.close()
})
