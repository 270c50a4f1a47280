/**
 * How many events of an answer lie where in time, so that any position of it can be found without counting up to it:
 * the buckets that hold the position are looked up here, and only their events are put in order.
 */
export interface TimeMap {
  readonly startMs: number
  readonly widthMs: number
  /** `before[i]` events are older than bucket i; one entry more than there are buckets. Events without time are older than all. */
  readonly before: readonly number[]
}

/** A stretch of the answer, oldest first: events `from` (inclusive) to `to` (exclusive) have times from `startMs` to below `endMs`. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly startMs: number
  readonly endMs: number
}

export const BUCKETS = 2048

/** @param counts number of events in each bucket that has any, by its index */
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

/** The buckets that hold the events from position `from` to below `to`, oldest first. Both must lie in the map. */
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

/** Neighbouring buckets joined into stretches of about so many events, oldest first; empty ones are left out. */
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
