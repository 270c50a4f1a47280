import { resolveTimeRange, writeTime } from '../../filter/timeRange.ts'
import type { Histogram, Question } from '../eventStore.ts'
import { histogramInterval } from '../histogramInterval.ts'
import type { LookupPlan } from './lookupPlan.ts'

/** The matching events over time, in about so many buckets. */
export async function histogramOf(
  plan: LookupPlan,
  question: Question,
  buckets: number,
  signal: AbortSignal | undefined,
): Promise<Histogram> {
  const [extent] = (await plan
    .askNarrow()
    .query(
      'min(e.eventTimeMs)::DOUBLE, max(e.eventTimeMs)::DOUBLE, count(*) FILTER (e.eventTimeMs IS NULL)::DOUBLE',
      '',
      signal,
    )) as [[number | null, number | null, number]]
  const [first, last, withoutTime] = extent
  if (first === null || last === null) return { intervalMs: 3_600_000, buckets: [], withoutTime }
  const range = resolveTimeRange(question.filter.timeRange, question.asOf.nowMs)
  const lastMs = Math.max(
    last,
    range.endMs ?? (question.filter.timeRange.kind === 'relative' ? question.asOf.nowMs : last),
  )
  const { intervalMs, startMs } = histogramInterval(range.startMs ?? first, lastMs, buckets)
  const rows = (await plan
    .askNarrow()
    .query(
      `((e.eventTimeMs - ${startMs}) // ${intervalMs})::INTEGER AS bucket, count(*)::DOUBLE, count(e.errorCode)::DOUBLE`,
      'AND e.eventTimeMs IS NOT NULL GROUP BY bucket',
      signal,
    )) as [number, number, number][]
  const counts = new Map(rows.map(([bucket, count, errorCount]) => [bucket, { count, errorCount }]))
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
