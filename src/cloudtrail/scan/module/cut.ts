import { FIRST_STEP, LEAF_STARTS } from './memory'
import { bytesEnd, setBytesEnd } from './rowBytes'
import { below, findStep, isQuoted, pieceLength, shapeAt } from './steps'

/** Of the record that was cut last. */
export let cutShape: i32 = -1
/** Whether a leaf has a backslash. */
export let hasEscapes: bool = false
/** Whether a leaf may have an escaped bracket, `%7B` or `%5B`. */
export let hasPercents: bool = false

/** Records are cut up to this size. */
const MAX_RECORD: usize = 1024 * 1024
const LEAF_SEPARATOR: u32 = 0x1f

/**
 * Cuts the record that begins here, if it has a known shape and is valid JSON: its leaves go to the
 * bytes of rows with a separator behind each but the last. Returns where the record ends; 0 if it
 * cannot be cut, and then nothing is written.
 */
export function cutRecord(start: usize): usize {
  const limit = start + MAX_RECORD
  // Leaves are copied as they are: their place in the bytes of rows goes on as that in the text does.
  let to = bytesEnd
  let at = start
  let leaf = LEAF_STARTS
  hasEscapes = false
  hasPercents = false
  let step = findStep(FIRST_STEP, at)
  while (step != 0 && shapeAt(step) < 0) {
    at += pieceLength(step)
    const end = isQuoted(step) ? cutString(at, to, limit) : cutLiteral(at, to)
    if (end == 0) return 0
    store<u32>(leaf, to)
    leaf += 4
    to += end - at
    store<u8>(to++, LEAF_SEPARATOR)
    at = end
    step = findStep(below(step), at)
  }
  if (step == 0) return 0
  store<u32>(leaf, to)
  setBytesEnd(leaf == LEAF_STARTS ? to : to - 1)
  cutShape = shapeAt(step)
  return at + pieceLength(step)
}

const QUOTE: u32 = 0x22
const BACKSLASH: u32 = 0x5c
const PERCENT: u32 = 0x25
const SPACE: u32 = 0x20

/** Copies a string up to its quote, whose place it returns; 0 if it is not valid. */
function cutString(at: usize, to: usize, limit: usize): usize {
  const quotes = i8x16.splat(<i8>QUOTE)
  const backslashes = i8x16.splat(<i8>BACKSLASH)
  const percents = i8x16.splat(<i8>PERCENT)
  const spaces = i8x16.splat(<i8>SPACE)
  while (at < limit) {
    const bytes = v128.load(at)
    v128.store(to, bytes)
    const telling = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, backslashes)),
        v128.or(i8x16.eq(bytes, percents), i8x16.lt_u(bytes, spaces)),
      ),
    )
    if (telling == 0) {
      at += 16
      to += 16
      continue
    }
    const plain = <usize>ctz(telling)
    at += plain
    to += plain
    const byte: u32 = load<u8>(at)
    if (byte == QUOTE) return at
    // How many bytes belong together: more than one only behind a backslash.
    let length: usize = 1
    if (byte == PERCENT) hasPercents = hasPercents || isBracketCode(load<u8>(at, 1))
    else {
      if (byte != BACKSLASH) return 0
      length = escapeLength(at)
      if (length == 0) return 0
      hasEscapes = true
    }
    store<u64>(to, load<u64>(at))
    at += length
    to += length
  }
  return 0
}

function isBracketCode(digit: u32): bool {
  return digit == 0x35 || digit == 0x37
}

/** The length of the escape that begins here, 0 if it is not valid. */
function escapeLength(at: usize): usize {
  switch (load<u8>(at, 1)) {
    case 0x22: // "
    case 0x5c: // \
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return 2
    case 0x75: // u
      return isHex(load<u8>(at, 2)) &&
        isHex(load<u8>(at, 3)) &&
        isHex(load<u8>(at, 4)) &&
        isHex(load<u8>(at, 5))
        ? 6
        : 0
    default:
      return 0
  }
}

function isHex(byte: u32): bool {
  return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 6
}

function isDigit(byte: u32): bool {
  return byte - 0x30 < 10
}

/** `true` and `fals`, as a number of four bytes. */
const TRUE: u32 = 0x65757274
const FALS: u32 = 0x736c6166

/** Copies true, false or a number, and returns where it ends; 0 if it is not valid. */
function cutLiteral(from: usize, to: usize): usize {
  const word = load<u32>(from)
  let end: usize = 0
  if (word == TRUE) end = from + 4
  else if (word == FALS && load<u8>(from, 4) == 0x65) end = from + 5
  else end = endOfNumber(from)
  if (end == 0) return 0
  for (let at = from; at < end; at += 8) store<u64>(to + (at - from), load<u64>(at))
  return end
}

function endOfNumber(from: usize): usize {
  let at = from
  if (load<u8>(at) == 0x2d) at++
  // No zero before other digits.
  at = load<u8>(at) == 0x30 ? at + 1 : endOfDigits(at)
  if (at != 0 && load<u8>(at) == 0x2e) at = endOfDigits(at + 1)
  if (at != 0 && (load<u8>(at) | 0x20) == 0x65) {
    const sign = load<u8>(at, 1)
    at = endOfDigits(at + (sign == 0x2b || sign == 0x2d ? 2 : 1))
  }
  return at
}

/** 0 if there is no digit. */
function endOfDigits(from: usize): usize {
  let at = from
  while (isDigit(load<u8>(at))) at++
  return at == from ? 0 : at
}

/** The start of a leaf of the record that was cut last; 0 for no leaf (-1). */
export function leafStart(leaf: i32): usize {
  return leaf < 0 ? 0 : load<u32>(LEAF_STARTS + ((<usize>leaf) << 2))
}

export function leafLength(leaf: i32): usize {
  if (leaf < 0) return 0
  const start = LEAF_STARTS + ((<usize>leaf) << 2)
  return load<u32>(start, 4) - load<u32>(start) - 1
}

/** Whether a text of the record has a backslash, and so is not what it says. */
export function isEscaped(start: usize, length: usize): bool {
  if (!hasEscapes) return false
  for (let i: usize = 0; i < length; i++) if (load<u8>(start + i) == BACKSLASH) return true
  return false
}
