/* UUIDs as AWS writes them, in lower case: 36 characters that are 16 bytes. */

export const UUID_LENGTH: u32 = 36
export const UUID_BYTES: u32 = 16
const HYPHEN: u8 = 0x2d
const NINE: i8 = 0x39
/** What turns a digit, and one of `a` to `f`, into its character. */
const DIGIT_BASE: i8 = 48
const LETTER_BASE: i8 = 87

/** 32 digits without hyphens, on their way in and out. */
const digits = memory.data(64)

export function isUuid(text: usize): bool {
  if (load<u8>(text, 8) != HYPHEN || load<u8>(text, 13) != HYPHEN) return false
  if (load<u8>(text, 18) != HYPHEN || load<u8>(text, 23) != HYPHEN) return false
  takeDigits(text)
  return areDigits(v128.load(digits)) && areDigits(v128.load(digits, 16))
}

function takeDigits(text: usize): void {
  store<u64>(digits, load<u64>(text))
  store<u32>(digits, load<u32>(text, 9), 8)
  store<u32>(digits, load<u32>(text, 14), 12)
  store<u32>(digits, load<u32>(text, 19), 16)
  store<u64>(digits, load<u64>(text, 24), 20)
  store<u32>(digits, load<u32>(text, 32), 28)
}

function areDigits(characters: v128): bool {
  const isDecimal = i8x16.lt_u(i8x16.sub(characters, i8x16.splat(0x30)), i8x16.splat(10))
  const isLetter = i8x16.lt_u(i8x16.sub(characters, i8x16.splat(0x61)), i8x16.splat(6))
  return i8x16.all_true(v128.or(isDecimal, isLetter))
}

/** Writes the 16 bytes of the UUID that `isUuid` has just seen. */
export function packUuid(out: usize): void {
  packHalf(v128.load(digits), out)
  packHalf(v128.load(digits, 16), out + 8)
}

function packHalf(characters: v128, out: usize): void {
  const isLetter = i8x16.gt_u(characters, i8x16.splat(NINE))
  const base = v128.bitselect(i8x16.splat(LETTER_BASE), i8x16.splat(DIGIT_BASE), isLetter)
  const halves = i8x16.sub(characters, base)
  const bytes = v128.and(v128.or(i16x8.shl(halves, 4), i16x8.shr_u(halves, 8)), i16x8.splat(0xff))
  store<u64>(out, i64x2.extract_lane(i8x16.narrow_i16x8_u(bytes, bytes), 0))
}

export function writeUuid(packed: usize, out: usize): void {
  unpackHalf(packed, digits)
  unpackHalf(packed + 8, digits + 16)
  store<u64>(out, load<u64>(digits))
  store<u8>(out, HYPHEN, 8)
  store<u32>(out, load<u32>(digits, 8), 9)
  store<u8>(out, HYPHEN, 13)
  store<u32>(out, load<u32>(digits, 12), 14)
  store<u8>(out, HYPHEN, 18)
  store<u32>(out, load<u32>(digits, 16), 19)
  store<u8>(out, HYPHEN, 23)
  store<u64>(out, load<u64>(digits, 20), 24)
  store<u32>(out, load<u32>(digits, 28), 32)
}

function unpackHalf(packed: usize, out: usize): void {
  const bytes = i16x8.extend_low_i8x16_u(i64x2.splat(load<u64>(packed)))
  const halves = v128.or(i16x8.shr_u(bytes, 4), i16x8.shl(v128.and(bytes, i16x8.splat(15)), 8))
  const isLetter = i8x16.gt_u(halves, i8x16.splat(9))
  const base = v128.bitselect(i8x16.splat(LETTER_BASE), i8x16.splat(DIGIT_BASE), isLetter)
  v128.store(out, i8x16.add(halves, base))
}
