/** Not a time that can be read here. */
export const NO_TIME: i64 = i64.MIN_VALUE

/** Milliseconds since 1970 of `2026-08-31T15:16:00Z`, in UTC and whole seconds, as nearly all are. */
export function readTime(start: usize, length: usize): i64 {
  if (length != 20) return NO_TIME
  const bytes = v128.load(start)
  // Where digits are: `0000-00-00T00:00`. All bits but the lower four have to be those of this text.
  const digits = i8x16(15, 15, 15, 15, 0, 15, 15, 0, 15, 15, 0, 15, 15, 0, 15, 15)
  const plain = i8x16(48, 48, 48, 48, 45, 48, 48, 45, 48, 48, 84, 48, 48, 58, 48, 48)
  if (!i8x16.all_true(i8x16.eq(v128.andnot(bytes, digits), plain))) return NO_TIME
  if (v128.any_true(i8x16.gt_u(v128.and(bytes, digits), i8x16.splat(9)))) return NO_TIME
  const tens: u32 = load<u8>(start, 17) - 0x30
  const ones: u32 = load<u8>(start, 18) - 0x30
  if (load<u8>(start, 16) != 0x3a || load<u8>(start, 19) != 0x5a || tens > 5 || ones > 9) return NO_TIME
  const year = twoDigits(start) * 100 + twoDigits(start + 2)
  const month = twoDigits(start + 5)
  const day = twoDigits(start + 8)
  const hour = twoDigits(start + 11)
  const minute = twoDigits(start + 14)
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59)
    return NO_TIME
  const seconds = hour * 3600 + minute * 60 + <i32>(tens * 10 + ones)
  return (<i64>dayNumber(year, month, day) * 86_400 + <i64>seconds) * 1000
}

function twoDigits(start: usize): i32 {
  return (<i32>load<u8>(start) - 0x30) * 10 + <i32>load<u8>(start, 1) - 0x30
}

function daysIn(year: i32, month: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

/** Days since 1970: years of 365.2425 days that begin in March, so that leap days end them. */
function dayNumber(year: i32, month: i32, day: i32): i32 {
  // As if 400 years later, so that nothing is negative.
  const fromMarch = month > 2 ? year + 400 : year + 399
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  const days = fromMarch * 365 + fromMarch / 4 - fromMarch / 100 + fromMarch / 400 + dayOfYear
  return days - 146_097 - 719_468
}
