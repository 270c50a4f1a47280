import type { TimeRange } from '../filter.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { readTime } from '../timeRange.ts'
import { known, spans, type Indicator } from './suggestion.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A moment, or a whole minute or day, depending on how it was written. */
interface WrittenTime {
  readonly ms: number
  readonly precision: 'second' | 'minute' | 'day'
  readonly hasZone: boolean
}

/** Nobody means times outside these years. */
const FIRST_MS = Date.UTC(1990, 0, 1)
const LAST_MS = Date.UTC(2100, 0, 1)

/** A time in the usual formats, or two with something in between; null if it is none. */
export function detectTime(text: string): Indicator | null {
  if (text.length > 120 || !/\d/.test(text)) return null
  const one = readWrittenTime(text)
  return one ? oneTime(one) : twoTimes(text)
}

function oneTime({ ms, precision, hasZone }: WrittenTime): Indicator {
  const zone = hasZone ? '' : ', read as UTC'
  const day = startOf(ms, DAY)
  const wholeDay = spans(`That day, ${writeTime(day).slice(0, 10)} UTC`, between(day, day + DAY - SECOND))
  if (precision === 'day') {
    return known(
      'Day',
      wholeDay,
      spans('That day and the days before and after', between(day - DAY, day + 2 * DAY - SECOND)),
      spans('Since that day', { kind: 'absolute', startTime: writeTime(day) }),
      spans('Until the end of that day', { kind: 'absolute', endTime: writeTime(day + DAY - SECOND) }),
    )
  }
  const second = startOf(ms, SECOND)
  const around = (name: string, reach: number) => spans(`${name} around it`, between(ms - reach, ms + reach))
  return known(
    `Time${zone}`,
    around('5 minutes', 5 * MINUTE),
    precision === 'second'
      ? spans(`That second, ${writeTime(second)}`, between(second, second))
      : spans(`That minute, ${writeTime(second)}`, between(second, second + MINUTE - SECOND)),
    around('1 hour', HOUR),
    wholeDay,
    spans('Since then', { kind: 'absolute', startTime: writeTime(second) }),
    spans('Until then', { kind: 'absolute', endTime: writeTime(second) }),
  )
}

const BETWEEN = /\s+(?:to|until|and|bis|-|–|—|→|->)\s+|\s*(?:–|—|→|\/|\.\.)\s*/

function twoTimes(text: string): Indicator | null {
  const parts = text.split(BETWEEN)
  if (parts.length !== 2) return null
  const [start, end] = parts.map(readWrittenTime)
  if (!start || !end || start.ms > end.ms) return null
  const last = end.ms + { second: 0, minute: MINUTE - SECOND, day: DAY - SECOND }[end.precision]
  const zone = start.hasZone && end.hasZone ? '' : ', read as UTC'
  return known(`Time range${zone}`, spans('From the first time to the second', between(start.ms, last)))
}

/** Both ends are inclusive, in whole seconds as CloudTrail writes them. */
const between = (startMs: number, endMs: number): TimeRange => ({
  kind: 'absolute',
  startTime: writeTime(startOf(startMs, SECOND)),
  endTime: writeTime(Math.ceil(endMs / SECOND) * SECOND),
})

const startOf = (ms: number, unit: number): number => Math.floor(ms / unit) * unit

function readWrittenTime(text: string): WrittenTime | null {
  const trimmed = text.trim()
  const time = epoch(trimmed) ?? basic(trimmed) ?? iso(trimmed) ?? words(trimmed)
  return time && time.ms >= FIRST_MS && time.ms < LAST_MS ? time : null
}

/** Seconds since 1970, with or without a fraction, or milliseconds, microseconds or nanoseconds. */
function epoch(text: string): WrittenTime | null {
  const [, whole, fraction = ''] = /^(\d{10}|\d{13}|\d{16}|\d{19})(\.\d{1,9})?$/.exec(text) ?? []
  if (whole === undefined || (fraction !== '' && whole.length !== 10)) return null
  const ms = Math.floor(Number(whole + fraction) * 10 ** (13 - whole.length))
  return { ms, precision: 'second', hasZone: true }
}

/** `20131102T010628Z` */
function basic(text: string): WrittenTime | null {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z?$/.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second] = match
  const ms = readTime(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return ms === null ? null : { ms, precision: 'second', hasZone: true }
}

/**
 * `2026-02-09`, `2026-02-09 22:27`, `2026/02/09T22:27:53.120+01:00`,
 * `2026-02-09 22:27:53 UTC+01:00`.
 */
function iso(text: string): WrittenTime | null {
  const match =
    /^(\d{4})([-/])(\d\d)\2(\d\d)(?:(?:T|,?\s{1,3})(\d\d:\d\d)(:\d\d)?(?:[.,](\d{1,9}))?\s?(.{0,12}))?$/i.exec(
      text,
    )
  if (!match) return null
  const [, year, , month, day, minutes, seconds = '', fraction, written = ''] = match
  const zone = readZone(written)
  if (zone === null) return null
  const time = minutes === undefined ? '' : `T${minutes}${seconds || ':00'}${fraction ? `.${fraction}` : ''}`
  const ms = readTime(`${year}-${month}-${day}${time}${time && (zone || 'Z')}`)
  if (ms === null) return null
  const precision = minutes === undefined ? 'day' : seconds === '' ? 'minute' : 'second'
  return { ms, precision, hasZone: zone !== '' || precision === 'day' }
}

/** In the form that readTime accepts: empty for none, null if it is not a zone. */
function readZone(written: string): string | null {
  const zone = written.trim().replace(/^\(?(?:UTC|GMT)?([^)]*)\)?$/i, '$1')
  if (written.trim() === '') return ''
  if (zone === '' || /^z$/i.test(zone)) return 'Z'
  const [, sign, hours, minutes = '00'] = /^([+-])(\d{1,2}):?(\d\d)?$/.exec(zone) ?? []
  return hours === undefined ? null : `${sign}${hours.padStart(2, '0')}:${minutes}`
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Day and month in words, then a time of day: RFC 2822, the AWS console, web server logs, Java. */
function words(text: string): WrittenTime | null {
  const plain = text.replaceAll(/\s+/g, ' ')
  const date =
    /^(?:[a-z]{3,9},? )?(\d{1,2})[ /-]([a-z]{3})[a-z]{0,6}[ /-](\d{4})/i.exec(plain) ??
    /^(?:[a-z]{3,9},? )?([a-z]{3})[a-z]{0,6} (\d{1,2}),? (\d{4})/i.exec(plain)
  if (!date) return null
  const [whole, one = '', two = '', year = ''] = date
  const [day, name] = /^\d/.test(one) ? [one, two] : [two, one]
  const month = MONTHS.indexOf(name.toLowerCase()) + 1
  if (month === 0) return null
  const isoDate = `${year}-${twoDigits(month)}-${twoDigits(Number(day))}`
  const rest = plain.slice(whole.length)
  if (rest.trim() === '') return iso(isoDate)
  const match = /^(?:,|:)?(?: at)? ?(\d{1,2}):(\d\d)(:\d\d)?(?: ?([ap])\.?m\.?)?,? ?(.{0,14})$/i.exec(rest)
  if (!match) return null
  const [, hour = '', minute, seconds = '', half, zone = ''] = match
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0)
  return iso(`${isoDate} ${twoDigits(hours)}:${minute}${seconds} ${zone}`)
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
