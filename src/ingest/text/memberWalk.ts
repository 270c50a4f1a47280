import { closingQuote, skipSpace } from '../../cloudtrail/json/scan.ts'
import { describeForeign, isDigestFile } from '../shapes/describeForeign.ts'
import {
  canUnwrap,
  CELL_MEMBERS,
  ENVELOPE_MEMBERS,
  mayHoldRecords,
  TELLING_MEMBERS,
  type Facts,
} from '../shapes/envelopes.ts'
import { columnNames, Grid } from '../tables/grid.ts'
import { findSyntaxError } from './jsonSyntaxError.ts'
import { showValue } from '../shapes/showValue.ts'
import { readString, walkString } from './stringWalk.ts'
import type { Walk, WalkState } from './walkState.ts'

/**
 * Walks the members of an object that is not a record and enters those that contain records: those
 * of known envelopes, and all others that may.
 */
export function* walkMembers(state: WalkState, depth: number): Walk<boolean> {
  const { buffer } = state
  const { report } = state.context
  const facts: Record<string, unknown> = {}
  const start = state.position()
  const countBefore = report.count
  state.brokeInside = true
  buffer.at++
  for (let isNext = true; ;) {
    if (!(yield* state.skipSpace())) return state.brokenOff()
    const character = buffer.text[buffer.at]
    if (character === '}') {
      buffer.at++
      const isEmptied = countBefore === report.count && !state.isQuiet && !state.ignoresForeign
      if (isEmptied && !('isUnwrapped' in facts))
        report.foreign(start, describeForeign(facts, null, state.searched), isDigestFile(facts))
      if ('detail-type' in facts) report.explain(countBefore, describeForeign(facts, null))
      return true
    }
    if (character === ',') {
      if (isNext) return state.broken(buffer.at, 'not valid JSON: unexpected comma')
      isNext = true
      buffer.at++
      continue
    }
    if (!isNext || character !== '"') return brokenMember(state)
    isNext = false
    const name = yield* readName(state)
    if (name === null) return false
    state.path.push(name)
    const isSound = yield* walkMember(state, name, facts, depth)
    state.path.pop()
    if (!isSound) return false
  }
}

function* walkMember(
  state: WalkState,
  name: string,
  facts: Record<string, unknown>,
  depth: number,
): Walk<boolean> {
  const unwrapping = ENVELOPE_MEMBERS.get(name)
  const first = state.buffer.text[state.buffer.at]!
  if (facts['messageType'] === 'CONTROL_MESSAGE') {
    facts['isUnwrapped'] = true
    return yield* walkUnknown(state, facts, depth)
  }
  if (first === '[' && ROW_LISTS.test(name)) {
    facts[name] ??= null
    state.noteSearched()
    return yield* walkRows(state, name, facts, depth)
  }
  if (unwrapping && canUnwrap(unwrapping, first)) {
    facts['isUnwrapped'] = true
    state.noteSearched()
    if (first === '"') return yield* walkString(state, facts)
    return yield* CELL_MEMBERS.has(name)
      ? walkCells(state, name, facts, depth)
      : state.walks.value(state, facts, depth + 1)
  }
  if (first === '"' && TELLING_MEMBERS.has(name)) {
    const text = yield* readString(state)
    if (typeof text !== 'string') return text
    facts[name] = showValue(text)
    return true
  }
  facts[name] ??= null
  if (first === '[' && COLUMN_LISTS.test(name)) yield* noteColumns(state, facts)
  if (first !== '{' && first !== '[' && first !== '"') return yield* state.skipValue()
  return yield* walkUnknown(state, facts, depth)
}

/** A member of any name: entered if it may contain records, and silent about what else it has. */
function* walkUnknown(state: WalkState, facts: Facts, depth: number): Walk<boolean> {
  const { buffer } = state
  const end = yield* state.endOfValue()
  if (end >= 0 && !mayHoldRecords(buffer.text.slice(buffer.at, end))) {
    buffer.at = end
    return true
  }
  if (buffer.text[buffer.at] === '"' && !state.fits(buffer.length)) return yield* state.skipTooLarge('text')
  state.noteSearched()
  return yield* state.quietly(state.walks.value(state, facts, depth + 1))
}

/** Keeps the names in a list of columns for the rows that follow it. */
function* noteColumns(state: WalkState, facts: Facts): Walk<void> {
  const { buffer } = state
  const end = yield* state.endOfValue(LONGEST_COLUMNS)
  if (end < 0 || findSyntaxError(buffer.text, buffer.at)) return
  const names = columnNames(buffer.text.slice(buffer.at, end))
  if (names) namesOfColumns.set(facts, names)
}

/** Rows of a table, with or without a whole record in each. */
function* walkRows(state: WalkState, name: string, facts: Facts, depth: number): Walk<boolean> {
  const { beginTable } = state.context
  const position = state.position()
  const grid = new Grid(namesOfColumns.get(facts) ?? null, (header) =>
    beginTable(header, (row) => `${position}, row ${row}`),
  )
  state.grid = grid
  state.isInCells = name === 'QueryResultRows'
  const isSound = yield* state.quietly(state.walks.value(state, facts, depth + 1))
  state.grid = null
  state.isInCells = false
  grid.end()
  return isSound
}

/** Rows of cells, only some of which may contain records. */
function* walkCells(state: WalkState, name: string, facts: Facts, depth: number): Walk<boolean> {
  const { buffer } = state
  const { report } = state.context
  const position = state.position()
  const countBefore = report.count
  const isEmpty = /^\[\s*\]/.test(buffer.text.slice(buffer.at, buffer.at + 64))
  state.isInCells = true
  const isSound = yield* state.quietly(state.walks.value(state, facts, depth + 1))
  state.isInCells = false
  if (countBefore === report.count && !isEmpty && !state.isQuiet && !state.ignoresForeign)
    report.foreign(position, describeForeign({ ...facts, [name]: null }, null))
  return isSound
}

/** Consumes a member's name and colon, up to its value; null if that breaks. */
function* readName(state: WalkState): Walk<string | null> {
  const { buffer } = state
  for (;;) {
    const close = closingQuote(buffer.text, buffer.at + 1)
    const colon = close < 0 ? -1 : skipSpace(buffer.text, close + 1)
    const value = colon < 0 || buffer.text[colon] !== ':' ? -1 : skipSpace(buffer.text, colon + 1)
    if (value > 0 && value < buffer.text.length) {
      const name = buffer.text.slice(buffer.at + 1, close)
      buffer.at = value
      return name
    }
    if (colon >= 0 && colon < buffer.text.length && buffer.text[colon] !== ':') {
      brokenMember(state)
      return null
    }
    if (!state.fits(buffer.length)) {
      state.broken(buffer.at, `a name is longer than ${state.context.limits.maxRecordBytes} bytes`)
      return null
    }
    if (!(yield* state.more())) {
      state.brokenOff()
      return null
    }
  }
}

/** Names of lists of rows, and of the lists of columns beside them. */
const ROW_LISTS = /^(?:rows|QueryResultRows)$/i
const COLUMN_LISTS = /^(?:columns|column_?names|cols|fields|header|schema)$/i
/** By the object that the columns and their rows are in. */
const namesOfColumns = new WeakMap<Facts, readonly string[]>()
const LONGEST_COLUMNS = 1024 * 1024

function brokenMember(state: WalkState): false {
  return state.broken(state.buffer.at, 'not valid JSON: expected a member or the end of an object')
}
