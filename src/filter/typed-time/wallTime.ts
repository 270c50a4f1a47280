export type WallZone = 'utc' | 'local'

/** What clocks and calendars show; months from 1. */
export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const DAY = 86_400_000

export function wallTimeAt(ms: number, zone: WallZone): WallTime {
  const shifted = new Date(ms + offsetAt(ms, zone))
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  }
}

/**
 * The moments at which clocks show this time, in milliseconds, earliest first: two in an hour that
 * is repeated when summer time ends, none in one that is skipped when it begins.
 */
export function momentsOf(time: WallTime, zone: WallZone): readonly number[] {
  const shown = asIfUtc(time)
  const offsets = new Set([offsetAt(shown - DAY, zone), offsetAt(shown + DAY, zone)])
  return [...offsets]
    .filter((offset) => offsetAt(shown - offset, zone) === offset)
    .map((offset) => shown - offset)
    .toSorted((one, other) => one - other)
}

/** False for 30 February, 25:00 and the like. */
export function isOnCalendar(time: WallTime): boolean {
  const date = new Date(asIfUtc(time))
  return (
    date.getUTCFullYear() === time.year &&
    date.getUTCMonth() + 1 === time.month &&
    date.getUTCDate() === time.day &&
    date.getUTCHours() === time.hour &&
    date.getUTCMinutes() === time.minute &&
    date.getUTCSeconds() === time.second
  )
}

/** The start of a day; days may lie outside of the month: day 0 is the last one of the month before. */
export function startOfDay(year: number, month: number, day: number): WallTime {
  return wallTimeAt(Date.UTC(year, month - 1, day), 'utc')
}

/** `2026-11-03 14:00:00` */
export function printWallTime({ year, month, day, hour, minute, second }: WallTime): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`
}

function asIfUtc({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function offsetAt(ms: number, zone: WallZone): number {
  return zone === 'utc' ? 0 : -new Date(ms).getTimezoneOffset() * 60_000
}
