import type { Findings } from '../findings.ts'
import { show } from '../shapes/envelopes.ts'
import { LITERAL } from './jsonBreak.ts'
import type { ValueWalk, Walk } from './valueWalk.ts'
import { LONGEST_PREFIX } from './valueWalk.ts'

/**
 * A whole text of JSON: one value, values one behind the other, or a line each, which may have something in front.
 * Behind a broken line it goes on with the next.
 */
export function* walkText(values: ValueWalk, findings: Findings): Walk<void> {
  const { window } = values
  let hasPrefixes = false
  for (let isFirst = true; ; isFirst = false) {
    if (!(yield* values.skipSpace())) break
    if (window.text[window.at] === ',') {
      window.at++
      continue
    }
    let isSound: boolean
    values.brokeInside = false
    const start = window.consumed
    let opening: string | null = null
    if (/[{["]/.test(window.text[window.at]!)) {
      if (!window.text.startsWith('{"eventVersion"', window.at)) opening = yield* openingHere(values)
      isSound = yield* topValue(values)
    } else {
      const line = yield* lineHere(values)
      const brace = /\{\s*"/.exec(line)
      if (brace) {
        hasPrefixes = true
        window.at += brace.index
        isSound = yield* topValue(values)
      } else if (isFirst && !LITERAL.test(line)) {
        findings.refuse(describeText(line))
        return
      } else {
        // What stands behind a record in its line, where lines have text around their JSON, is no concern.
        if (LITERAL.test(line))
          values.foreign(window.at, `It is no log file but the JSON value ${show(line)}.`)
        else if (!hasPrefixes) values.broken(window.at, `not JSON: "${show(line.slice(0, 60))}"`)
        yield* skipLine(values)
        continue
      }
    }
    if (isSound) continue
    if (values.wasted > MAX_WASTE + 8 * window.consumed) {
      findings.refuse('Too much of it is broken: reading stopped; mend what is reported and load it again.')
      return
    }
    if (!(yield* resume(values, start, opening))) break
  }
  if (values.endReason !== null) {
    const reason = values.endReason
    values.endReason = null
    values.isQuiet = false
    findings.broken(values.position(window.text.length), reason)
  }
}

function* topValue(values: ValueWalk): Walk<boolean> {
  const { window } = values
  const isString = window.text[window.at] === '"'
  const isSound = yield* values.value(null, 0)
  values.brokeInside &&= !isSound
  if (!isSound || !isString) return isSound
  // A member that lost its object, as in the examples of guides.
  if (!(yield* values.skipSpace()) || window.text[window.at] !== ':') return true
  return values.broken(window.at, 'not valid JSON: a member outside of an object')
}

/** The line from here on, or the first part of a long one. */
function* lineHere(values: ValueWalk): Walk<string> {
  const { window } = values
  for (;;) {
    const end = window.text.indexOf('\n', window.at)
    if (end >= 0 || window.length >= LONGEST_PREFIX || !(yield* values.more()))
      return window.text
        .slice(window.at, Math.min(end < 0 ? Infinity : end, window.at + LONGEST_PREFIX))
        .trimEnd()
  }
}

function* skipLine(values: ValueWalk): Walk<boolean> {
  const { window } = values
  for (;;) {
    const end = window.text.indexOf('\n', window.at)
    window.at = end < 0 ? window.text.length : end + 1
    if (end >= 0) return true
    if (!(yield* values.more())) return false
  }
}

/**
 * Goes on behind a break at the next line that begins like a document: JSON has no bare line break in a string, so that
 * cannot be text in a record. Inside something that had been entered, as a log file with a line for each record, only
 * what begins as that did is another.
 */
function* resume(values: ValueWalk, start: number, opening: string | null): Walk<boolean> {
  const { window } = values
  const startHere = Math.max(0, start - window.consumed + window.at)
  values.isQuiet = window.text.slice(startHere, values.brokeAt).includes('\n')
  const begins = /[{[]|[^\s{}[\]",]/y
  while (yield* skipLine(values)) {
    while (window.length < LONGEST_OPENING && (yield* values.more()));
    begins.lastIndex = window.at
    if (
      !values.brokeInside
        ? begins.test(window.text)
        : opening !== null && window.text.startsWith(opening, window.at)
    )
      return true
  }
  return false
}

/** How an object begins: its brace and its first name. */
function* openingHere(values: ValueWalk): Walk<string | null> {
  const { window } = values
  while (window.length < LONGEST_OPENING && (yield* values.more()));
  return /^\{\s*"[^"]*"/.exec(window.text.slice(window.at, window.at + LONGEST_OPENING))?.[0] ?? null
}

function describeText(line: string): string {
  if (/^<(?:!doctype|html|\?xml)/i.test(line))
    return 'It is a page of markup, not a log file: load log files.'
  if (/^(?:Events|NextToken|- CloudTrailEvent):|^---/.test(line))
    return 'It is YAML: ask the AWS CLI again with --output json.'
  return `It is no CloudTrail log file: it begins "${show(line.slice(0, 60))}". Load log files, or what they hold in another shape.`
}

const LONGEST_OPENING = 64
const MAX_WASTE = 256 * 1024 * 1024
