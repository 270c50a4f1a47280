import { closingQuote, skipSpace } from '../../cloudtrail/json/scan.ts'
import { isLikeBase64, textOfBase64 } from '../shapes/base64Text.ts'
import { describeForeign } from '../shapes/describeForeign.ts'
import { mayHoldRecords, type Facts } from '../shapes/envelopes.ts'
import { showValue } from '../shapes/showValue.ts'
import { findSyntaxError } from './jsonSyntaxError.ts'
import { TextBuffer } from './textBuffer.ts'
import { WalkState, type Walk } from './walkState.ts'

/** A string that may contain JSON, or base64 of JSON or of gzip. */
export function* walkString(state: WalkState, around: Facts | null): Walk<boolean> {
  const position = state.position()
  const text = yield* readString(state)
  if (typeof text !== 'string') return text
  const inBase64 = isLikeBase64(text) ? textOfBase64(text, state.context.limits) : null
  walkInnerText(state, inBase64 ?? text, position, around)
  return true
}

/** Walks a complete text that is a string in another text, at the given position of that. */
export function walkInnerText(state: WalkState, text: string, position: string, around: Facts | null): void {
  if (HALF_PAIR.test(text)) return walkInnerText(state, escaped(text), position, around)
  if (state.ignoresForeign && !mayHoldRecords(text)) return
  const start = startOfJson(text)
  const { report, nesting } = state.context
  if (start < 0 || nesting >= MAX_NESTING_OF_TEXTS) {
    if (!state.isQuiet && !state.ignoresForeign) report.foreign(position, describeText(text, around))
    return
  }
  const buffer = new TextBuffer(text, true)
  buffer.at = start
  const inner = new WalkState(
    { ...state.context, buffer, outerPosition: position, nesting: nesting + 1 },
    state.walks,
  )
  inner.isQuiet = state.isQuiet
  inner.ignoresForeign = state.ignoresForeign
  for (;;) {
    buffer.at = skipSpace(buffer.text, buffer.at)
    if (buffer.at >= buffer.text.length) return
    if (!complete(state.walks.value(inner, around, 0))) return void complete(state.walks.salvage(inner, null))
    // What follows the JSON of a log line is text, which may have more of them.
    if (/\S/.test(text.slice(0, start))) return void complete(state.walks.salvage(inner, null))
  }
}

/** With half pairs of surrogates, which cannot be stored, as the escapes that mean the same in JSON. */
function escaped(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`)
}

/** Where JSON begins in a text that may have something before it, as log lines do; -1 if it does not. */
function startOfJson(text: string): number {
  const first = text.search(/\S/)
  if (/[[{]/.test(text[first] ?? '') || isStringOfJson(text)) return first
  return text.slice(0, LONGEST_PREFIX).search(/\{\s*"/)
}

/** Whether it is JSON that was made a string once more. */
function isStringOfJson(text: string): boolean {
  if (!/^\s*"(?:\s|\\[nrt])*(?:[[{]|\\")/.test(text)) return false
  try {
    return typeof JSON.parse(text) === 'string'
  } catch {
    return false
  }
}

/** The result of a walk of a complete text, which never waits for more. */
function complete(walk: Walk<boolean>): boolean {
  return walk.next().value === true
}

/**
 * Consumes a string and decodes it. If it cannot be decoded: whether the text is valid
 * nevertheless.
 */
export function* readString(state: WalkState): Walk<string | boolean> {
  const { buffer } = state
  for (;;) {
    const close = closingQuote(buffer.text, buffer.at + 1)
    if (close >= 0 && state.fits(close - buffer.at)) {
      const literal = buffer.text.slice(buffer.at, close + 1)
      try {
        const text = JSON.parse(literal) as string
        buffer.at = close + 1
        return text
      } catch {
        return state.brokenHere()
      }
    }
    if (close >= 0 || !state.fits(buffer.length)) return yield* state.skipTooLarge()
    const found = findSyntaxError(buffer.text, buffer.at)
    if (found) return state.broken(found.position, found.reason)
    if (!(yield* state.more())) return state.brokenOff()
  }
}

/** A sentence: what a text is that contains no record. */
export function describeText(text: string, around: Facts | null): string {
  if (around && 'detail-type' in around) return describeForeign({}, around)
  if (around && 'TopicArn' in around) return describeForeign({ ...around }, null)
  return `Not a CloudTrail record, but the text "${showValue(text.slice(0, 60))}".`
}

const HALF_PAIR = /\p{Surrogate}/u
const MAX_NESTING_OF_TEXTS = 8
/** How many characters may come before the JSON in a line. */
export const LONGEST_PREFIX = 4096
