import { LITERAL } from '../../cloudtrail/json/scan.ts'
import type { ContentReport } from '../contentReport.ts'
import { showValue } from '../shapes/showValue.ts'
import { LITERAL_SENTENCES, literalKind, type LiteralKind } from './literals.ts'
import { LONGEST_PREFIX } from './stringWalk.ts'
import type { Walk, WalkState } from './walkState.ts'

/**
 * A whole text of JSON: one value, several in a row, or one on each line, with other text before it
 * if need be. After a break it continues where a record or a document can begin.
 */
export function* walkText(state: WalkState, report: ContentReport): Walk<void> {
  const { buffer } = state
  /** Whether lines have text around their JSON. */
  let hasPrefixes = false
  let hasBroken = false
  for (let isFirst = true; ; isFirst = false) {
    if (!(yield* state.skipSpace())) break
    if (buffer.text[buffer.at] === ',') {
      buffer.at++
      continue
    }
    state.brokeInside = false
    state.searched = []
    const start = buffer.consumed
    let opening: string | null = null
    let isSound: boolean
    if (/[{["]/.test(buffer.text[buffer.at]!)) {
      if (!buffer.text.startsWith('{"eventVersion"', buffer.at)) {
        opening = yield* openingHere(state)
        state.literal = literalKind(buffer.text.slice(buffer.at, buffer.at + LONGEST_OPENING))
      }
      if (state.literal !== null) isSound = literalHere(state, state.literal)
      else isSound = (yield* isLooseMember(state)) ? looseMember(state) : yield* documentHere(state)
    } else {
      const line = yield* lineHere(state)
      if (isFirst) state.literal = literalKind(line)
      const brace = line.search(/\{\s*"/)
      if (state.literal !== null) isSound = literalHere(state, state.literal)
      else if (REST_OF_OBJECT.test(line.slice(0, Math.max(brace, 0)))) isSound = looseMember(state)
      else if (brace >= 0) {
        hasPrefixes = true
        buffer.at += brace
        isSound = yield* documentHere(state)
      } else if (LITERAL.test(line)) {
        state.foreign(buffer.at, `Not a CloudTrail log file, but the JSON value ${showValue(line)}.`)
        buffer.at += line.length
        continue
      } else if (hasPrefixes || (hasBroken && CLOSING.test(line))) {
        // Neither text between log lines nor the end of what broke is worth a report.
        if (!(yield* state.walks.salvage(state, ANY_DOCUMENT))) break
        continue
      } else {
        if (isFirst) report.refuseIfEmpty(describeText(line))
        isSound = state.broken(buffer.at, breakOf(line))
      }
    }
    if (isSound) continue
    hasBroken = true
    const startHere = Math.max(0, start - buffer.consumed + buffer.at)
    state.isQuiet = buffer.text.slice(startHere, state.brokeAt).includes('\n')
    if (!(yield* state.walks.salvage(state, documentStart(state, opening)))) break
    state.literal = null
  }
  if (state.isWasteful)
    report.refuse('Reading stopped here: the file has too many errors. Split it and load its parts.')
  if (state.endReason !== null) {
    const reason = state.endReason
    state.endReason = null
    state.isQuiet = false
    report.broken(state.position(buffer.text.length), reason)
  }
}

function* documentHere(state: WalkState): Walk<boolean> {
  const isSound = yield* state.walks.value(state, null, 0)
  state.brokeInside &&= !isSound
  return isSound
}

function literalHere(state: WalkState, kind: LiteralKind): false {
  state.context.report.refuseIfEmpty(LITERAL_SENTENCES[kind])
  return state.broken(state.buffer.at, LITERAL_SENTENCES[kind])
}

/** Whether a member without its object begins here, as in the examples of guides, or in a file without its head. */
function* isLooseMember(state: WalkState): Walk<boolean> {
  const { buffer } = state
  return buffer.text[buffer.at] === '"' && /^"(?:[^"\\]|\\.)*"\s*:/.test(yield* lineHere(state))
}

function looseMember(state: WalkState): false {
  state.context.report.leftOut()
  return state.broken(state.buffer.at, 'not valid JSON: a member outside an object')
}

/** The line from here on, or the first part of a long one. */
function* lineHere(state: WalkState): Walk<string> {
  const { buffer } = state
  for (;;) {
    const end = buffer.text.indexOf('\n', buffer.at)
    if (end >= 0 || buffer.length >= LONGEST_PREFIX || !(yield* state.more()))
      return buffer.text
        .slice(buffer.at, Math.min(end < 0 ? Infinity : end, buffer.at + LONGEST_PREFIX))
        .trimEnd()
  }
}

/**
 * How the line of a next document begins, after a break: like JSON, or like a log line with JSON in
 * it. After a break inside something that was entered, such as a log file with each record on a
 * line, only a line that begins like it is another document.
 */
function documentStart(state: WalkState, opening: string | null): RegExp | null {
  if (state.literal === 'yaml') return null
  if (!state.brokeInside) return ANY_DOCUMENT
  return opening === null ? null : new RegExp(opening.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`), 'y')
}

const ANY_DOCUMENT = /[{[]|[^\s{}[\]",][^\n]{0,256}?\{\s{0,50}"/y

/** How an object starts: its brace and its first name. */
function* openingHere(state: WalkState): Walk<string | null> {
  const { buffer } = state
  while (buffer.length < LONGEST_OPENING && (yield* state.more()));
  return /^\{\s*"[^"]*"/.exec(buffer.text.slice(buffer.at, buffer.at + LONGEST_OPENING))?.[0] ?? null
}

function describeText(line: string): string {
  if (/^<(?:!doctype|html|\?xml)/i.test(line))
    return 'This is an HTML or XML page, not a CloudTrail log file.'
  if (TABLE.test(line)) return 'This is a table of the AWS CLI, not JSON. Run it again with --output json.'
  return `Not a CloudTrail log file (starts with "${showValue(line.slice(0, 60))}").`
}

/** Why a line that is no JSON is a break. */
function breakOf(line: string): string {
  return TABLE.test(line) ? describeText(line) : `not JSON: "${showValue(line.slice(0, 60))}"`
}

/** Text before a brace that shows that an object began before it. */
const REST_OF_OBJECT = /"\s*[:,]\s*(?:"|[[{]?\s*$)/
const TABLE = /^-{10}/
const CLOSING = /^[\]},;)\s]+$/
const LONGEST_OPENING = 256
