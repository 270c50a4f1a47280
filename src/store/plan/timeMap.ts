/**
 * How many of the matching events are in each stretch of time, so that any position can be found
 * without counting up to it: its bucket is looked up here, and only that bucket's events are
 * sorted.
 */
export interface TimeMap {
  readonly startMs: number
  readonly widthMs: number
  /**
   * `before[i]` is the number of events older than bucket i; it has one entry more than there are
   * buckets. Events without time count as the oldest.
   */
  readonly before: readonly number[]
}

/**
 * A stretch of the matching events, oldest first: events `from` (inclusive) to `to` (exclusive)
 * have times from `startMs` to below `endMs`.
 */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly startMs: number
  readonly endMs: number
}

export const BUCKETS = 2048

/** @param counts number of events in each bucket, by its index; empty buckets are left out */
export function timeMap(
  startMs: number,
  widthMs: number,
  older: number,
  counts: ReadonlyMap<number, number>,
  buckets: number,
): TimeMap {
  const before = [older]
  for (let bucket = 0; bucket < buckets; bucket++) before.push(before[bucket]! + (counts.get(bucket) ?? 0))
  return { startMs, widthMs, before }
}

/**
 * The buckets that have the events from position `from` to below `to`, oldest first. Both must be
 * within the map.
 */
export function stretchOf(map: TimeMap, from: number, to: number): Stretch {
  const first = bucketAt(map, from)
  const last = bucketAt(map, to - 1)
  return {
    from: map.before[first]!,
    to: map.before[last + 1]!,
    startMs: map.startMs + first * map.widthMs,
    endMs: map.startMs + (last + 1) * map.widthMs,
  }
}

/**
 * Neighbouring buckets joined into stretches of about `size` events, oldest first. Empty ones are
 * left out.
 */
export function stretches(map: TimeMap, size: number): Stretch[] {
  const found: Stretch[] = []
  const { before } = map
  for (let first = 0; first < before.length - 1;) {
    let end = first + 1
    while (end < before.length - 1 && before[end + 1]! - before[first]! <= size) end++
    if (before[end]! > before[first]!) {
      found.push({
        from: before[first]!,
        to: before[end]!,
        startMs: map.startMs + first * map.widthMs,
        endMs: map.startMs + end * map.widthMs,
      })
    }
    first = end
  }
  return found
}

/** The last bucket that starts at or before a position and is not empty there. */
function bucketAt({ before }: TimeMap, position: number): number {
  let low = 0
  let high = before.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (before[middle]! <= position) low = middle
    else high = middle - 1
  }
  return low
}
