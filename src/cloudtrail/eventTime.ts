import type { CloudTrailRecord } from './record.ts'
import { decodeLeaf } from './recordShape.ts'
import { instantOf } from './timeZone.ts'

/**
 * Where the time is, best first: aggregated events have a window, log shippers write their own
 * (OTRF's data sets).
 */
export const TIME_PATHS: readonly string[] = [
  'eventTime',
  'timeWindow.windowStart',
  'eventData.eventTime',
  '@timestamp',
]

/** Milliseconds since 1970 UTC, from the first of these leaves with a time that can be read; or null. */
export function eventTimeIn(slots: readonly number[], leaves: readonly string[]): number | null {
  for (const slot of slots) {
    const text = decodeLeaf(leaves[slot]!)
    const ms = text === '' ? null : parseEventTime(text)
    if (ms !== null) return ms
  }
  return null
}

/** The time as written in the record, readable or not; null if there is none. */
export function writtenEventTime(record: CloudTrailRecord): string | null {
  for (const path of TIME_PATHS) {
    const text = record.value(path)
    if (text !== null) return text
  }
  return null
}

/** How a date of numbers is read, such as `3/8/2024`. */
export type DayOrder = 'dayFirst' | 'monthFirst'

/**
 * Milliseconds since 1970 UTC; null for a time that cannot be read or does not exist. Digits behind
 * the milliseconds are cut off, and without a zone it is UTC. Forms: docs/cloudtrail.md#times
 *
 * `order` decides dates such as `3/8/2024`; without it they are read only if one order is possible.
 */
export function parseEventTime(text: string, order: DayOrder | null = null): number | null {
  // Nearly every time: whole seconds in UTC, which the platform reads fastest.
  if (text.length === 20 && text[10] === 'T' && text[19] === 'Z') {
    const ms = Date.parse(text)
    if (!Number.isNaN(ms) && isDay(text.slice(0, 10))) return ms
  }
  if (text.length > LONGEST_TIME) return null
  const plain = text.replaceAll(DIRECTION_MARKS, '').replaceAll(/\s+/g, ' ').trim()
  return yearFirst(plain) ?? epoch(plain) ?? monthNamed(plain) ?? yearLast(plain) ?? numeric(plain, order)
}

/**
 * The order of the date in a time such as `25/3/2024 9:31`. `unknown` if both are possible, `same`
 * if both give the same date; null if it is not such a time.
 */
export function dayOrderOf(text: string): DayOrder | 'unknown' | 'same' | null {
  const match = NUMERIC.exec(text.trim())
  return match && orderOf(match)
}

type Parts = readonly (string | undefined)[]

/** `2024-03-08T09:30:47.123Z`, with other separators or none. */
function yearFirst(text: string): number | null {
  const match = YEAR_FIRST.exec(text)
  if (!match) return null
  const [, year, , month, day, basicMonth, basicDay, ...clock] = match as Parts
  return moment(year!, month ?? basicMonth!, day ?? basicDay!, clock)
}

/** `Mar 8, 2024, 09:30:47`, `Fri, 08 Mar 2024 09:30:47 GMT`, `08/Mar/2024:09:30:47 +0000`. */
function monthNamed(text: string): number | null {
  const monthFirst = MONTH_FIRST.exec(text)
  if (monthFirst) {
    const [, month, day, year, ...clock] = monthFirst as Parts
    return moment(year!, monthOf(month!), day!, clock)
  }
  const dayFirst = DAY_FIRST.exec(text)
  if (!dayFirst) return null
  const [, day, month, year, ...clock] = dayFirst as Parts
  return moment(fullYear(year!), monthOf(month!), day!, clock)
}

/** `Fri Mar  8 09:30:47 UTC 2024`, as `date` and `ctime` print it. */
function yearLast(text: string): number | null {
  const match = YEAR_LAST.exec(text)
  const clock = match && ONLY_CLOCK.exec(match[3]!)
  return clock && moment(match[4]!, monthOf(match[1]!), match[2]!, (clock as Parts).slice(1))
}

/** `08.03.2024 09:31`, `3/8/2024 9:31:48 AM`. */
function numeric(text: string, wanted: DayOrder | null): number | null {
  const match = NUMERIC.exec(text)
  if (!match) return null
  const certain = orderOf(match)
  const order = certain === 'same' ? 'dayFirst' : certain === 'unknown' ? wanted : certain
  if (order === null) return null
  const [, first, , second, year, ...clock] = match as Parts
  return order === 'dayFirst'
    ? moment(fullYear(year!), second!, first!, clock)
    : moment(fullYear(year!), first!, second!, clock)
}

function orderOf([, first, separator, second]: RegExpExecArray): DayOrder | 'unknown' | 'same' {
  // Dates with dots begin with the day everywhere.
  if (separator === '.' || Number(first) > 12) return 'dayFirst'
  if (Number(second) > 12) return 'monthFirst'
  return Number(first) === Number(second) ? 'same' : 'unknown'
}

/** A time since 1970, in seconds, milliseconds, microseconds or nanoseconds by its magnitude. */
function epoch(text: string): number | null {
  const match = EPOCH.exec(text)
  if (!match) return null
  const [, whole = '', fraction = '', exponent = '', power = '0'] = match
  const digits = whole + fraction
  const length = whole.length + Number(power)
  const isRounded = exponent.includes('+') && digits.length < SECOND_DIGITS
  if (isRounded || length < SECOND_DIGITS - 1 || length > SECOND_DIGITS + 10) return null
  const unitDigits =
    length < SECOND_DIGITS + 2 ? 0 : length < SECOND_DIGITS + 5 ? 3 : length < SECOND_DIGITS + 8 ? 6 : 9
  // Digits, since nanoseconds have more of them than a number keeps.
  const msDigits = length - unitDigits + 3
  const ms = Number(digits.padEnd(msDigits, '0').slice(0, msDigits))
  return ms >= FIRST_EPOCH_MS && ms < LAST_EPOCH_MS ? ms : null
}

/** `clock`: hour, minute, second, fraction, a or p, zone. */
function moment(year: string, month: string, day: string, clock: Parts): number | null {
  const [hourText, minuteText, secondText = '0', fraction = '', half, zone = ''] = clock
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const dayMs = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(dayMs) || !isDay(date)) return null
  const minute = Number(minuteText)
  const second = Number(secondText)
  const hour = hourOf(Number(hourText), half)
  // A leap second, 23:59:60, is counted as the one after it; 24:00 is the end of the day.
  if (hour === null || hour > 24 || minute > 59 || second > 60) return null
  const inDay = (hour * 3600 + minute * 60 + second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
  if (hour === 24 && inDay > DAY_MS) return null
  return instantOf(dayMs + inDay, zone)
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour
  return hour > 12 ? null : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/**
 * Whether a date with a month and a day up to 31 exists: the platform takes 30 February for 2
 * March.
 */
function isDay(date: string): boolean {
  return date.slice(8) <= '28' || new Date(date).toISOString().startsWith(date)
}

/** From an English name, in full or at least its first three letters; 0 for any other word. */
function monthOf(name: string): string {
  return String(MONTHS.findIndex((month) => month.startsWith(name.toLowerCase())) + 1)
}

function fullYear(year: string): string {
  return year.length === 2 ? `20${year}` : year
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

const CLOCK = String.raw`(\d\d|\d(?=:)):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?(?: ?([ap])\.? ?m\.?(?![a-z]))?(?: ?(\S.*))?$`
const GAP = String.raw`(?:,? ?@ ?|,? (?:at )?|T)`
const WEEKDAY = String.raw`(?:[a-z]{3,9},? )`
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?:${GAP}|,|(?<=^\d{8})(?=\d{6}$))${CLOCK}`,
  'i',
)
const MONTH_FIRST = new RegExp(
  String.raw`^${WEEKDAY}?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${GAP}${CLOCK}`,
  'i',
)
const DAY_FIRST = new RegExp(
  String.raw`^${WEEKDAY}?(\d{1,2})(?:st|nd|rd|th)?[ /-]([a-z]{3,9})\.?,?[ /-](\d{4}|\d\d)(?:${GAP}|:)${CLOCK}`,
  'i',
)
const YEAR_LAST = new RegExp(String.raw`^${WEEKDAY}([a-z]{3,9}) (\d{1,2}) (\d.*) (\d{4})$`, 'i')
// A date of dashes and two digits for the year is read by some as year, month and day.
const NUMERIC = new RegExp(
  String.raw`^(\d{1,2})(?:([./-])(?=\d{1,2}[./-]\d{4}|\d{1,2}[./]))(\d{1,2})\2(\d{4}|\d\d)${GAP}${CLOCK}`,
  'i',
)
const ONLY_CLOCK = new RegExp(`^${CLOCK}`, 'i')
/** Also as .NET writes it in JSON, `/Date(1709890247123)/`. */
const EPOCH = /^(?:\\?\/Date\()?(\d+)(?:\.(\d+))?(e\+?(\d\d?))?(?:(?:[+-]\d{4})?\)\\?\/)?$/i
const SECOND_DIGITS = 10
/** Numbers outside of these times have another meaning: 2000 and 2100. */
const FIRST_EPOCH_MS = 946_684_800_000
const LAST_EPOCH_MS = 4_102_444_800_000
const DIRECTION_MARKS = /[\u200e\u200f]/g
const LONGEST_TIME = 100
const DAY_MS = 24 * 3600 * 1000
