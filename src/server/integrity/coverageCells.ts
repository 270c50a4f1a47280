import type { CoverageResponse } from '../../api/integrity.ts'
import { coverageAt, regionKey, type Interval } from '../../integrity/coverage.ts'
import { eventCoverageAt, lostTimes } from '../../integrity/eventCoverage.ts'
import type { Validation } from '../../integrity/validation.ts'
import type { RegionCount } from '../../store/eventStore.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The columns of a coverage map. */
export interface Cells {
  readonly interval: CoverageResponse['interval']
  readonly startMs: number
  readonly widthMs: number
  readonly count: number
}

/** Hours up to 31 days, days up to 1000, then weeks. Both ends are in a cell. */
export function cellsOf(firstMs: number, lastMs: number): Cells {
  const days = (lastMs - firstMs) / DAY
  const [interval, widthMs, round] =
    days <= 31
      ? (['PT1H', HOUR, HOUR] as const)
      : days <= 1000
        ? (['P1D', DAY, DAY] as const)
        : (['P7D', 7 * DAY, DAY] as const)
  const startMs = Math.floor(firstMs / round) * round
  return { interval, startMs, widthMs, count: Math.floor((lastMs - startMs) / widthMs) + 1 }
}

/** The times that digest files speak of; null if there are none. */
export function coveredSpan({ coverage }: Validation): Interval | null {
  const covered = [...coverage.values()].flatMap((region) => region.covered)
  if (covered.length === 0) return null
  return covered.reduce((span, { startMs, endMs }) => ({
    startMs: Math.min(span.startMs, startMs),
    endMs: Math.max(span.endMs, endMs),
  }))
}

const MOST_ROWS = 200

/**
 * The rows of a coverage map. `matching`: the events that are counted; `all`: those that show
 * whether there are any.
 */
export function coverageRows(
  { startMs, widthMs, count }: Cells,
  matching: readonly RegionCount[],
  all: readonly RegionCount[],
  validation: Validation | null,
): Pick<CoverageResponse, 'rows' | 'rowsTotal'> {
  const [matchingCounts, allCounts] = [matching, all].map(countsByRegion) as [Counts, Counts]
  const keys = new Set([
    ...allCounts.keys(),
    ...matchingCounts.keys(),
    ...(validation?.coverage.keys() ?? []),
  ])
  const eventsOf = (key: string) =>
    [...(matchingCounts.get(key)?.values() ?? [])].reduce((sum, each) => sum + each, 0)
  const sorted = [...keys]
    .map((key) => ({ key, events: eventsOf(key) }))
    .toSorted((a, b) => b.events - a.events || (a.key < b.key ? -1 : 1))
  const lost = validation ? lostTimes(validation) : null
  const rows = sorted.slice(0, MOST_ROWS).map(({ key }) => {
    const cells = Array.from({ length: count }, (_, index) => index)
    const timeOf = (index: number): Interval => ({
      startMs: startMs + index * widthMs,
      endMs: startMs + (index + 1) * widthMs,
    })
    const [accountId = '', region = ''] = key.split(' ')
    return {
      accountId,
      region,
      counts: cells.map((index) => matchingCounts.get(key)?.get(index) ?? 0),
      events: cells.map((index) => {
        const events = allCounts.get(key)?.get(index) ?? 0
        if (validation && lost) return eventCoverageAt(validation, lost, key, timeOf(index), events)
        return events > 0 ? 'events' : 'no-data'
      }),
      validation: cells.map((index) => coverageAt(validation?.coverage.get(key), timeOf(index))),
    }
  })
  return { rows, rowsTotal: keys.size }
}

type Counts = ReadonlyMap<string, ReadonlyMap<number, number>>

function countsByRegion(counts: readonly RegionCount[]): Counts {
  const byRegion = new Map<string, Map<number, number>>()
  for (const { accountId, region, bucket, count } of counts) {
    const key = regionKey(accountId, region)
    const buckets = byRegion.get(key) ?? new Map<number, number>()
    byRegion.set(key, buckets.set(bucket, count))
  }
  return byRegion
}

export const startTimesOf = ({ startMs, widthMs, count }: Cells): readonly string[] =>
  Array.from({ length: count }, (_, index) => writeTime(startMs + index * widthMs))
