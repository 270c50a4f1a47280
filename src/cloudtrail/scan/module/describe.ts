import { hasEscapes, isEscaped, leafLength, leafStart } from './cut'
import {
  FOUND,
  ID_ENDS,
  ID_HASHES,
  ID_STARTS,
  isSame,
  LISTED_RESOURCES,
  MAX_FOUND,
  READ_ONLY,
  TIMES,
} from './memory'
import { appendByte, appendBytes, bytesEnd, setBytesEnd } from './rowBytes'
import { setSameText, setText, textCode } from './texts'
import { NO_TIME, readTime } from './time'

/*
 * Follows a plan (scanPlan.ts, which writes it): 32-bit numbers, read one behind the other. Lists
 * begin with how many items they have.
 *
 *     leaves that must not be JSON       leaf...
 *     texts that leaves must not have    (leaf, start, length)...
 *     times                              leaf...
 *     eventID                            leaf...
 *     13 columns of texts                0, (how, leaf or start, length)...
 *     readOnly                           leaf, value without it
 *     listed resources                   (leaf of the type, leaf of the name)...
 *     derived resources                  (start, length of the type, leaf of the name)...
 *     readings of the names              start, length
 *
 * In place of the 0 of a column stands the code that its last text has: records of a kind have much
 * in common, and a text that is the same need not be looked for.
 */

/** The columns that steps lead to come first, in the order of SCANNED_TEXTS. */
const STEPPED_COLUMNS: u32 = 13
const MARK: u32 = 13
const RESOURCE_TYPES: u32 = 14
const RESOURCE_NAMES: u32 = 15
const READINGS: u32 = 16

const ITEM_SEPARATOR: u32 = 0x1c
const MAX_ID: usize = 1024
const MAX_NAME: usize = 2048

/** Where the next number of the plan is. */
let plan: usize = 0

function next(): u32 {
  const number = load<u32>(plan)
  plan += 4
  return number
}

/**
 * Fills the columns of a row from the record that was cut last. False if it is not as plain as the
 * plan needs: then a script has to.
 */
export function describe(row: u32, from: usize): bool {
  plan = from
  return (
    isAsPlanned() &&
    describeTime(row) &&
    describeID(row) &&
    describeTexts(row) &&
    describeReadOnly(row) &&
    describeResources(row) &&
    describeReadings(row)
  )
}

function isAsPlanned(): bool {
  for (let leaves = next(); leaves > 0; leaves--) if (mayBeJson(next())) return false
  for (let texts = next(); texts > 0; texts--) {
    const leaf = next()
    const start: usize = next()
    const length: usize = next()
    if (leafLength(leaf) == length && isSame(leafStart(leaf), start, length)) return false
  }
  return true
}

/** Whether a text may be an object or a list as text, as far as its first byte tells. */
function mayBeJson(leaf: i32): bool {
  if (leafLength(leaf) == 0) return false
  const first: u32 = load<u8>(leafStart(leaf))
  return first <= 0x20 || first == 0x7b || first == 0x5b || first == 0x5c || first >= 0x80
}

/** The first of the leaves in a list that is not empty; -1 if there is none. */
function nextFilled(): i32 {
  let filled: i32 = -1
  for (let leaves = next(); leaves > 0; leaves--) {
    const leaf: i32 = next()
    if (filled < 0 && leafLength(leaf) > 0) filled = leaf
  }
  return filled
}

function describeTime(row: u32): bool {
  const leaf = nextFilled()
  const time = readTime(leafStart(leaf), leafLength(leaf))
  if (time == NO_TIME) return false
  store<f64>(TIMES + ((<usize>row) << 3), <f64>time)
  return true
}

/** Only of ASCII without escapes and without a tilde, which may be the start of a suffix. */
function describeID(row: u32): bool {
  const leaf = nextFilled()
  const start = leafStart(leaf)
  const length = leafLength(leaf)
  if (length == 0 || length > MAX_ID) return false
  let hash: u32 = 0x811c9dc5
  for (let i: usize = 0; i < length; i++) {
    const byte: u32 = load<u8>(start + i)
    if (byte == 0x5c || byte >= 0x7e) return false
    hash = (hash ^ byte) * 0x01000193
  }
  const at = (<usize>row) << 2
  store<u32>(ID_STARTS + at, start)
  store<u32>(ID_ENDS + at, start + length)
  store<u32>(ID_HASHES + at, hash)
  return true
}

/** How a step leads to a text: see leafSteps.ts. */
const WHOLE: u32 = 0
const BEHIND_COLON: u32 = 1
const BEHIND_SLASH: u32 = 2
const KNOWN_ACCOUNT: u32 = 3
const DATA_IF_FALSE: u32 = 4
const CONSTANT: u32 = 5

function describeTexts(row: u32): bool {
  for (let column: u32 = 0; column < STEPPED_COLUMNS; column++) {
    let start: usize = 0
    let length: usize = 0
    const last = plan
    next()
    for (let steps = next(); steps > 0; steps--) {
      const how = next()
      const place = next()
      const constantLength = next()
      if (length > 0) continue
      if (how == CONSTANT) {
        start = place
        length = constantLength
        continue
      }
      start = leafStart(place)
      length = leafLength(place)
      if (length == 0 || how == WHOLE) continue
      switch (how) {
        case BEHIND_COLON: {
          const end = start + length
          while (start < end && load<u8>(start) != 0x3a) start++
          length = start < end ? end - ++start : 0
          break
        }
        case BEHIND_SLASH: {
          const end = start + length
          let slash = end
          while (slash > start && load<u8>(slash - 1) != 0x2f) slash--
          start = slash
          length = end - slash
          break
        }
        case KNOWN_ACCOUNT: {
          // The word "anonymous", or an account that nobody has.
          if ((load<u8>(start) | 0x20) == 0x61) return false
          break
        }
        case DATA_IF_FALSE: {
          if (isFalse(start, length)) {
            start = constantLength
            length = 4
          } else length = 0
          break
        }
      }
    }
    if (isEscaped(start, length)) return false
    if (setSameText(column, row, load<u32>(last), start, length)) continue
    setText(column, row, start, length)
    store<u32>(last, textCode(column, row))
  }
  setText(MARK, row, 0, 0)
  return true
}

/** `true` and `fals`, as a number of four bytes. */
const TRUE: u32 = 0x65757274
const FALS: u32 = 0x736c6166

function isFalse(start: usize, length: usize): bool {
  return length == 5 && load<u32>(start) == FALS && load<u8>(start, 4) == 0x65
}

function describeReadOnly(row: u32): bool {
  const leaf: i32 = next()
  let readOnly = next()
  const start = leafStart(leaf)
  const length = leafLength(leaf)
  if (length == 4 && load<u32>(start) == TRUE) readOnly = 1
  else if (isFalse(start, length)) readOnly = 2
  else if (length > 0) return false
  store<u8>(READ_ONLY + row, readOnly)
  return true
}

/** How many resources of the record are found. Each at FOUND: type and name, start and length. */
let found: u32 = 0

function describeResources(row: u32): bool {
  found = 0
  for (let listed = next(); listed > 0; listed--) {
    const type: i32 = next()
    const name: i32 = next()
    if (found == MAX_FOUND) return false
    const typeStart = leafStart(type)
    const typeLength = leafLength(type)
    const nameStart = leafStart(name)
    const nameLength = leafLength(name)
    if (hasEscapes && (isEscaped(typeStart, typeLength) || isEscaped(nameStart, nameLength))) return false
    if (typeLength + nameLength > 0) addResource(typeStart, typeLength, nameStart, nameLength, false)
  }
  store<u32>(LISTED_RESOURCES + ((<usize>row) << 2), found)
  for (let derived = next(); derived > 0; derived--) {
    const typeStart: usize = next()
    const typeLength: usize = next()
    const name: i32 = next()
    if (found == MAX_FOUND) return false
    const nameStart = leafStart(name)
    const nameLength = leafLength(name)
    if (nameLength == 0) continue
    if (nameLength > MAX_NAME || !isTrimmed(nameStart, nameLength) || isEscaped(nameStart, nameLength))
      return false
    addResource(typeStart, typeLength, nameStart, nameLength, true)
  }
  setJoined(RESOURCE_TYPES, row, FOUND)
  setJoined(RESOURCE_NAMES, row, FOUND + 8)
  return true
}

/** Whether no white space is around it, as far as its first and last byte tell. */
function isTrimmed(start: usize, length: usize): bool {
  return load<u8>(start) - 0x21 < 0x5e && load<u8>(start + length - 1) - 0x21 < 0x5e
}

/** Each pair of type and name once; of a derived one the name. */
function addResource(
  typeStart: usize,
  typeLength: usize,
  nameStart: usize,
  nameLength: usize,
  isDerived: bool,
): void {
  for (let i: u32 = 0; i < found; i++) {
    const other = FOUND + ((<usize>i) << 4)
    if (load<u32>(other, 12) != <u32>nameLength || !isSame(load<u32>(other, 8), nameStart, nameLength))
      continue
    if (isDerived) return
    if (load<u32>(other, 4) == <u32>typeLength && isSame(load<u32>(other), typeStart, typeLength)) return
  }
  const resource = FOUND + ((<usize>found) << 4)
  store<u32>(resource, typeStart)
  store<u32>(resource, typeLength, 4)
  store<u32>(resource, nameStart, 8)
  store<u32>(resource, nameLength, 12)
  found++
}

/** Those of the names; a script adds those of leaves. */
function describeReadings(row: u32): bool {
  const start: usize = next()
  setText(READINGS, row, start, next())
  return true
}

/** The types or the names of the resources as one text. `first`: where the first one's start is. */
function setJoined(column: u32, row: u32, first: usize): void {
  if (found <= 1) {
    setText(column, row, load<u32>(first), found == 0 ? 0 : load<u32>(first, 4))
    return
  }
  const start = bytesEnd
  for (let i: u32 = 0; i < found; i++) {
    const part = first + ((<usize>i) << 4)
    if (i > 0) appendByte(ITEM_SEPARATOR)
    appendBytes(load<u32>(part), load<u32>(part, 4))
  }
  if (!setText(column, row, start, bytesEnd - start)) setBytesEnd(start)
}
