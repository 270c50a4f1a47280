import type { Findings } from './findings.ts'
import { show } from './envelopes.ts'
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
  let wasted = 0
  for (let isFirst = true; ; isFirst = false) {
    if (!(yield* values.skipSpace())) break
    if (window.text[window.at] === ',') {
      window.at++
      continue
    }
    let isSound: boolean
    values.brokeInside = false
    const start = window.consumed
    if (/[{["]/.test(window.text[window.at]!)) {
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
    wasted += window.length
    if (wasted > MAX_WASTE + window.consumed) {
      findings.refuse('Too much of it is broken: reading stopped; mend what is reported and load it again.')
      return
    }
    if (!(yield* resume(values, start))) break
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
 * cannot be text in a record. Behind a break inside a log file only another log file begins.
 */
function* resume(values: ValueWalk, start: number): Walk<boolean> {
  const { window } = values
  const isInLine = !window.text
    .slice(Math.max(0, start - window.consumed + window.at), values.brokeAt)
    .includes('\n')
  const begins = values.brokeInside
    ? /\{\s*"(?:Records|Events|logEvents|events|messageType|version)"/y
    : /[{[]|[^\s{}[\]",]/y
  values.isQuiet = !isInLine
  while (yield* skipLine(values)) {
    while (window.length < 64 && (yield* values.more()));
    begins.lastIndex = window.at
    if (begins.test(window.text)) return true
  }
  return false
}

function describeText(line: string): string {
  if (/^<(?:!doctype|html|\?xml)/i.test(line))
    return 'It is a page of markup, not a log file: load log files.'
  if (/^(?:Events|NextToken|- CloudTrailEvent):|^---/.test(line))
    return 'It is YAML: ask the AWS CLI again with --output json.'
  return `It is no CloudTrail log file: it begins "${show(line.slice(0, 60))}". Load log files, or what they hold in another shape.`
}

const MAX_WASTE = 256 * 1024 * 1024
