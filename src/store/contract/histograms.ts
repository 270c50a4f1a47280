import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseFilterText } from '../../filter/text.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import type { AsOf, EventStore } from '../eventStore.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

const NOW = Date.parse('2026-02-20T00:00:00Z')
const DAY = 86_400_000

const recordOn = (day: string, userName: string) =>
  JSON.stringify({
    eventVersion: '1.11',
    eventID: `${userName}-${day}`,
    eventName: 'GetUser',
    eventSource: 'iam.amazonaws.com',
    eventTime: `${day}T12:00:00Z`,
    userIdentity: { type: 'IAMUser', userName },
  })

/** The buckets of a histogram cover the time range, however few events match. */
export function describeHistograms({ open }: StoreUnderTest): void {
  let store: EventStore
  let asOf: AsOf

  beforeAll(async () => {
    store = await storeOf(
      [recordOn('2026-02-01', 'alice'), recordOn('2026-02-05', 'bob'), recordOn('2026-02-10', 'alice')],
      open,
    )
    asOf = store.asOf(NOW)
    await addRecords(store, [recordOn('2026-03-01', 'alice')], 'late')
  })
  afterAll(() => store.close())

  test.each([
    ['userName=bob', '2026-02-01', '2026-02-10'],
    ['userName=bob startTime=2026-02-04', '2026-02-04', '2026-02-10'],
    ['userName=bob endTime=2026-02-06T00:00:00Z', '2026-02-01', '2026-02-06'],
    ['userName=bob startTime=2026-01-20 endTime=2026-02-14', '2026-01-20', '2026-02-14'],
    ['userName=bob range=18d', '2026-02-02', '2026-02-20'],
  ])('%s: one event, in buckets from %s to %s', async (line, first, last) => {
    const query = { filter: parseFilterText(line), asOf }
    const { buckets, intervalMs } = await store.eventHistogram(query, { buckets: 60 })
    const dayOf = (index: number) => buckets.at(index)!.startTime.slice(0, 10)
    expect([dayOf(0), dayOf(-1)]).toEqual([first, last])
    expect(intervalMs).toBeLessThan(DAY)
    expect(buckets.filter(({ count }) => count > 0)).toMatchObject([{ count: 1 }])
  })

  test('a range without an end reaches at least to the requested time', async () => {
    const query = { filter: parseFilterText('userName=bob startTime=2026-02-04'), asOf }
    const wanted = { buckets: 60, untilMs: Date.parse('2026-02-20T00:00:00Z') }
    const { buckets } = await store.eventHistogram(query, wanted)
    expect(buckets.at(-1)!.startTime).toBe('2026-02-20T00:00:00Z')
  })

  test('there are no buckets if nothing matches', async () => {
    const query = { filter: parseFilterText('userName=carol range=18d'), asOf }
    expect(await store.eventHistogram(query, { buckets: 60 })).toMatchObject({ buckets: [] })
  })
}
