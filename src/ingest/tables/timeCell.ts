import { dayOrderOf, parseEventTime, type DayOrder } from '../../cloudtrail/eventTime.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'

/** A time in a cell, as it goes into the record. */
export interface TimeCell {
  readonly time: string
  /** A local time, whose zone is not in the file, for people; null for any other. */
  readonly local: string | null
}

/**
 * A time that people and spreadsheets write becomes ISO 8601 in UTC; one that tools write, or that
 * cannot be read, stays as it is. `order`: of dates such as `3/8/2024`.
 */
export function timeOf(cell: string, order: DayOrder | null): TimeCell {
  const value = cell.trim()
  if (value[10] === 'T') return { time: value, local: null }
  const serial = ofSerial(value)
  if (serial !== null)
    return { time: writeTime(serial), local: `${value} = ${writeTime(serial).slice(0, -1)}` }
  const isShown = dayOrderOf(value) !== null || TWELVE_HOURS.test(value)
  const ms = isShown ? parseEventTime(value, order) : null
  return ms === null
    ? { time: value, local: null }
    : { time: writeTime(ms), local: ZONE.test(value) ? null : value }
}

/**
 * The order of an ambiguous date if nothing else in the file decides: spreadsheets pad days and
 * months where the day comes first, not where the month does.
 */
export function likelyOrder(cell: string): DayOrder {
  return /^\s*\d\d\D\d\d\D/.test(cell) && !TWELVE_HOURS.test(cell.trim()) ? 'dayFirst' : 'monthFirst'
}

/** Excel's days since 1900, from 2008 to 2100; milliseconds are all that it keeps. */
function ofSerial(value: string): number | null {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(value)) return null
  const days = Number(value.replace(',', '.'))
  if (days < 39_500 || days > 73_050) return null
  const ms = Math.round((days - DAYS_TO_1970) * DAY_MS)
  const seconds = Math.round(ms / 1000) * 1000
  return Math.abs(ms - seconds) <= 1 ? seconds : ms
}

const TWELVE_HOURS = /\d\s*[ap]\.?\s?m\.?(?![a-z])/i
const ZONE = /(?:z|utc|gmt|[+-]\d\d:?\d\d|\/[a-z_]+|\b[a-z]{3,4}t)\)?$/i
const DAYS_TO_1970 = 25_569
const DAY_MS = 86_400_000
