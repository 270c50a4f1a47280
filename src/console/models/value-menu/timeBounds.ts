import type { TimeRange } from '../../../filter/filter.ts'
import { writeTime } from '../../../cloudtrail/writeTime.ts'
import { resolveTimeRange, writeEndTime } from '../../../filter/timeRange.ts'

/**
 * The time range with the time of an event as its new start or end, both inclusive. The other end
 * stays, unless nothing would be left between them.
 */
export function boundedBy(
  eventTime: string,
  side: 'start' | 'end',
  range: TimeRange,
  nowMs: number,
): TimeRange {
  const { startMs, endMs } = resolveTimeRange(range, nowMs)
  const eventMs = Date.parse(eventTime)
  const ownStart = startMs !== null && startMs <= eventMs ? writeTime(startMs) : undefined
  const ownEnd = endMs !== null && endMs >= eventMs ? writeEndTime(endMs) : undefined
  const startTime = side === 'start' ? eventTime : ownStart
  const endTime = side === 'end' ? eventTime : ownEnd
  return { kind: 'absolute', ...(startTime && { startTime }), ...(endTime && { endTime }) }
}

/** Five minutes before and after an event. */
export function fiveMinutesAround(eventTime: string): TimeRange {
  const ms = Date.parse(eventTime)
  return { kind: 'absolute', startTime: writeTime(ms - 300_000), endTime: writeTime(ms + 300_000) }
}
