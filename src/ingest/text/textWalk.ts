import { LITERAL } from '../../cloudtrail/json/scan.ts'
import type { ContentReport } from '../contentReport.ts'
import { showValue } from '../shapes/showValue.ts'
import { LONGEST_PREFIX } from './stringWalk.ts'
import type { Walk, WalkState } from './walkState.ts'

/**
 * A whole text of JSON: one value, several in a row, or one on each line, with other text before it
 * if need be. After a broken line it continues with the next.
 */
export function* walkText(state: WalkState, report: ContentReport): Walk<void> {
  const { buffer } = state
  let hasPrefixes = false
  for (let isFirst = true; ; isFirst = false) {
    if (!(yield* state.skipSpace())) break
    if (buffer.text[buffer.at] === ',') {
      buffer.at++
      continue
    }
    let isSound: boolean
    state.brokeInside = false
    const start = buffer.consumed
    let opening: string | null = null
    if (/[{["]/.test(buffer.text[buffer.at]!)) {
      if (!buffer.text.startsWith('{"eventVersion"', buffer.at)) opening = yield* openingHere(state)
      isSound = yield* topValue(state)
    } else {
      const line = yield* lineHere(state)
      const brace = /\{\s*"/.exec(line)
      if (brace) {
        hasPrefixes = true
        buffer.at += brace.index
        isSound = yield* topValue(state)
      } else if (isFirst && !LITERAL.test(line)) {
        report.refuse(describeText(line))
        return
      } else {
        // If lines have text around their JSON, what follows a record on its line is not reported.
        if (LITERAL.test(line))
          state.foreign(buffer.at, `Not a CloudTrail log file, but the JSON value ${showValue(line)}.`)
        else if (!hasPrefixes) state.broken(buffer.at, `not JSON: "${showValue(line.slice(0, 60))}"`)
        yield* skipLine(state)
        continue
      }
    }
    if (isSound) continue
    if (state.wasted > MAX_WASTE + 8 * buffer.consumed) {
      report.refuse(
        'Reading stopped: the file has too many errors. Fix the listed ones and load the file again.',
      )
      return
    }
    if (!(yield* resume(state, start, opening))) break
  }
  if (state.endReason !== null) {
    const reason = state.endReason
    state.endReason = null
    state.isQuiet = false
    report.broken(state.position(buffer.text.length), reason)
  }
}

function* topValue(state: WalkState): Walk<boolean> {
  const { buffer } = state
  const isString = buffer.text[buffer.at] === '"'
  const isSound = yield* state.walkValue(state, null, 0)
  state.brokeInside &&= !isSound
  if (!isSound || !isString) return isSound
  // A member without its object, as in the examples of guides.
  if (!(yield* state.skipSpace()) || buffer.text[buffer.at] !== ':') return true
  return state.broken(buffer.at, 'not valid JSON: a member outside an object')
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

function* skipLine(state: WalkState): Walk<boolean> {
  const { buffer } = state
  for (;;) {
    const end = buffer.text.indexOf('\n', buffer.at)
    buffer.at = end < 0 ? buffer.text.length : end + 1
    if (end >= 0) return true
    if (!(yield* state.more())) return false
  }
}

/**
 * After a break, continues at the next line that starts like a document: JSON strings contain no
 * bare line breaks, so that line cannot be text inside a record. After a break inside something
 * that was entered, such as a log file with each record on a line, only a line that starts like it
 * is another document.
 */
function* resume(state: WalkState, start: number, opening: string | null): Walk<boolean> {
  const { buffer } = state
  const startHere = Math.max(0, start - buffer.consumed + buffer.at)
  state.isQuiet = buffer.text.slice(startHere, state.brokeAt).includes('\n')
  const begins = /[{[]|[^\s{}[\]",]/y
  while (yield* skipLine(state)) {
    while (buffer.length < LONGEST_OPENING && (yield* state.more()));
    begins.lastIndex = buffer.at
    if (
      !state.brokeInside
        ? begins.test(buffer.text)
        : opening !== null && buffer.text.startsWith(opening, buffer.at)
    )
      return true
  }
  return false
}

/** How an object starts: its brace and its first name. */
function* openingHere(state: WalkState): Walk<string | null> {
  const { buffer } = state
  while (buffer.length < LONGEST_OPENING && (yield* state.more()));
  return /^\{\s*"[^"]*"/.exec(buffer.text.slice(buffer.at, buffer.at + LONGEST_OPENING))?.[0] ?? null
}

function describeText(line: string): string {
  if (/^<(?:!doctype|html|\?xml)/i.test(line))
    return 'This is an HTML or XML page, not a CloudTrail log file.'
  if (/^(?:Events|NextToken|- CloudTrailEvent):|^---/.test(line))
    return 'This is YAML. Run the AWS CLI again with --output json.'
  return `Not a CloudTrail log file (starts with "${showValue(line.slice(0, 60))}").`
}

const LONGEST_OPENING = 64
const MAX_WASTE = 256 * 1024 * 1024
