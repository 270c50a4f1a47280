import { writeTime } from '../../cloudtrail/writeTime.ts'
import { resolveTimeRange } from '../../filter/timeRange.ts'
import type { EventQuery, Histogram, HistogramWanted } from '../eventStore.ts'
import { histogramInterval } from '../histogramInterval.ts'
import type { PlannedEvents } from './plannedEvents.ts'

/** Inclusive; null if no event has a time. */
export interface TimeSpan {
  readonly firstMs: number | null
  readonly lastMs: number | null
}

/**
 * The matching events over time. The buckets cover the time range of the query, and where it is
 * open, all events of the store, so that few events are drawn where they are.
 */
export async function histogramOf(
  events: PlannedEvents,
  wholeSpan: () => Promise<TimeSpan>,
  query: EventQuery,
  wanted: HistogramWanted,
  signal: AbortSignal | undefined,
): Promise<Histogram> {
  const { intervalMs, startMs, startTimes, withoutTime } = await timeBuckets(
    events,
    wholeSpan,
    query,
    wanted,
    signal,
  )
  if (startTimes.length === 0) return { intervalMs, buckets: [], withoutTime }
  const counts = await events.countWithErrorsByBucket({ startMs, widthMs: intervalMs }, signal)
  return {
    intervalMs,
    withoutTime,
    buckets: startTimes.map((startTime, bucket) => ({
      startTime,
      ...(counts.get(bucket) ?? { count: 0, errorCount: 0 }),
    })),
  }
}

interface TimeBuckets {
  readonly intervalMs: number
  readonly startMs: number
  /** Empty if no event has a time. */
  readonly startTimes: readonly string[]
  readonly withoutTime: number
}

/** The buckets for the times of the matching events. */
export async function timeBuckets(
  events: Pick<PlannedEvents, 'extent'>,
  wholeSpan: () => Promise<TimeSpan>,
  query: EventQuery,
  { buckets, untilMs = null }: HistogramWanted,
  signal: AbortSignal | undefined,
): Promise<TimeBuckets> {
  const { firstMs, lastMs, withoutTime } = await events.extent(signal)
  if (firstMs === null || lastMs === null)
    return { intervalMs: 3_600_000, startMs: 0, startTimes: [], withoutTime }
  const { timeRange } = query.filter
  const range = resolveTimeRange(timeRange, query.asOf.nowMs)
  const whole = range.startMs === null || range.endMs === null ? await wholeSpan() : null
  const from = Math.min(firstMs, range.startMs ?? whole?.firstMs ?? firstMs)
  const openEndMs = Math.max(
    whole?.lastMs ?? lastMs,
    untilMs ?? lastMs,
    timeRange.kind === 'relative' ? query.asOf.nowMs : lastMs,
  )
  const to = Math.max(lastMs, range.endMs ?? openEndMs)
  const { intervalMs, startMs } = histogramInterval(from, to, buckets)
  const length = Math.floor((to - startMs) / intervalMs) + 1
  return {
    intervalMs,
    startMs,
    withoutTime,
    startTimes: Array.from({ length }, (_, bucket) => writeTime(startMs + bucket * intervalMs)),
  }
}
