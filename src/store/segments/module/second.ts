/* Times as AWS writes them, `2026-08-31T15:16:00Z`: 20 characters that are the seconds since 1970. */

export const SECOND_LENGTH: u32 = 20
export const SECOND_BYTES: u32 = 4
/** Of text that is no such time. */
export const NO_SECOND: i64 = -1
const LAST_SECOND: i64 = 0xffffffff
const DAY: u32 = 86400

/** NO_SECOND unless the text is exactly of that form and a real time that fits into 4 bytes. */
export function secondOf(text: usize): i64 {
  const characters = v128.load(text)
  // prettier-ignore
  const digits = i8x16(15, 15, 15, 15, 0, 15, 15, 0, 15, 15, 0, 15, 15, 0, 15, 15)
  // prettier-ignore
  const form = i8x16(0x30, 0x30, 0x30, 0x30, 0x2d, 0x30, 0x30, 0x2d, 0x30, 0x30, 0x54, 0x30, 0x30, 0x3a, 0x30, 0x30)
  if (!i8x16.all_true(i8x16.eq(v128.andnot(characters, digits), form))) return NO_SECOND
  if (v128.any_true(i8x16.gt_u(v128.and(characters, digits), i8x16.splat(9)))) return NO_SECOND
  if (load<u8>(text, 16) != 0x3a || load<u8>(text, 19) != 0x5a) return NO_SECOND
  if (!isDigit(load<u8>(text, 17)) || !isDigit(load<u8>(text, 18))) return NO_SECOND
  const year = two(text) * 100 + two(text + 2)
  const month = two(text + 5)
  const day = two(text + 8)
  const hour = two(text + 11)
  const minute = two(text + 14)
  const second = two(text + 17)
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NO_SECOND
  if (hour > 23 || minute > 59 || second > 59) return NO_SECOND
  const found = <i64>daysBefore(year, month, day) * DAY + <i64>(hour * 3600 + minute * 60 + second)
  return found >= 0 && found <= LAST_SECOND ? found : NO_SECOND
}

function isDigit(character: u32): bool {
  return character - 0x30 < 10
}

function two(text: usize): i32 {
  return (<i32>load<u8>(text) - 0x30) * 10 + <i32>load<u8>(text, 1) - 0x30
}

function daysIn(year: i32, month: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

/**
 * Days from 1970-01-01 to a date of the Gregorian calendar. Years begin in March here, so that a leap day is their
 * last; 400 years, which have 146,097 days, are an era.
 */
function daysBefore(year: i32, month: i32, day: i32): i32 {
  if (month <= 2) year--
  const era = year / 400
  const yearOfEra = year - era * 400
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
}

/** The date that was written last; neighbouring events have the same. */
const date = memory.data(16)
let dayOfDate: u32 = 0xffffffff

export function writeSecond(seconds: u32, out: usize): void {
  const day = seconds / DAY
  if (day != dayOfDate) writeDate(day)
  store<u64>(out, load<u64>(date))
  store<u32>(out, load<u32>(date, 8), 8)
  const rest = seconds % DAY
  writeTwo(rest / 3600, out + 11)
  store<u8>(out, 0x3a, 13)
  writeTwo((rest / 60) % 60, out + 14)
  store<u8>(out, 0x3a, 16)
  writeTwo(rest % 60, out + 17)
  store<u8>(out, 0x5a, 19)
}

/** The reverse of `daysBefore`. */
function writeDate(dayToWrite: u32): void {
  dayOfDate = dayToWrite
  const days = dayToWrite + 719468
  const era = days / 146097
  const dayOfEra = days - era * 146097
  const yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
  const dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  const monthFromMarch = (5 * dayOfYear + 2) / 153
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  writeTwo(year / 100, date)
  writeTwo(year % 100, date + 2)
  store<u8>(date, 0x2d, 4)
  writeTwo(month, date + 5)
  store<u8>(date, 0x2d, 7)
  writeTwo(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, date + 8)
  store<u8>(date, 0x54, 10)
}

function writeTwo(number: u32, out: usize): void {
  store<u8>(out, <u8>(0x30 + number / 10))
  store<u8>(out, <u8>(0x30 + (number % 10)), 1)
}
