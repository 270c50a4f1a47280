import type { CloudTrailRecord, RecordFault } from '../../cloudtrail/record.ts'
import { assembledFrom } from '../shapes/assembled.ts'
import { describeForeign, isDigestFile } from '../shapes/describeForeign.ts'
import { isBulkAction, mayHoldRecords, type Facts } from '../shapes/envelopes.ts'
import { isCloudTrailRecord } from '../../cloudtrail/isCloudTrailRecord.ts'
import { detectShape } from './detectShape.ts'
import { findSyntaxError } from './jsonSyntaxError.ts'
import { walkMembers } from './memberWalk.ts'
import { recordMadeInto, recordOfAnyRow } from './madeRecord.ts'
import { readMended } from './salvage.ts'
import { rowsOfResultSet } from '../tables/resultSet.ts'
import { MAX_DEPTH, type Walk, type WalkState } from './walkState.ts'

/** An object: a record, which is taken whole; an envelope, which is entered; or something else. */
export function* walkObject(state: WalkState, around: Facts | null, depth: number): Walk<boolean> {
  const { buffer } = state
  const { reader } = state.context
  for (;;) {
    if (state.careful > 0) {
      state.careful--
      const found = findSyntaxError(buffer.text, buffer.at)
      if (found) return (yield* readMended(state)) || state.broken(found.position, found.reason)
    }
    const shape = detectShape(buffer.text, buffer.at)
    switch (shape.kind) {
      case 'record': {
        const record = reader.read(buffer.text, buffer.at)
        if (!('fault' in record)) {
          if (!state.fits(reader.end - buffer.at)) return yield* state.skipTooLarge()
          return yield* wholeObject(state, record, reader.end, around, depth)
        }
        const isSound = yield* faultyRecord(state, record)
        if (isSound !== null) return isSound
        break
      }
      case 'row':
      case 'other': {
        const end = shape.kind === 'other' ? shape.end : yield* endOfObject(state)
        if (end === null) return yield* state.skipTooLarge()
        if (end < 0) return state.brokenOff()
        return yield* plainObject(state, end, around, depth)
      }
      case 'envelope':
        return yield* depth < MAX_DEPTH ? walkMembers(state, depth) : state.skipTooDeep()
      case 'broken':
        return state.brokenHere()
      case 'incomplete': {
        const found = findSyntaxError(buffer.text, buffer.at)
        if (found) return state.broken(found.position, found.reason)
        // Too large to be a record, but its members may contain some.
        if (!state.fits(buffer.length)) return yield* walkMembers(state, depth)
        if (!(yield* state.more())) return state.brokenOff()
      }
    }
  }
}

/** What to do about a record that could not be read: null to try again with more text. */
function* faultyRecord(state: WalkState, fault: RecordFault): Walk<boolean | null> {
  const { buffer } = state
  if (fault.fault !== 'incomplete') {
    if (fault.fault === 'malformed' || findSyntaxError(buffer.text, buffer.at))
      return (yield* readMended(state)) || state.brokenHere()
    // Valid so far: where it breaks must not depend on how much has arrived.
    const end = yield* endOfObject(state)
    if (findSyntaxError(buffer.text, buffer.at)) return state.brokenHere()
    if (end === -1) return state.brokenOff()
    state.leftOut(`A record is ${fault.reason} and was skipped.`)
    return yield* state.skipValue()
  }
  const found = findSyntaxError(buffer.text, buffer.at)
  if (found) {
    state.wasted += buffer.length
    return (yield* readMended(state)) || state.broken(found.position, found.reason)
  }
  if (!state.fits(buffer.length)) return yield* state.skipTooLarge()
  return (yield* state.more()) ? null : state.brokenOff()
}

/** An object that was read whole as a record, and may not be one. */
function* wholeObject(
  state: WalkState,
  record: CloudTrailRecord,
  end: number,
  around: Facts | null,
  depth: number,
): Walk<boolean> {
  const { buffer } = state
  if (isCloudTrailRecord(record)) {
    state.found(record)
    buffer.at = end
    return true
  }
  return yield* plainObject(state, end, around, depth)
}

/** An object that is not a record as it is written: a row of Athena, or something else. */
function* plainObject(state: WalkState, end: number, around: Facts | null, depth: number): Walk<boolean> {
  const { buffer } = state
  const text = buffer.text.slice(buffer.at, end)
  let object: Facts | null = null
  const parsed = () => (object ??= JSON.parse(text) as Facts)
  // What is inside a sound object is sound.
  const soundTo = buffer.consumed + text.length
  if (soundTo > state.soundTo) {
    try {
      parsed()
    } catch {
      return state.brokenHere()
    }
    state.soundTo = soundTo
  }
  const { reader, report } = state.context
  const made = recordMadeInto(reader, text)
  if (made) {
    state.found(made)
    const from = assembledFrom(made.text)
    if (from) report.assembled(from)
    buffer.at = end
    return true
  }
  const results = text.includes('"ResultSet"') ? rowsOfResultSet(parsed()) : null
  const rows = results?.map((row) => recordOfAnyRow(reader, row)) ?? []
  const ofTable = rows.filter((row) => row !== null)
  if (ofTable.length > 0 && ofTable.length === rows.length) {
    for (const row of ofTable) state.found(row)
    buffer.at = end
    return true
  }
  const position = state.position()
  const countBefore = report.count
  if (mayHoldRecords(text)) {
    const walk = depth < MAX_DEPTH ? walkMembers(state, depth) : state.skipTooDeep()
    if (!(yield* state.quietly(walk))) return false
  } else buffer.at = end
  if (report.count > countBefore) return true
  const row = recordOfAnyRow(reader, text)
  if (row) state.found(row)
  else if (!state.isQuiet && !state.ignoresForeign && !isBulkAction(parsed()))
    report.foreign(position, describeForeign(parsed(), around, state.searched), isDigestFile(parsed()))
  return true
}

/** The index after this object, -1 if the text ends first, null if it is too large to keep. */
function* endOfObject(state: WalkState): Walk<number | null> {
  const { buffer } = state
  const end = yield* state.endOfValue()
  if (end < 0) return state.fits(buffer.length) ? -1 : null
  return state.fits(end - buffer.at) ? end : null
}
