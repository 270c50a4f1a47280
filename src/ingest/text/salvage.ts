import { closingQuote } from '../../cloudtrail/json/scan.ts'
import { CloudTrailRecord } from '../../cloudtrail/record.ts'
import { MAX_NESTING } from '../../cloudtrail/recordShape.ts'
import { isLikeBase64, textOfBase64 } from '../shapes/base64Text.ts'
import { TELLING_RECORD_MEMBERS } from '../../cloudtrail/fields.ts'
import { ROW_MEMBERS } from '../shapes/envelopes.ts'
import { isCloudTrailRecord, isVersionedRecord } from '../../cloudtrail/isCloudTrailRecord.ts'
import { findSyntaxError } from './jsonSyntaxError.ts'
import { readLiteralString } from './literals.ts'
import { mendedText } from './mendedText.ts'
import { recordOfRow } from './madeRecord.ts'
import { MOST_SPACE, nextRecordStart, START_LENGTH, type RecordStart } from './recordStarts.ts'
import { walkInnerText } from './stringWalk.ts'
import type { Walk, WalkState } from './walkState.ts'

/**
 * Reads on behind a break: from the next place where a record can begin, only whole records with a
 * version. Ends where a document begins, at a line that `documentStart` matches (a sticky pattern).
 * Returns whether it ended there; if not, the text has ended or was given up.
 */
export function* salvage(state: WalkState, documentStart: RegExp | null): Walk<boolean> {
  takeBackBrace(state)
  for (;;) {
    const start = yield* nextPlace(state, documentStart)
    state.resumedAt = state.buffer.consumed
    if (start === 'document') return true
    if (start === null) return false
    if (start.kind === 'object') yield* readObject(state, start)
    else if (start.kind === 'string') yield* readJsonString(state)
    else yield* readLiteral(state)
    if (state.isWasteful) return false
  }
}

/** The brace of a record may have been read as the end of a string that lost a quote. */
function takeBackBrace({ buffer, resumedAt }: WalkState): void {
  // Never to where reading went on before, or it would go on there forever.
  const most = Math.min(MOST_TAKEN_BACK, buffer.consumed - resumedAt)
  const before = buffer.text.slice(Math.max(0, buffer.at - most), buffer.at)
  const brace = before.search(/\{\s*"\s*$/)
  if (brace >= 0) buffer.at -= before.length - brace
}

/** Less than what a buffer keeps. */
const MOST_TAKEN_BACK = MOST_SPACE + 10

/** Moves to the next record's or document's start. */
function* nextPlace(state: WalkState, documentStart: RegExp | null): Walk<RecordStart | 'document' | null> {
  const { buffer } = state
  let from = buffer.at
  // What broke may be a document itself, which is not tried again.
  let lineFrom = from
  for (;;) {
    const { text } = buffer
    // What is too near the end may look different with more text.
    const end = buffer.isLast ? text.length : text.length - START_LENGTH
    const start = nextRecordStart(text, from, state.literal !== null)
    const index = Math.min(start?.index ?? end, end)
    const line = documentStart ? nextLine(text, lineFrom, index, documentStart) : -1
    if (line >= 0) {
      buffer.at = line
      return 'document'
    }
    if (start && start.index < end) {
      buffer.at = start.index
      return start
    }
    if (buffer.isLast) {
      buffer.at = text.length
      return null
    }
    from = Math.max(from, end)
    const before = buffer.offset
    buffer.at = from
    yield* state.more()
    from -= buffer.offset - before
    lineFrom = from - 1
  }
}

/** The first index in (from, to] that begins a line and matches; -1 if there is none. */
function nextLine(text: string, from: number, to: number, pattern: RegExp): number {
  let lineBreak = text.indexOf('\n', from)
  while (lineBreak >= 0 && lineBreak < to) {
    pattern.lastIndex = lineBreak + 1
    if (pattern.test(text)) return lineBreak + 1
    lineBreak = text.indexOf('\n', lineBreak + 1)
  }
  return -1
}

/** Takes the object at the position if it is a record; otherwise goes on inside it. */
function* readObject(state: WalkState, { name }: RecordStart): Walk<void> {
  const { buffer } = state
  const whole = yield* wholeObject(state)
  if (whole === 'broken') {
    if (yield* readMended(state)) return
    if (TELLING_RECORD_MEMBERS.has(name) || ROW_MEMBERS.has(name)) state.context.report.leftOut()
  } else if (whole !== null) {
    const record = ROW_MEMBERS.has(name) ? recordOfRow(state.context.reader, whole.text) : whole.record
    if (record && isVersionedRecord(record)) {
      state.found(record)
      buffer.at = whole.end
      return
    }
    if (record && isCloudTrailRecord(record)) state.context.report.leftOut()
  }
  buffer.at++
}

interface WholeObject {
  readonly record: CloudTrailRecord
  readonly text: string
  readonly end: number
}

/** The object at the position; null if it is larger than what is read. */
function* wholeObject(state: WalkState): Walk<WholeObject | 'broken' | null> {
  const { buffer } = state
  const { reader } = state.context
  for (;;) {
    if (state.careful > 0) {
      state.careful--
      const found = findSyntaxError(buffer.text, buffer.at, MAX_NESTING)
      if (found) return wasted(state, found.position)
    }
    const record = reader.read(buffer.text, buffer.at)
    if (!('fault' in record)) {
      const { end } = reader
      return state.fits(end - buffer.at) ? { record, text: buffer.text.slice(buffer.at, end), end } : null
    }
    if (record.fault === 'excessive') {
      state.context.report.leftOut()
      wasted(state, record.position)
      return null
    }
    const found = findSyntaxError(buffer.text, buffer.at)
    if (found || record.fault === 'malformed') return wasted(state, found?.position ?? buffer.at)
    if (!state.fits(buffer.length)) return null
    if (!(yield* state.more())) return wasted(state, buffer.text.length)
  }
}

function wasted(state: WalkState, end: number): 'broken' {
  state.wasted += Math.max(0, end - state.buffer.at)
  state.careful = Math.max(state.careful, 1000)
  return 'broken'
}

/**
 * Reads the record at the position if nothing is wrong with it but bare line breaks in its texts,
 * and says so.
 */
export function* readMended(state: WalkState): Walk<boolean> {
  const { buffer } = state
  const found = findSyntaxError(buffer.text, buffer.at)
  if (!found || !/[\n\r\t]/.test(buffer.text[found.position] ?? '')) return false
  const end = yield* state.endOfValue()
  const { reader, report } = state.context
  const mended =
    end < 0 || !state.fits(end - buffer.at) ? null : mendedText(buffer.text.slice(buffer.at, end))
  const record = mended === null ? null : reader.read(mended)
  if (!(record instanceof CloudTrailRecord) || !isVersionedRecord(record) || reader.end !== mended!.length) {
    wasted(state, end < 0 ? buffer.text.length : end)
    return false
  }
  report.mended(state.position())
  state.found(record)
  buffer.at = end
  return true
}

/** Reads the records in the JSON string at the position. */
function* readJsonString(state: WalkState): Walk<void> {
  const { buffer } = state
  const { report } = state.context
  for (;;) {
    const close = closingQuote(buffer.text, buffer.at + 1)
    if (close >= 0 && state.fits(close - buffer.at)) {
      const text = decoded(buffer.text.slice(buffer.at, close + 1))
      if (text === null) {
        wasted(state, close)
        break
      }
      readInside(state, isLikeBase64(text) ? (textOfBase64(text, state.context.limits) ?? '') : text)
      buffer.at = close + 1
      takeBackBrace(state)
      return
    }
    if (close >= 0 || !state.fits(buffer.length) || !(yield* state.more())) break
  }
  if (/^"\s*\{\s*\\+"eventVersion/.test(buffer.text.slice(buffer.at, buffer.at + START_LENGTH)))
    report.leftOut()
  buffer.at++
}

function decoded(literal: string): string | null {
  try {
    return JSON.parse(literal) as string
  } catch {
    return null
  }
}

/** Reads the records in the string of a literal at the position. */
function* readLiteral(state: WalkState): Walk<void> {
  const { buffer } = state
  for (;;) {
    const string = readLiteralString(buffer.text, buffer.at, state.literal!)
    if (string) {
      readInside(state, string.text)
      buffer.at = string.end
      return
    }
    if (!state.fits(buffer.length) || !(yield* state.more())) break
  }
  state.context.report.leftOut()
  buffer.at++
}

/** Reads the records in a text, and says nothing of what else is in it. */
function readInside(state: WalkState, text: string): void {
  const { ignoresForeign } = state
  state.ignoresForeign = true
  walkInnerText(state, text, state.position(), null)
  state.ignoresForeign = ignoresForeign
}
