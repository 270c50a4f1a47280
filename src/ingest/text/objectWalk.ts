import { CloudTrailRecord, type RecordFault } from '../../cloudtrail/record.ts'
import { restoreRow } from '../shapes/athenaRows.ts'
import { describeForeign } from '../shapes/describeForeign.ts'
import { ENVELOPE_MEMBERS, type Facts } from '../shapes/envelopes.ts'
import { isCloudTrailRecord } from '../shapes/isCloudTrailRecord.ts'
import { recordOfRowObject } from '../tables/rowObject.ts'
import { detectShape } from './detectShape.ts'
import { findSyntaxError } from './jsonSyntaxError.ts'
import { walkMembers } from './memberWalk.ts'
import { ValueSkipper } from './valueSkipper.ts'
import type { Walk, WalkState } from './walkState.ts'

/** How deep envelopes may be nested. */
export const MAX_DEPTH = 16
export const TOO_DEEP = 'The file is nested too deep for a log file.'

/** An object: a record, which is taken whole; an envelope, which is entered; or something else. */
export function* walkObject(state: WalkState, around: Facts | null, depth: number): Walk<boolean> {
  const { buffer } = state
  const { reader } = state.context
  for (;;) {
    if (state.careful > 0) {
      state.careful--
      const found = findSyntaxError(buffer.text, buffer.at)
      if (found) return state.broken(found.position, found.reason)
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
        return plainObject(state, end, around)
      }
      case 'envelope':
        return yield* depth < MAX_DEPTH ? walkMembers(state, depth) : state.skipForeign(TOO_DEEP)
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
    if (fault.fault === 'malformed' || findSyntaxError(buffer.text, buffer.at)) return state.brokenHere()
    // Valid so far: where it breaks must not depend on how much has arrived.
    yield* endOfObject(state)
    if (findSyntaxError(buffer.text, buffer.at)) return state.brokenHere()
    state.leftOut(`A record is ${fault.reason} and was skipped.`)
    return yield* state.skipValue()
  }
  const found = findSyntaxError(buffer.text, buffer.at)
  if (found) {
    state.wasted += buffer.length
    return state.broken(found.position, found.reason)
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
  const whole = isCloudTrailRecord(record) ? record : recordOfRow(state, record.text)
  if (whole) state.found(whole)
  else if (depth < MAX_DEPTH && record.shape.paths.some((path) => ENVELOPE_MEMBERS.has(path.split('.')[0]!)))
    return yield* walkMembers(state, depth)
  else state.foreign(buffer.at, describeForeign(JSON.parse(record.text) as Facts, around))
  buffer.at = end
  return true
}

/** An object that is not a record as it is: a row of Athena, or something else. */
function plainObject(state: WalkState, end: number, around: Facts | null): boolean {
  const { buffer } = state
  const text = buffer.text.slice(buffer.at, end)
  let object: Facts
  try {
    object = JSON.parse(text) as Facts
  } catch {
    return state.brokenHere()
  }
  const record = recordOfRow(state, text)
  if (record) state.found(record)
  else state.foreign(buffer.at, describeForeign(object, around))
  buffer.at = end
  return true
}

function recordOfRow(state: WalkState, row: string): CloudTrailRecord | null {
  const text = restoreRow(row) ?? recordOfRowObject(row)
  const record = text === null ? null : state.context.reader.read(text)
  return record instanceof CloudTrailRecord && isCloudTrailRecord(record) ? record : null
}

/** The index after this object, -1 if the text ends first, null if it is too large to keep. */
function* endOfObject(state: WalkState): Walk<number | null> {
  const { buffer } = state
  for (;;) {
    const skipper = new ValueSkipper()
    const end = skipper.skip(buffer.text, buffer.at)
    if (skipper.isDone) return state.fits(end - buffer.at) ? end : null
    if (!state.fits(buffer.length)) return null
    if (!(yield* state.more())) return -1
  }
}
