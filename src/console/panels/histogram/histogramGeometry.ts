import { writeSeconds } from '../../../filter/timeRange.ts'
import type { HistogramBucket } from '../../../filter/answers.ts'

/** A range of buckets by index, both ends inclusive. */
export interface BucketRange {
  readonly first: number
  readonly last: number
}

/** The range between two buckets, in either order. */
export function rangeBetween(one: number, other: number): BucketRange {
  return { first: Math.min(one, other), last: Math.max(one, other) }
}

/** The bucket at an x position of the drawing, which is `width` pixels wide. */
export function bucketAt(x: number, width: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor((x / width) * count)))
}

/**
 * The border between two buckets that is nearest to an x position; positions outside count on
 * beyond the first and last bucket.
 */
export function edgeAt(x: number, width: number, count: number): number {
  return Math.round((x / width) * count)
}

/**
 * The range with one end moved to another edge. It keeps at least one bucket and stays within
 * `room`.
 */
export function withEdge(
  range: BucketRange,
  end: 'first' | 'last',
  edge: number,
  room: BucketRange,
): BucketRange {
  return end === 'first'
    ? { first: Math.max(room.first, Math.min(edge, range.last)), last: range.last }
    : { first: range.first, last: Math.min(room.last, Math.max(edge - 1, range.first)) }
}

/**
 * First and last second of a range, ISO 8601 UTC: the filter's end is inclusive, so it is a second
 * before the next bucket. The range may extend beyond the buckets.
 */
export function timesOf(
  buckets: readonly HistogramBucket[],
  stepMs: number,
  { first, last }: BucketRange,
): readonly [startIso: string, endIso: string] {
  const originMs = Date.parse(buckets[0]?.startTime ?? '')
  const startMs = originMs + first * stepMs
  return [isoSeconds(startMs), isoSeconds(Math.max(startMs, originMs + (last + 1) * stepMs - 1000))]
}

interface Counts {
  readonly count: number
  readonly errorCount: number
}

/** The totals of some buckets. */
export function sumOf(buckets: readonly HistogramBucket[]): Counts {
  let count = 0
  let errorCount = 0
  for (const bucket of buckets) {
    count += bucket.count
    errorCount += bucket.errorCount
  }
  return { count, errorCount }
}

const shares = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 })

/** ` (0.8%)`, the failed share of some events; empty if none failed, or all did. */
export function shareWords({ count, errorCount }: Counts): string {
  if (errorCount === 0 || errorCount >= count) return ''
  const share = errorCount / count
  return share < 0.001 ? ' (under 0.1%)' : share > 0.999 ? ' (over 99.9%)' : ` (${shares.format(share)})`
}

function isoSeconds(ms: number): string {
  return Number.isNaN(ms) ? '' : writeSeconds(ms)
}
