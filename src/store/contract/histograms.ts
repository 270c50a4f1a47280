import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { parseFilterText } from '../../filter/text.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { resolveTimeRange, writeSeconds } from '../../filter/timeRange.ts'
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
export function describeHistograms({ open, cases }: StoreUnderTest): void {
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

  test('the range of a bar, in whole seconds, has the events that the bar counts', async () => {
    const others = await storeOf(
      fc
        .sample(anyTime, { numRuns: 300, seed: 5 })
        .map((ms, index) => JSON.stringify({ ...EVENT, eventID: `e${index}`, eventTime: writeTime(ms) })),
      open,
    )
    const now = others.asOf(NOW)
    await fc.assert(
      fc.asyncProperty(anyRange, fc.integer({ min: 1, max: 200 }), async (line, most) => {
        const filter = parseFilterText(line)
        const { buckets, intervalMs } = await others.eventHistogram({ filter, asOf: now }, { buckets: most })
        const { startMs, endMs } = resolveTimeRange(filter.timeRange, NOW)
        const drawn = buckets.filter(({ count }, index) => count > 0 || index % 40 === 0)
        for (const { startTime, count } of drawn) {
          const fromMs = Date.parse(startTime)
          const isFirst = startMs !== null && startMs > fromMs
          const isLast = endMs !== null && endMs < fromMs + intervalMs - 1
          // The ends of the range itself stay as they are.
          const timeRange = {
            kind: 'absolute' as const,
            startTime: isFirst ? writeTime(startMs) : startTime,
            ...(isLast && filter.timeRange.kind === 'absolute'
              ? { endTime: filter.timeRange.endTime! }
              : { endTime: writeSeconds(fromMs + intervalMs - 1000) }),
          }
          const listed = await others.countEvents({ filter: { ...EVERYTHING, timeRange }, asOf: now })
          expect(listed, `${startTime} of ${line} by ${intervalMs} ms`).toBe(count)
        }
      }),
      { numRuns: cases(40) },
    )
    await others.close()
  })
}

const EVENT = { eventVersion: '1.11', eventName: 'GetUser', eventSource: 'iam.amazonaws.com' }

/** Within seconds, hours, months and years, often in the first or last milliseconds of a second. */
const anyTime = fc
  .tuple(
    fc.constantFrom(60, 3600, 86_400, 40 * 86_400, 700 * 86_400),
    fc.nat(),
    fc.constantFrom(1, 60, 3600, 86_400),
    fc.constantFrom(-1, 0, 1, 250, 500, 999),
  )
  .map(([within, seconds, round, ms]) => {
    const at = Date.parse('2024-03-30T23:00:00Z') / 1000 + (seconds % within)
    return Math.floor(at / round) * round * 1000 + ms
  })

const anyRange = fc.oneof(
  fc.constantFrom('', 'range=700d', 'startTime=2024-03-31', 'endTime=2024-04-11'),
  fc
    .tuple(anyTime, anyTime, fc.constantFrom(writeTime, writeSeconds))
    .map(([one, other, write]) => [Math.min(one, other), Math.max(one, other), write] as const)
    .map(([startMs, endMs, write]) => `startTime=${write(startMs)} endTime=${write(endMs)}`),
)
