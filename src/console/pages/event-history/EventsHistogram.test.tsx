import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { eventHistogram } from '../../../api/eventHistogram.ts'
import { EVERYTHING, type Filter, type TimeRange } from '../../../filter/filter.ts'
import { isInTimeRange } from '../../../filter/matches.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { listedResult } from '../../testing/listedEvent.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { EventsHistogram } from './EventsHistogram.tsx'

const NOW = Date.parse('2024-04-14T15:30:00Z')
const DAY = 86_400_000
const FIRST_DAY = Date.parse('2024-04-07T00:00:00Z')

/** Of events in the first and last milliseconds of days, also within a second. */
const TIMES = [
  '2024-04-07T09:00:00Z',
  '2024-04-07T20:00:00Z',
  '2024-04-10T23:59:59.999Z',
  '2024-04-11T00:00:00Z',
  '2024-04-11T23:59:59Z',
  '2024-04-11T23:59:59.500Z',
  '2024-04-11T23:59:59.999Z',
  '2024-04-12T00:00:00Z',
  '2024-04-14T15:29:59.250Z',
].map((time) => Date.parse(time))

/** The list has no rows in view. */
const noRows = { getState: () => ({ first: 0, last: -1 }), subscribe: () => () => {} }

/** The bars of days that a time range has, and the filter that pressing one of them gives. */
async function barsOf(timeRange: TimeRange) {
  const query = resolveQuery({ ...EVERYTHING, timeRange }, 'newest', 0, NOW)
  const shown = TIMES.filter((ms) => isInTimeRange(query.filter, ms, NOW))
  const buckets = Array.from({ length: 8 }, (_, day) => {
    const startMs = FIRST_DAY + day * DAY
    const count = shown.filter((ms) => ms >= startMs && ms < startMs + DAY).length
    return { startTime: new Date(startMs).toISOString().replace('.000Z', 'Z'), count, errorCount: 0 }
  })
  serveRequests((url) => (url.pathname === eventHistogram.path ? { interval: 'P1D', buckets } : undefined))
  const filters: Filter[] = []
  const { container } = await render(
    <EventsHistogram
      result={{ ...listedResult(0), query, readAtMs: NOW, count: shown.length }}
      stale={false}
      filter={{ ...EVERYTHING, timeRange }}
      order="newest"
      visibleRange={noRows}
      onTimeRange={(chosen) => filters.push({ ...EVERYTHING, timeRange: chosen })}
    />,
    { wrapper: Providers },
  )
  const listed = (filter: Filter) => TIMES.filter((ms) => isInTimeRange(filter, ms, NOW)).length
  return { buckets, container, filters, listed }
}

const bars = () => page.getByRole('slider', { name: 'Bars' })

test('the list behind a bar has the events that the bar counts, to the last millisecond', async () => {
  const { buckets, container, filters, listed } = await barsOf({ kind: 'all' })
  await expect.element(bars()).toBeVisible()
  const thursday = 4
  expect(buckets[thursday]).toMatchObject({ startTime: '2024-04-11T00:00:00Z', count: 4 })
  const plot = container.querySelector('.histogram__plot')!.getBoundingClientRect()
  const cursor = container.querySelector('.histogram__cursor')!.getBoundingClientRect()
  const x = cursor.left - plot.left + (cursor.width * (thursday + 0.5)) / buckets.length
  await userEvent.click(container.querySelector('.histogram__plot')!, { position: { x, y: 25 } })
  await expect.poll(() => filters).toHaveLength(1)
  expect(filters[0]!.timeRange).toEqual({
    kind: 'absolute',
    startTime: '2024-04-11T00:00:00Z',
    endTime: '2024-04-11T23:59:59Z',
  })
  expect(listed(filters[0]!)).toBe(4)
})

test.each([
  [{ kind: 'all' }],
  [{ kind: 'relative', amount: 7, unit: 'd' }],
  [{ kind: 'absolute', startTime: '2024-04-07T12:00:00Z', endTime: '2024-04-14T15:29:59.249Z' }],
  [{ kind: 'absolute', startTime: '2024-04-07T20:00:00.001Z' }],
] as const)('each bar of %o leads to as many events as it counts', async (timeRange) => {
  const { buckets, filters, listed } = await barsOf(timeRange)
  await expect.element(bars()).toBeVisible()
  const element = bars().element() as HTMLElement
  element.focus()
  for (const bucket of buckets) {
    await userEvent.keyboard('{Enter}')
    expect(listed(filters.at(-1)!), bucket.startTime).toBe(bucket.count)
    await userEvent.keyboard('{ArrowRight}')
  }
  expect(filters).toHaveLength(buckets.length)
})
