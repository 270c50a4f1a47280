import { cutRecord, cutShape, hasEscapes, hasPercents } from './cut'
import { describe } from './describe'
import { findKind, forgetKinds, kindPlan } from './kinds'
import { forgetKnown } from './known'
import {
  BYTES,
  FIRST_STEP,
  LEAVES_ENDS,
  LEAVES_STARTS,
  LOG_FILES,
  NUMBERS,
  setHashKey,
  SHAPES,
  TEXT,
} from './memory'
import { bytesEnd, setBytesEnd } from './rowBytes'
import { clearTexts } from './texts'

/* What the scanner calls (recordScanner.ts). A row is *open* until it is closed. */

export { addStep } from './steps'
export { keep, keepBytes, knownEnd } from './known'
export { addKind, setDecidingLeaves, setKindPlan } from './kinds'
export { setText, textCount } from './texts'
export { bytesEnd, setBytesEnd } from './rowBytes'
export {
  BYTES,
  BYTES_END,
  FIRST_STEP,
  ID_ENDS,
  ID_HASHES,
  ID_STARTS,
  KNOWN,
  KNOWN_END,
  LEAVES_ENDS,
  LEAVES_STARTS,
  LISTED_RESOURCES,
  LOG_FILES,
  MAX_BYTES,
  MAX_LEAVES,
  MAX_ROWS,
  MAX_SHAPES,
  NUMBERS,
  READ_ONLY,
  SHAPES,
  TEXT,
  TEXT_CODES,
  TEXT_COLUMN,
  TEXT_COLUMNS,
  TEXT_ENDS,
  TEXT_SIZE,
  TEXT_STARTS,
  TIMES,
} from './memory'

/** Why `scan` stopped. */
const END: u32 = 0
const FULL: u32 = 1
const UNSURE: u32 = 2
/** A record of no known shape, or no valid one. */
const NEW_SHAPE: u32 = 3
/** A row is open whose kind is not known. */
const NEW_KIND: u32 = 4
/** A row is open that a script has to describe. */
const DESCRIBE: u32 = 5
/** A row is open whose leaves may have readings; all else is described. */
const READINGS: u32 = 6
/** It did not. */
const TAKEN: u32 = 7

/** Instead of a plan: a script describes the rows of this kind; they are not surely records. */
const BY_SCRIPT: usize = 1
const NEVER: usize = 2

export let rows: u32 = 0
/** Where the next record begins, or what the text has instead. */
export let position: usize = 0
/** How many records of the text were taken. */
export let taken: u32 = 0
export let textEnd: usize = 0
/** The shape of the open row. */
export let openShape: u32 = 0

let maxRows: u32 = 0
let maxBytes: usize = 0
let logFile: u32 = 0
/** Where the record of the open row ends. */
let recordEnd: usize = 0
let isAtEnd: bool = false
let isUnsure: bool = false

export function setUp(rowLimit: u32, byteLimit: usize, firstKey: u64, secondKey: u64): void {
  maxRows = rowLimit
  maxBytes = byteLimit
  setHashKey(firstKey, secondKey)
  clearTexts()
}

/**
 * Begins a text of that length at TEXT. False if it does not start with an object whose first member
 * is the list of records.
 */
export function begin(length: usize, file: u32): bool {
  textEnd = TEXT + length
  // No piece, no string and no number goes on here.
  memory.fill(textEnd, 0, 32)
  logFile = file
  taken = 0
  isAtEnd = false
  isUnsure = false
  let at = behind(OPEN_BRACE, TEXT)
  if (at == 0 || load<u64>(at) != RECORDS || load<u8>(at, 8) != QUOTE) return false
  at = behind(COLON, at + 9)
  if (at == 0) return false
  at = behind(OPEN_BRACKET, at)
  if (at == 0) return false
  position = at
  if (load<u8>(at) == CLOSE_BRACKET) endAt(at)
  return true
}

/** Takes records until something is needed: see above. */
export function scan(): u32 {
  let status = TAKEN
  while (status == TAKEN) status = takeNext()
  return status
}

function takeNext(): u32 {
  if (isUnsure) return UNSURE
  if (isAtEnd) return END
  if (rows == maxRows || bytesEnd - BYTES >= maxBytes) return FULL
  if (load<u8>(position) != OPEN_BRACE) return UNSURE
  const start = bytesEnd
  const end = cutRecord(position)
  if (end == 0) return NEW_SHAPE
  openRow(cutShape, start, end)
  const kind = findKind(cutShape)
  if (kind == 0) return NEW_KIND
  const plan = kindPlan(kind)
  if (plan == NEVER) {
    setBytesEnd(start)
    return UNSURE
  }
  if (plan == BY_SCRIPT || !describe(rows, plan)) return DESCRIBE
  if (hasEscapes || hasPercents) return READINGS
  closeRow()
  return TAKEN
}

/** Opens a row whose leaves go from `start` to where the bytes of rows end now. */
export function openRow(shape: u32, start: usize, end: usize): void {
  const at = (<usize>rows) << 2
  store<u32>(LOG_FILES + at, logFile)
  store<u32>(NUMBERS + at, taken + 1)
  store<u32>(SHAPES + at, shape)
  store<u32>(LEAVES_STARTS + at, start)
  store<u32>(LEAVES_ENDS + at, bytesEnd)
  openShape = shape
  recordEnd = end
}

/** Takes the open row, and looks what follows its record. */
export function closeRow(): void {
  rows++
  taken++
  const at = skipSpace(recordEnd)
  if (load<u8>(at) == COMMA) position = skipSpace(at + 1)
  else if (load<u8>(at) == CLOSE_BRACKET) endAt(at)
  else isUnsure = true
}

/** At the bracket that closes the list: nothing may follow but the brace of its object. */
function endAt(bracket: usize): void {
  const end = behind(CLOSE_BRACE, bracket + 1)
  if (end == textEnd) isAtEnd = true
  else isUnsure = true
}

/** After the rows were handed over. */
export function clear(): void {
  rows = 0
  setBytesEnd(BYTES)
  clearTexts()
}

/** Forgets shapes, kinds and plans. There may be no rows, which would refer to their texts. */
export function forget(): void {
  store<u32>(FIRST_STEP, 0)
  forgetKnown()
  forgetKinds()
}

const OPEN_BRACE: u32 = 0x7b
const CLOSE_BRACE: u32 = 0x7d
const OPEN_BRACKET: u32 = 0x5b
const CLOSE_BRACKET: u32 = 0x5d
const QUOTE: u32 = 0x22
const COLON: u32 = 0x3a
const COMMA: u32 = 0x2c
/** `"Records`, as a number of eight bytes. */
const RECORDS: u64 = 0x7364_726f_6365_5222

function skipSpace(from: usize): usize {
  let at = from
  while (isSpace(load<u8>(at))) at++
  return at
}

function isSpace(byte: u32): bool {
  return byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
}

/** The place behind a character and the white space around it; 0 if it is not there. */
function behind(character: u32, from: usize): usize {
  const at = skipSpace(from)
  return load<u8>(at) == character ? skipSpace(at + 1) : 0
}
