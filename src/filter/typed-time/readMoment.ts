import { readTime } from '../timeRange.ts'
import { isOnCalendar, momentsOf, printWallTime, startOfDay, wallTimeAt, type WallZone } from './wallTime.ts'

/** What a typed time depends on. */
export interface TimeContext {
  readonly nowMs: number
  readonly zone: WallZone
  /** `03/04` is 3 April. */
  readonly dayFirst: boolean
}

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** From the first to the last moment, both inclusive, in milliseconds. */
export interface Span {
  readonly startMs: number
  readonly endMs: number
  /** The day on which it starts, for a second time without a date. */
  readonly day: Day
}

export type ReadSpan = Span | { readonly problem: string } | null

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const MONTH =
  '(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|tember|ober)?\\.?'
const DAY_NUMBER = String.raw`(\d{1,2})(?:st|nd|rd|th)?`

/** First day and number of days; null if the numbers are not a date. */
type Days = { readonly first: Day; readonly count: number } | { readonly problem: string }

type DayRule = readonly [RegExp, (match: readonly string[], context: TimeContext) => Days]

/** The forms of a day, a week, a month or a year, each with what it means. */
const DAY_RULES: readonly DayRule[] = [
  [/^today$/, (_, context) => days(daysFromToday(context, 0))],
  [/^yesterday$/, (_, context) => days(daysFromToday(context, -1))],
  [/^(\d{1,3}) days? ago$/, ([, count], context) => days(daysFromToday(context, -Number(count)))],
  [
    /^(last |this |on )?(sun|mon|tue|wed|thu|fri|sat)(?:day|s|nesday|r|rs|rsday|urday)?$/,
    ([, word, name], context) => {
      const back = (weekdayOf(context) - WEEKDAYS.indexOf(name!) + 7) % 7
      return days(daysFromToday(context, -(back === 0 && word === 'last ' ? 7 : back)))
    },
  ],
  [/^this week$/, (_, context) => days(monday(context, 0), 7)],
  [/^previous week$/, (_, context) => days(monday(context, -1), 7)],
  [/^this month$/, (_, context) => monthFrom(context, 0)],
  [/^(?:previous|last) month$/, (_, context) => monthFrom(context, -1)],
  [/^this year$/, (_, { nowMs, zone }) => year(wallTimeAt(nowMs, zone).year)],
  [/^(?:previous|last) year$/, (_, { nowMs, zone }) => year(wallTimeAt(nowMs, zone).year - 1)],
  [/^((?:19|20)\d\d)$/, ([, digits]) => year(Number(digits))],
  [/^(\d{4})-(\d\d)$/, ([, y, m]) => month(Number(y), Number(m))],
  [/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/, ([, y, , m, d]) => written(Number(y), Number(m), Number(d))],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, ([, d, m, y]) => written(Number(y), Number(m), Number(d))],
  [
    /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?$/,
    ([, one, two, y], context) => {
      const [first, second] = [Number(one), Number(two)]
      const dayFirst = first > 12 || (second <= 12 && context.dayFirst)
      const [m, d] = dayFirst ? [second, first] : [first, second]
      return inYear(y, m, d, context)
    },
  ],
  [
    new RegExp(`^${DAY_NUMBER} (?:of )?${MONTH}(?:,? (\\d{4}))?$`),
    ([, d, name, y], context) => inYear(y, monthOf(name!), Number(d), context),
  ],
  [
    new RegExp(`^${MONTH} ${DAY_NUMBER}(?:,? (\\d{4}))?$`),
    ([, name, d, y], context) => inYear(y, monthOf(name!), Number(d), context),
  ],
  [
    new RegExp(`^${MONTH}(?: (\\d{4}))?$`),
    ([, name, y], context) => {
      const now = wallTimeAt(context.nowMs, context.zone)
      const m = monthOf(name!)
      return month(y ? Number(y) : m > now.month ? now.year - 1 : now.year, m)
    },
  ],
]

const TIME =
  /^(.*?)(?:^|,? at |[ t,]+)(\d{1,2})(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(?: ?([ap])\.?m\.?)?(?: ?(z|utc|gmt|(?:utc|gmt)?[+-]\d\d?(?::?\d\d)?))?$/

/**
 * A day, week, month, year or time of day, with all moments that it can mean. A time without a date
 * is on `otherDay`, or today. A time without a zone is in the zone in use. null for any other text.
 */
export function readSpan(text: string, context: TimeContext, otherDay?: Day): ReadSpan {
  if (text === 'now') {
    const startMs = Math.floor(context.nowMs / 1000) * 1000
    return { startMs, endMs: startMs + 999, day: today(context) }
  }
  const epoch = /^(\d{10})(?:\.\d+)?$|^(\d{13})$/.exec(text)
  if (epoch) {
    const ms = epoch[2] ? Number(epoch[2]) : Number(epoch[1]) * 1000
    // Milliseconds that are a whole second mean the second, as CloudTrail writes times.
    return { startMs: ms, endMs: ms % 1000 === 0 ? ms + 999 : ms, day: wallTimeAt(ms, context.zone) }
  }
  const whole = readDays(text, context)
  if (whole !== null) return 'problem' in whole ? whole : spanOfDays(whole, context.zone)
  const zoned = splitZone(text)
  const zonedDays = zoned && readDays(zoned.time, context)
  if (zonedDays) return 'problem' in zonedDays ? zonedDays : spanWithOffset(zonedDays, zoned.zone)
  // `nov 3 - 5`
  if (otherDay && /^\d{1,2}$/.test(text)) {
    const read = written(otherDay.year, otherDay.month, Number(text))
    return 'problem' in read ? read : spanOfDays(read, context.zone)
  }
  const match = TIME.exec(text)
  if (!match) return null
  const [, date = '', hour = '', minute, second, fraction, half, zone] = match
  if (minute === undefined && half === undefined) return null
  const onDays = date === '' ? days(otherDay ?? today(context)) : readDays(date.trim(), context)
  if (onDays === null || 'problem' in onDays) return onDays
  if (onDays.count !== 1) return null
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'p' ? 12 : 0)
  const start = { ...onDays.first, hour: hours, minute: Number(minute ?? 0), second: Number(second ?? 0) }
  if (!isOnCalendar(start) || (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)))
    return { problem: `“${text}” is not a time of day.` }
  const afterMs = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3))
  const lengthMs =
    fraction !== undefined ? 0 : second !== undefined ? 999 : minute !== undefined ? 59_999 : 3_599_999
  if (zone !== undefined) {
    const startMs = readTime(`${printWallTime(start)}${offsetText(zone)}`)
    return startMs === null
      ? null
      : { startMs: startMs + afterMs, endMs: startMs + afterMs + lengthMs, day: onDays.first }
  }
  const moments = momentsOf(start, context.zone)
  if (moments.length === 0)
    return {
      problem: `${printWallTime(start)} does not exist in this time zone: the clocks skip that hour when they go forward.`,
    }
  return {
    startMs: moments[0]! + afterMs,
    endMs: moments.at(-1)! + afterMs + lengthMs,
    day: onDays.first,
  }
}

/** 29 February comes at least once in so many years. */
const LEAP_GAP = 8

function readDays(text: string, context: TimeContext): Days | null {
  for (const [form, meaning] of DAY_RULES) {
    const match = form.exec(text)
    if (match) return meaning(match, context)
  }
  return null
}

function spanOfDays({ first, count }: { readonly first: Day; readonly count: number }, zone: WallZone): Span {
  const startOf = ({ year: y, month: m, day: d }: Day) => {
    const midnight = startOfDay(y, m, d)
    // Some zones skip midnight when their clocks go forward.
    return momentsOf(midnight, zone)[0] ?? momentsOf({ ...midnight, hour: 1 }, zone)[0]!
  }
  const startMs = startOf(first)
  const next = startOfDay(first.year, first.month, first.day + count)
  return { startMs, endMs: startOf(next) - 1, day: first }
}

/** `2026-11-03 utc+01:00` */
function spanWithOffset(
  { first, count }: { readonly first: Day; readonly count: number },
  zone: string,
): ReadSpan {
  const msOf = ({ year: y, month: m, day: d }: Day) =>
    readTime(`${printWallTime(startOfDay(y, m, d))}${offsetText(zone)}`)
  const startMs = msOf(first)
  const nextMs = msOf(startOfDay(first.year, first.month, first.day + count))
  return startMs === null || nextMs === null ? null : { startMs, endMs: nextMs - 1, day: first }
}

/** The zone at the end of a text, and what is before it; null if there is none. */
export function splitZone(text: string): { readonly time: string; readonly zone: string } | null {
  const [, time, zone] = /^(.*\S) ?(z|utc|gmt|(?:utc|gmt)[+-]\d\d?(?::?\d\d)?)$/.exec(text) ?? []
  return time === undefined || zone === undefined ? null : { time, zone }
}

const days = (first: Day, count = 1): Days => ({ first, count })

function written(y: number, m: number, d: number): Days {
  return isOnCalendar({ year: y, month: m, day: d, hour: 0, minute: 0, second: 0 })
    ? days({ year: y, month: m, day: d })
    : {
        problem: `There is no ${[y, m, d].map((part) => String(part).padStart(2, '0')).join('-')} in the calendar.`,
      }
}

/** Without a year, the latest such day that is not in the future. */
function inYear(y: string | undefined, m: number, d: number, context: TimeContext): Days {
  if (y !== undefined) return written(Number(y), m, d)
  const now = today(context)
  const isLater = m > now.month || (m === now.month && d > now.day)
  const years = Array.from({ length: LEAP_GAP }, (_, back) => now.year - back - (isLater ? 1 : 0))
  const read = years.map((each) => written(each, m, d)).find((each) => !('problem' in each))
  return read ?? written(now.year, m, d)
}

function month(y: number, m: number): Days {
  if (m < 1 || m > 12) return { problem: `There is no month ${m}.` }
  return days({ year: y, month: m, day: 1 }, startOfDay(y, m + 1, 0).day)
}

const year = (y: number): Days =>
  days({ year: y, month: 1, day: 1 }, (Date.UTC(y + 1, 0, 1) - Date.UTC(y, 0, 1)) / 86_400_000)

const today = ({ nowMs, zone }: TimeContext): Day => wallTimeAt(nowMs, zone)

function daysFromToday(context: TimeContext, count: number): Day {
  const { year: y, month: m, day: d } = today(context)
  return startOfDay(y, m, d + count)
}

/** 0 for Sunday. */
function weekdayOf(context: TimeContext): number {
  const { year: y, month: m, day: d } = today(context)
  return new Date(Date.UTC(y, m - 1, d)).getUTCDay()
}

const monday = (context: TimeContext, weeks: number): Day =>
  daysFromToday(context, weeks * 7 - ((weekdayOf(context) + 6) % 7))

function monthFrom(context: TimeContext, months: number): Days {
  const { year: y, month: m } = today(context)
  const first = startOfDay(y, m + months, 1)
  return month(first.year, first.month)
}

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1

/** In the form that readTime accepts. */
function offsetText(zone: string): string {
  const [, sign, hours = '', minutes = '00'] = /([+-])(\d\d?):?(\d\d)?$/.exec(zone) ?? []
  return sign === undefined ? 'Z' : `${sign}${hours.padStart(2, '0')}:${minutes}`
}
