import { sortedBy } from '../../pages.ts'
import type { Metric, MetricIdentity, MetricMinute, MonitoringState, Statistic } from './monitoringState.ts'

export const MINUTE_MS = 60_000
/** How many minutes with data are kept of a metric: the account's state has them all. */
const MOST_MINUTES = 1440

/** Values that arrived together: a single one, or a set of which only the statistics are known. */
export type Sample = Omit<MetricMinute, 'atMs'>

export const sampleOf = (value: number, count = 1): Sample => ({
  count,
  sum: value * count,
  min: value,
  max: value,
})

/** Adds to a metric, which begins with its first value. */
export function addSample(
  { metrics }: MonitoringState,
  { unit, ...identity }: MetricIdentity & { readonly unit: string },
  atMs: number,
  given: number | Sample,
): void {
  const key = keyOfMetric(identity)
  const metric = (metrics[key] ??= { ...identity, unit, minutes: [] })
  const sample = typeof given === 'number' ? sampleOf(given) : given
  const minuteMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS
  const { minutes } = metric
  const at = minutes.findLastIndex((minute) => minute.atMs <= minuteMs)
  const before = minutes[at]
  if (before?.atMs === minuteMs) minutes[at] = { atMs: minuteMs, ...merged([before, sample])! }
  else minutes.splice(at + 1, 0, { atMs: minuteMs, ...sample })
  if (minutes.length > MOST_MINUTES) minutes.splice(0, minutes.length - MOST_MINUTES)
}

/** Begins with no name of an object's own members. */
function keyOfMetric({ region, namespace, name, dimensions }: MetricIdentity): string {
  return JSON.stringify([region, namespace, name, keyOfDimensions(dimensions)])
}

/** The same for the same dimensions in any order. */
export function keyOfDimensions(dimensions: Readonly<Record<string, string>>): string {
  return JSON.stringify(sortedBy(Object.entries(dimensions), ([name]) => name))
}

export function findMetric({ metrics }: MonitoringState, identity: MetricIdentity): Metric | undefined {
  return metrics[keyOfMetric(identity)]
}

/** What a metric has from one moment to another, which is exclusive; null if there is nothing. */
export function sampleBetween(metric: Metric | undefined, startMs: number, endMs: number): Sample | null {
  return merged((metric?.minutes ?? []).filter(({ atMs }) => atMs >= startMs && atMs < endMs))
}

function merged(samples: readonly Sample[]): Sample | null {
  if (samples.length === 0) return null
  return samples.reduce((one, other) => ({
    count: one.count + other.count,
    sum: one.sum + other.sum,
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
  }))
}

export function statisticOf({ count, sum, min, max }: Sample, statistic: Statistic): number {
  switch (statistic) {
    case 'SampleCount':
      return count
    case 'Average':
      return sum / count
    case 'Sum':
      return sum
    case 'Minimum':
      return min
    case 'Maximum':
      return max
  }
}

/** The periods of a range that have data, with the start of each. */
export function periodsOf(
  metric: Metric | undefined,
  startMs: number,
  endMs: number,
  periodMs: number,
): readonly { readonly startMs: number; readonly sample: Sample }[] {
  const periods = new Map<number, Sample[]>()
  for (const minute of metric?.minutes ?? []) {
    if (minute.atMs < startMs || minute.atMs >= endMs) continue
    const start = Math.floor(minute.atMs / periodMs) * periodMs
    periods.set(start, [...(periods.get(start) ?? []), minute])
  }
  return [...periods].map(([start, samples]) => ({ startMs: start, sample: merged(samples)! }))
}
