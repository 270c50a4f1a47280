import { TELLING_RECORD_MEMBERS } from '../../cloudtrail/fields.ts'
import { closingQuote, skipSpace } from '../../cloudtrail/json/scan.ts'
import { canUnwrap, ENVELOPE_MEMBERS, LIST_MEMBERS, ROW_MEMBERS } from '../shapes/envelopes.ts'
import { endOfValue } from './valueSkipper.ts'

/** What an object seems to be, judging by its most distinctive member. */
export type ObjectShape =
  | { readonly kind: 'record' | 'row' | 'envelope' | 'incomplete' }
  /** Complete, without a distinctive member. */
  | { readonly kind: 'other'; readonly end: number }
  | { readonly kind: 'broken' }

/**
 * Reads the object whose brace is at `start`, only up to the member that decides: a record's own
 * members, or a list, which is too long to read to its end. Other members of envelopes may also
 * stand in a record, as log shippers add a message or a host to it.
 */
export function detectShape(text: string, start: number): ObjectShape {
  if (text.startsWith('{"eventVersion"', start)) return RECORD
  let i = skipSpace(text, start + 1)
  let isEnvelope = false
  let isOfElastic = false
  for (;;) {
    const character = text[i]
    if (character === undefined) return INCOMPLETE
    if (character === '}') return isEnvelope && !isOfElastic ? ENVELOPE : { kind: 'other', end: i + 1 }
    if (character !== '"') return BROKEN
    const close = closingQuote(text, i + 1)
    if (close < 0) return INCOMPLETE
    const name = text.slice(i + 1, close)
    if (TELLING_RECORD_MEMBERS.has(name)) return RECORD
    if (ROW_MEMBERS.has(name)) return ROW
    // A document of Elastic, which is taken whole: its event has no record, or only as text.
    isOfElastic ||= name === 'aws'
    i = skipSpace(text, close + 1)
    if (i >= text.length) return INCOMPLETE
    if (text[i] !== ':') return BROKEN
    i = skipSpace(text, i + 1)
    if (i >= text.length) return INCOMPLETE
    const unwrapping = ENVELOPE_MEMBERS.get(name)
    if (unwrapping && canUnwrap(unwrapping, text[i]!)) {
      if (LIST_MEMBERS.has(name)) return ENVELOPE
      isEnvelope = true
    }
    const end = endOfValue(text, i)
    if (end < 0) return INCOMPLETE
    i = skipSpace(text, end)
    if (text[i] === ',') i = skipSpace(text, i + 1)
    else if (i < text.length && text[i] !== '}') return BROKEN
  }
}

const RECORD: ObjectShape = { kind: 'record' }
const ROW: ObjectShape = { kind: 'row' }
const ENVELOPE: ObjectShape = { kind: 'envelope' }
const INCOMPLETE: ObjectShape = { kind: 'incomplete' }
const BROKEN: ObjectShape = { kind: 'broken' }
