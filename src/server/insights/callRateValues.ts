import type { InsightRate, InsightRatesWanted } from '../../aws/insightRates.ts'
import type { AsOf, EventStore } from '../../store/eventStore.ts'
import { callsOf, type CallsWanted } from './countedCalls.ts'

const MINUTE_MS = 60_000

export interface ValuesWanted extends Omit<InsightRatesWanted, 'calls'> {
  readonly calls: CallsWanted
}

/** The rate of calls over time, oldest first: of the periods that start in the time range. */
export async function callRateValues(
  store: Pick<EventStore, 'countByRegion'>,
  asOf: AsOf,
  { type, calls, periodMs, startMs, endMs, withZeros }: ValuesWanted,
  signal?: AbortSignal,
): Promise<readonly InsightRate[]> {
  const firstMs = Math.ceil(startMs / periodMs) * periodMs
  const afterMs = Math.ceil(endMs / periodMs) * periodMs
  if (firstMs >= afterMs) return []
  const filter = callsOf(type, calls, { startMs: firstMs, endMs: afterMs })
  const found = await store.countByRegion({ filter, asOf }, { startMs: firstMs, widthMs: periodMs }, signal)
  const counts = new Map<number, number>()
  for (const { bucket, count } of found) counts.set(bucket, (counts.get(bucket) ?? 0) + count)
  const buckets = withZeros
    ? Array.from({ length: (afterMs - firstMs) / periodMs }, (_, index) => index)
    : [...counts.keys()].toSorted((one, other) => one - other)
  return buckets.map((bucket) => ({
    startMs: firstMs + bucket * periodMs,
    value: ((counts.get(bucket) ?? 0) * MINUTE_MS) / periodMs,
  }))
}
