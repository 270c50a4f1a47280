import type { TimeRange } from '../../../filter/filter.ts'
import { writeTime } from '../../../cloudtrail/writeTime.ts'
import { readTime, writeEndTime, writeTimeRange } from '../../../filter/timeRange.ts'

/** The time ranges visited, oldest first. The last one is the current range. */
export type RangeTrail = readonly TimeRange[]

/** How many ranges are remembered. */
const LONGEST = 100

/**
 * The trail after the filter's range has changed to this one: one longer, or one shorter when it is
 * the previous range.
 */
export function followRange(trail: RangeTrail, range: TimeRange): RangeTrail {
  const isAt = (back: number) => {
    const other = trail.at(-back)
    return other !== undefined && keyOf(other) === keyOf(range)
  }
  if (isAt(1)) return trail
  return isAt(2) ? trail.slice(0, -1) : [...trail, range].slice(-LONGEST)
}

/**
 * The range that undo returns to: the previous one, or all time when there is none; null when that
 * is the current one.
 */
export function rangeBefore(trail: RangeTrail): TimeRange | null {
  return trail.at(-2) ?? (trail.at(-1)?.kind === 'all' ? null : { kind: 'all' })
}

/**
 * The same range, moved later by this many milliseconds. `shown` is the range on screen, for a
 * range without two ends of its own.
 */
export function shiftedRange(
  range: TimeRange,
  shown: readonly [startIso: string, endIso: string],
  ms: number,
): TimeRange {
  const [startTime, endTime] =
    range.kind === 'absolute' && range.startTime !== undefined && range.endTime !== undefined
      ? [range.startTime, range.endTime]
      : shown
  return { kind: 'absolute', startTime: later(startTime, 'start', ms), endTime: later(endTime, 'end', ms) }
}

/**
 * The range from start to end. An end that equals `left` stays as the current range defines it.
 * `since` is where a relative range began when the bars were drawn: the first bar may begin
 * earlier.
 */
export function rangeWith(
  range: TimeRange,
  startTime: string,
  endTime: string,
  left: 'start' | 'end' | null,
  since: string | undefined,
): TimeRange {
  if (range.kind === 'relative' && left === 'start')
    return { kind: 'absolute', startTime: since ?? startTime, endTime }
  if (range.kind !== 'absolute' || left === null) return { kind: 'absolute', startTime, endTime }
  const own = left === 'start' ? range.startTime : range.endTime
  const other = left === 'start' ? { endTime } : { startTime }
  return { kind: 'absolute', ...other, ...(own !== undefined && { [`${left}Time`]: own }) }
}

function later(iso: string, side: 'start' | 'end', ms: number): string {
  const at = readTime(iso, side)
  if (at === null) return iso
  return side === 'end' ? writeEndTime(at + ms) : writeTime(at + ms)
}

function keyOf(range: TimeRange): string {
  switch (range.kind) {
    case 'all':
      return 'all'
    case 'relative':
      return writeTimeRange(range)
    case 'absolute':
      return `${range.startTime ?? ''}/${range.endTime ?? ''}`
  }
}
