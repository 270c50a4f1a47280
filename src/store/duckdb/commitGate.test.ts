import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { addRecords } from '../../testing/storeOf.ts'
import { openStore } from '../openStore.ts'

const FIRST_MS = Date.parse('2026-03-01T00:00:00Z')

/** Records of a log file, a second apart. */
const recordsOf = (logFile: string, count: number, firstMs: number) =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      eventVersion: '1.08',
      eventTime: new Date(firstMs + index * 1000).toISOString(),
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      eventID: `${logFile}-${index}`,
    }),
  )

const HELD = 500

test('a page is complete in both orders while the first events are added to an opened store', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  const made = await openStore({ folder, name: 'log-files' })
  await addRecords(made, recordsOf('held', HELD, FIRST_MS), 'held.json')
  await made.close()
  const short: string[] = []
  for (let opening = 0; opening < 6; opening++) {
    const store = await openStore({ folder, name: 'log-files' })
    const query = { filter: EVERYTHING, asOf: store.asOf(0) }
    const held = await store.countEvents(query)
    const added = new AbortController()
    const readers = (['newest', 'oldest'] as const).map(async (order) => {
      while (!added.signal.aborted) {
        const { events } = await store.lookupEvents(query, { start: { offset: 250 }, limit: 1000, order })
        const expected = Math.min(1000, held - 250)
        if (events.length !== expected) short.push(`${order}: ${events.length} of ${expected}`)
      }
    })
    // Both later and earlier than the events in the store: either could be taken for the end of the
    // other.
    for (const [name, firstMs] of [
      ['later', FIRST_MS + 1e9],
      ['earlier', FIRST_MS - 1e9],
    ] as const)
      await addRecords(store, recordsOf(`${name}-${opening}`, 2000, firstMs), `${name}-${opening}.json`)
    added.abort()
    await Promise.all(readers)
    await store.close()
  }
  await rm(folder, { recursive: true })
  expect(short).toEqual([])
})
