import type { TimeRange } from '../../../filter/filter.ts'
import { writeTime } from '../../../cloudtrail/writeTime.ts'

/** A time range around an event. */
export interface Span {
  /** `±5 minutes` */
  readonly name: string
  /** The header of its column: `±5 min`. */
  readonly short: string
  readonly timeRange: TimeRange
}

const MINUTES = [1, 5, 15, 60]

/**
 * 1, 5, 15 and 60 minutes on each side, both ends inclusive, and all time. Only the latter for an
 * event without a time.
 */
export function spansAround(eventTime: string | null): Span[] {
  const ms = eventTime === null ? Number.NaN : Date.parse(eventTime)
  const minutes = Number.isNaN(ms) ? [] : MINUTES
  return [
    ...minutes.map((each): Span => ({
      short: `±${each} min`,
      name: `±${each} ${each === 1 ? 'minute' : 'minutes'}`,
      timeRange: {
        kind: 'absolute',
        startTime: writeTime(ms - each * 60_000),
        endTime: writeTime(ms + each * 60_000),
      },
    })),
    { short: 'Any time', name: 'Any time', timeRange: { kind: 'all' } },
  ]
}
