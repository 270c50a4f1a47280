import { endOfString } from '../../cloudtrail/recordShape.ts'
import { canUnwrap, ENVELOPE_MEMBERS, RECORD_MEMBERS, ROW_MEMBERS } from '../shapes/envelopes.ts'

/** What the object at a place seems to be, from its first telling member. */
export type Look =
  | { readonly kind: 'record' | 'row' | 'envelope' | 'incomplete' }
  /** Whole, and no member tells. */
  | { readonly kind: 'other'; readonly end: number }
  | { readonly kind: 'broken' }

/** Looks into the object whose brace is at `start`, no further than to the member that tells what it is. */
export function lookInto(text: string, start: number): Look {
  if (text.startsWith('{"eventVersion"', start)) return RECORD
  let i = skipSpace(text, start + 1)
  for (;;) {
    const character = text[i]
    if (character === undefined) return INCOMPLETE
    if (character === '}') return { kind: 'other', end: i + 1 }
    if (character !== '"') return BROKEN
    const close = endOfString(text, i)
    if (close < 0) return INCOMPLETE
    const name = text.slice(i + 1, close)
    if (RECORD_MEMBERS.has(name)) return RECORD
    if (ROW_MEMBERS.has(name)) return ROW
    i = skipSpace(text, close + 1)
    if (i >= text.length) return INCOMPLETE
    if (text[i] !== ':') return BROKEN
    i = skipSpace(text, i + 1)
    if (i >= text.length) return INCOMPLETE
    const unwrapping = ENVELOPE_MEMBERS.get(name)
    if (unwrapping && canUnwrap(unwrapping, text[i]!)) return ENVELOPE
    const end = endOfValue(text, i)
    if (end < 0) return INCOMPLETE
    i = skipSpace(text, end)
    if (text[i] === ',') i = skipSpace(text, i + 1)
    else if (i < text.length && text[i] !== '}') return BROKEN
  }
}

const RECORD: Look = { kind: 'record' }
const ROW: Look = { kind: 'row' }
const ENVELOPE: Look = { kind: 'envelope' }
const INCOMPLETE: Look = { kind: 'incomplete' }
const BROKEN: Look = { kind: 'broken' }

/** Behind the value at `start`, by its brackets alone; -1 if the text ends first. */
export function endOfValue(text: string, start: number): number {
  const skipper = new ValueSkipper()
  const end = skipper.skip(text, start)
  return skipper.isDone ? end : -1
}

/** Passes over one JSON value, which may come in pieces, by its brackets and quotes alone and without keeping it. */
export class ValueSkipper {
  #depth = 0
  #inString = false
  #inLiteral = false
  isDone = false

  /** Goes on at `start`; tells how far it came: behind the value when `isDone`, else where to go on with more text. */
  skip(text: string, start: number): number {
    let i = start
    while (i < text.length) {
      if (this.#inString) {
        const close = endOfStringWithin(text, i)
        if (close < 0) return text.length - trailingBackslashes(text, i)
        this.#inString = false
        i = close + 1
        if (this.#depth === 0) return this.#finish(i)
        continue
      }
      const code = text.charCodeAt(i)
      if (this.#inLiteral) {
        if (!isLiteralCode(code)) return this.#finish(i)
        i++
      } else if (code === 0x22) {
        this.#inString = true
        i++
      } else if (code === 0x7b || code === 0x5b) {
        this.#depth++
        i++
      } else if (code === 0x7d || code === 0x5d) {
        i++
        if (--this.#depth <= 0) return this.#finish(i)
      } else {
        if (this.#depth === 0) {
          if (!isLiteralCode(code)) return this.#finish(i)
          this.#inLiteral = true
        }
        i++
      }
    }
    return i
  }

  #finish(end: number): number {
    this.isDone = true
    return end
  }
}

/** The first quote from `from` on, inside a string, that is not escaped; `from` itself is not behind a backslash. */
function endOfStringWithin(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let back = quote
    while (back > from && text.charCodeAt(back - 1) === 0x5c) back--
    if ((quote - back) % 2 === 0) return quote
  }
  return -1
}

/** 1 if a backslash ends the text that escapes what follows. */
function trailingBackslashes(text: string, from: number): number {
  let back = text.length
  while (back > from && text.charCodeAt(back - 1) === 0x5c) back--
  return (text.length - back) % 2
}

function isLiteralCode(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x2b ||
    code === 0x45
  )
}

export function skipSpace(text: string, start: number): number {
  let i = start
  for (;;) {
    const code = text.charCodeAt(i)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return i
    i++
  }
}
