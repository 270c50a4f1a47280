import type { EventHistogramResponse } from '../../../api/eventHistogram.ts'
import type { Order } from '../../../filter/filter.ts'

/** Rows of the list, both ends inclusive, 0-based. */
export interface VisibleRange {
  readonly first: number
  readonly last: number
}

/** A part of the drawing, measured in buckets: from 2.5 is from the middle of the third bucket. */
export interface SeenStretch {
  readonly from: number
  readonly to: number
}

/**
 * Finds rows of the list among the buckets; null when none of them has a time, or when they are all
 * the events. The bucket of a row
 * follows from the counts, so the events themselves are not needed; within a bucket they are
 * assumed to be evenly spread.
 */
export function seenStretches(
  { buckets, withoutTime = 0 }: EventHistogramResponse,
  order: Order,
): (rows: VisibleRange) => SeenStretch | null {
  // `older[i]` events are older than bucket i; those without a time are older than all.
  const older = [withoutTime]
  for (const { count } of buckets) older.push(older.at(-1)! + count)
  const newest = older.at(-1)! - 1

  /** @param part of the event: 0 where it begins, 1 where it ends */
  const placeOf = (rank: number, part: 0 | 1): number => {
    let low = 0
    let high = buckets.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (older[middle]! <= rank) low = middle
      else high = middle - 1
    }
    return low + (rank + part - older[low]!) / buckets[low]!.count
  }
  return ({ first, last }) => {
    if (first <= 0 && last >= newest) return null
    const from = Math.max(withoutTime, order === 'oldest' ? first : newest - last)
    const to = Math.min(newest, order === 'oldest' ? last : newest - first)
    return from > to ? null : { from: placeOf(from, 0), to: placeOf(to, 1) }
  }
}
