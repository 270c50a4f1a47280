import { resolveTimeRange, writeTime } from '../../filter/timeRange.ts'
import type { Histogram, EventQuery } from '../eventStore.ts'
import { histogramInterval } from '../histogramInterval.ts'
import type { PlannedEvents } from './plannedEvents.ts'

/** The matching events over time, in at most `buckets` buckets. */
export async function histogramOf(
  events: PlannedEvents,
  query: EventQuery,
  buckets: number,
  signal: AbortSignal | undefined,
): Promise<Histogram> {
  const { firstMs, lastMs: latestMs, withoutTime } = await events.extent(signal)
  if (firstMs === null || latestMs === null) return { intervalMs: 3_600_000, buckets: [], withoutTime }
  const range = resolveTimeRange(query.filter.timeRange, query.asOf.nowMs)
  const lastMs = Math.max(
    latestMs,
    range.endMs ?? (query.filter.timeRange.kind === 'relative' ? query.asOf.nowMs : latestMs),
  )
  const { intervalMs, startMs } = histogramInterval(range.startMs ?? firstMs, lastMs, buckets)
  const counts = await events.countWithErrorsByBucket({ startMs, widthMs: intervalMs }, signal)
  const length = Math.floor((lastMs - startMs) / intervalMs) + 1
  return {
    intervalMs,
    withoutTime,
    buckets: Array.from({ length }, (_, bucket) => ({
      startTime: writeTime(startMs + bucket * intervalMs),
      ...(counts.get(bucket) ?? { count: 0, errorCount: 0 }),
    })),
  }
}
