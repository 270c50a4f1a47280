import { resolveTimeRange, writeTime } from '../../filter/timeRange.ts'
import type { Histogram, Question } from '../eventStore.ts'
import { histogramInterval } from '../histogramInterval.ts'
import type { PlannedEvents } from './plannedEvents.ts'

/** The matching events over time, in about so many buckets. */
export async function histogramOf(
  events: PlannedEvents,
  question: Question,
  buckets: number,
  signal: AbortSignal | undefined,
): Promise<Histogram> {
  const { firstMs, lastMs: latestMs, withoutTime } = await events.extent(signal)
  if (firstMs === null || latestMs === null) return { intervalMs: 3_600_000, buckets: [], withoutTime }
  const range = resolveTimeRange(question.filter.timeRange, question.asOf.nowMs)
  const lastMs = Math.max(
    latestMs,
    range.endMs ?? (question.filter.timeRange.kind === 'relative' ? question.asOf.nowMs : latestMs),
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
