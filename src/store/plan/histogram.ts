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
  { buckets, untilMs = null }: HistogramWanted,
  signal: AbortSignal | undefined,
): Promise<Histogram> {
  const { firstMs, lastMs, withoutTime } = await events.extent(signal)
  if (firstMs === null || lastMs === null) return { intervalMs: 3_600_000, buckets: [], withoutTime }
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
  const counts = await events.countWithErrorsByBucket({ startMs, widthMs: intervalMs }, signal)
  const length = Math.floor((to - startMs) / intervalMs) + 1
  return {
    intervalMs,
    withoutTime,
    buckets: Array.from({ length }, (_, bucket) => ({
      startTime: writeTime(startMs + bucket * intervalMs),
      ...(counts.get(bucket) ?? { count: 0, errorCount: 0 }),
    })),
  }
}
