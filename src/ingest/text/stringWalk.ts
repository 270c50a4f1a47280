import { closingQuote, skipSpace } from '../../cloudtrail/json/scan.ts'
import { textOfBase64 } from '../shapes/base64Text.ts'
import { describeForeign } from '../shapes/describeForeign.ts'
import type { Facts, Unwrapping } from '../shapes/envelopes.ts'
import { showValue } from '../shapes/showValue.ts'
import { findSyntaxError } from './jsonSyntaxError.ts'
import { TextBuffer } from './textBuffer.ts'
import { WalkState, type Walk } from './walkState.ts'

/** A string that may contain JSON, or gzip and then JSON. */
export function* walkString(state: WalkState, unwrapping: Unwrapping, around: Facts | null): Walk<boolean> {
  const position = state.position()
  const text = yield* readString(state)
  if (typeof text !== 'string') return text
  const inner = unwrapping === 'base64' ? textOfBase64(text, state.context.limits) : text
  walkInnerText(state, inner ?? '', position, around)
  return true
}

/** Walks a complete text that is a string in another text, at the given position of that. */
export function walkInnerText(state: WalkState, text: string, position: string, around: Facts | null): void {
  const trimmed = text.search(/\S/)
  // Log lines may have something before their JSON.
  const start = /[[{]/.test(text[trimmed] ?? '') ? trimmed : text.slice(0, LONGEST_PREFIX).search(/\{\s*"/)
  const { report, nesting } = state.context
  if (start < 0 || nesting >= MAX_NESTING_OF_TEXTS) {
    if (!state.isQuiet && !state.ignoresForeign) report.foreign(position, describeText(text, around))
    return
  }
  const buffer = new TextBuffer(text, true)
  buffer.at = start
  const inner = new WalkState(
    { ...state.context, buffer, outerPosition: position, nesting: nesting + 1 },
    state.walkValue,
  )
  inner.isQuiet = state.isQuiet
  inner.ignoresForeign = state.ignoresForeign
  for (;;) {
    buffer.at = skipSpace(buffer.text, buffer.at)
    if (buffer.at >= buffer.text.length || inner.walkValue(inner, around, 0).next().value !== true) return
  }
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

const MAX_NESTING_OF_TEXTS = 8
/** How many characters may come before the JSON in a line. */
export const LONGEST_PREFIX = 4096
