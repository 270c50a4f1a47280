import { timeDay, timeTicks as localTicks, utcDay, utcTicks } from 'd3-time'
import type { Zone } from '../time.ts'

export interface TimeTick {
  readonly ms: number
  readonly label: string
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

/**
 * Round times in the zone, at most `most` of them, from `startMs` up to but not including `endMs`.
 */
export function timeTicks(startMs: number, endMs: number, most: number, zone: Zone): readonly TimeTick[] {
  if (!(endMs > startMs)) return []
  const times = roundTimes(startMs, endMs, most, zone === 'utc' ? utcTicks : localTicks)
  const labelOf = labels(stepOf(times), zone)
  return times.map((time, index) => ({ ms: time.getTime(), label: labelOf(time, index === 0) }))
}

/**
 * d3 returns approximately the number of ticks that it is given, so the number is lowered until
 * they fit.
 */
function roundTimes(startMs: number, endMs: number, most: number, ticks: typeof utcTicks): readonly Date[] {
  // Neither labels nor buckets have fractions of a second.
  const seconds = Math.max(1, Math.floor((endMs - startMs) / SECOND))
  for (let count = Math.min(most, seconds); count >= 1; count--) {
    const times = ticks(new Date(startMs), new Date(endMs - 1), count)
    if (times.length <= most) return times
  }
  return []
}

/** The shortest interval between two of them. */
function stepOf(times: readonly Date[]): number {
  const gaps = times.slice(1).map((time, index) => time.getTime() - times[index]!.getTime())
  return gaps.length === 0 ? 0 : Math.min(...gaps)
}

/**
 * The date at the start of a day and on the first tick, otherwise the time; for steps of a quarter
 * or more, month and year.
 */
function labels(stepMs: number, zone: Zone): (time: Date, isFirst: boolean) => string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', zone === 'utc' ? { ...options, timeZone: 'UTC' } : options)
  const month = format({ year: 'numeric', month: 'short' })
  const day = format({ month: 'short', day: 'numeric' })
  const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const clock = format(stepMs > 0 && stepMs < MINUTE ? { ...hours, second: '2-digit' } : hours)
  const days = zone === 'utc' ? utcDay : timeDay
  return (time, isFirst) => {
    if (stepMs >= 85 * DAY) return month.format(time)
    if (days.floor(time).getTime() === time.getTime()) return day.format(time)
    return isFirst ? `${day.format(time)}, ${clock.format(time)}` : clock.format(time)
  }
}
