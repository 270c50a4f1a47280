import { unpack } from './bits'
import { nextBeyondAscii } from './bytes'
import { CONSTANT, FEW, RAW, SECONDS, UUIDS } from './column'
import { codeAt, rawEndOf, rawStart, writeTexts } from './decode'
import { CODE_BITS } from './dictionary'
import { SECOND_LENGTH } from './second'
import { UUID_LENGTH } from './uuid'

/*
 * Finds the rows with a folded word. Words of ASCII are compared byte by byte. Values with characters beyond ASCII are,
 * where they matter, shown to `isFoundIn`, which knows how these fold.
 */

/** Whether the word is in a text. */
declare function isFoundIn(text: usize, length: u32): bool

/** Where values are written that are not stored as text. */
const BLOCK: u32 = 256
const texts = memory.data(16384)

let word: usize = 0
let length: u32 = 0
let isAscii: bool = false
let looksBeyondAscii: bool = false
let mayBeInUuids: bool = false
let mayBeInSeconds: bool = false

export function useWord(
  wordArea: usize,
  bytes: u32,
  isOfAscii: bool,
  beyondAscii: bool,
  inUuids: bool,
  inSeconds: bool,
): void {
  word = wordArea
  length = bytes
  isAscii = isOfAscii
  looksBeyondAscii = beyondAscii
  mayBeInUuids = inUuids
  mayBeInSeconds = inSeconds
}

/** Where the word is first, at or behind a place; 0 if it is not before the end. */
export function findWord(at: usize, end: usize): usize {
  if (end < at + length) return 0
  const first = load<u8>(word)
  const last = load<u8>(word + length - 1)
  const firstLower = i8x16.splat(first)
  const firstUpper = i8x16.splat(upper(first))
  const lastLower = i8x16.splat(last)
  const lastUpper = i8x16.splat(upper(last))
  for (const lastStart = end - length; at <= lastStart; at += 16) {
    const starts = v128.load(at)
    const ends = v128.load(at + length - 1)
    const isStart = v128.or(i8x16.eq(starts, firstLower), i8x16.eq(starts, firstUpper))
    const isEnd = v128.or(i8x16.eq(ends, lastLower), i8x16.eq(ends, lastUpper))
    const candidates = v128.and(isStart, isEnd)
    if (!v128.any_true(candidates)) continue
    let places = i8x16.bitmask(candidates)
    while (places != 0) {
      const place = at + ctz(places)
      places &= places - 1
      if (place > lastStart) return 0
      if (isWordAt(place)) return place
    }
  }
  return 0
}

function upper(character: u8): u8 {
  return character - 0x61 < 26 ? character - 32 : character
}

function isWordAt(place: usize): bool {
  for (let index: usize = 0; index < length; index++) {
    const character = <u32>load<u8>(place + index)
    const folded = character - 0x41 < 26 ? character + 32 : character
    if (folded != load<u8>(word + index)) return false
  }
  return true
}

/** Marks the values of the dictionary that have the word with a byte each. Returns whether any has. */
export function markValues(values: usize, offsets: usize, count: u32, marks: usize): bool {
  const end = values + load<u32>(offsets + ((<usize>count) << 2))
  let isAny = false
  let code: u32 = 0
  for (let at = isAscii ? findWord(values, end) : 0; at != 0; at = findWord(at, end)) {
    code = codeOfPlace(<u32>(at - values), code, count, offsets)
    store<u8>(marks + code, 1)
    isAny = true
    at = values + load<u32>(offsets + ((<usize>code) << 2), 4)
  }
  code = 0
  for (let at = looksBeyondAscii ? nextBeyondAscii(values, end) : 0; at != 0; at = nextBeyondAscii(at, end)) {
    code = codeOfPlace(<u32>(at - values), code, count, offsets)
    const start = load<u32>(offsets + ((<usize>code) << 2))
    const next = load<u32>(offsets + ((<usize>code) << 2), 4)
    if (isFoundIn(values + start, next - start - 1)) {
      store<u8>(marks + code, 1)
      isAny = true
    }
    at = values + next
  }
  return isAny
}

/** Which value a place in the dictionary belongs to, from `low` on. */
function codeOfPlace(place: u32, low: u32, high: u32, offsets: usize): u32 {
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (load<u32>(offsets + ((<usize>middle) << 2)) <= place) low = middle
    else high = middle
  }
  return low
}

/** Whether the word may be in a text of values. */
export function isAnywhere(text: usize, end: usize): bool {
  if (isAscii && findWord(text, end) != 0) return true
  return looksBeyondAscii && nextBeyondAscii(text, end) != 0
}

/**
 * Marks the rows of a group that have the word with a byte each. `marks` are those of the dictionary, 0 if no value of
 * it has the word. `inRaw`: whether it may be in raw values.
 */
export function markRows(
  group: usize,
  leafCount: u32,
  rowCount: u32,
  marks: usize,
  inRaw: bool,
  rows: usize,
): void {
  for (let place: usize = 0; place < leafCount; place++) {
    const column = group + load<u32>(group + (place << 2))
    const kind = load<u8>(column)
    if (kind == UUIDS || kind == SECONDS) markWritten(column, rowCount, rows)
    else if (kind == RAW) {
      if (inRaw) markRaw(column, rowCount, rows)
    } else if (marks != 0) markCoded(column, rowCount, marks, rows)
  }
}

function markCoded(column: usize, rowCount: u32, marks: usize, rows: usize): void {
  const kind = load<u8>(column)
  if (kind == CONSTANT) {
    if (load<u8>(marks + load<u32>(column, 1)) != 0) memory.fill(rows, 1, rowCount)
    return
  }
  if (kind == FEW && !isAnyMarked(column, marks)) return
  for (let row: u32 = 0; row < rowCount; row++)
    if (load<u8>(marks + codeAt(column, row)) != 0) store<u8>(rows + row, 1)
}

function isAnyMarked(column: usize, marks: usize): bool {
  const count = load<u32>(column, 1)
  for (let index: u32 = 0; index < count; index++)
    if (load<u8>(marks + unpack(column + 5, index, CODE_BITS)) != 0) return true
  return false
}

function markRaw(column: usize, rowCount: u32, rows: usize): void {
  const start = rawStart(column)
  const end = start + rawEndOf(column, rowCount - 1)
  let row: u32 = 0
  for (let at = isAscii ? findWord(start, end) : 0; at != 0; at = findWord(at, end)) {
    row = rowOfPlace(column, <u32>(at - start), row, rowCount)
    store<u8>(rows + row, 1)
    at = start + rawEndOf(column, row)
  }
  row = 0
  for (let at = looksBeyondAscii ? nextBeyondAscii(start, end) : 0; at != 0; at = nextBeyondAscii(at, end)) {
    row = rowOfPlace(column, <u32>(at - start), row, rowCount)
    const first = row == 0 ? 0 : rawEndOf(column, row - 1) + 1
    const next = rawEndOf(column, row)
    if (isFoundIn(start + first, next - first)) store<u8>(rows + row, 1)
    at = start + next
  }
}

/** Which row a place in the raw values of a column belongs to, from `low` on. */
function rowOfPlace(column: usize, place: u32, low: u32, rowCount: u32): u32 {
  let high = rowCount - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (rawEndOf(column, middle) <= place) low = middle + 1
    else high = middle
  }
  return low
}

/** Values that are not stored as text are written, a block at a time, and searched. */
function markWritten(column: usize, rowCount: u32, rows: usize): void {
  const areUuids = load<u8>(column) == UUIDS
  if (!(areUuids ? mayBeInUuids : mayBeInSeconds)) return
  const step = (areUuids ? UUID_LENGTH : SECOND_LENGTH) + 1
  for (let first: u32 = 0; first < rowCount; first += BLOCK) {
    const count = min(BLOCK, rowCount - first)
    const end = writeTexts(column, first, count, texts)
    for (let at = findWord(texts, end); at != 0; at = findWord(at, end)) {
      const index = <u32>(at - texts) / step
      store<u8>(rows + first + index, 1)
      at = texts + (index + 1) * step
    }
  }
}
