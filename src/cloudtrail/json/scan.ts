/**
 * Primitives for every reader of JSON text. They create no objects, since they read millions of
 * records.
 */

/**
 * The index of the quote that closes a string. `from` is the index after the opening quote. -1 if
 * there is none.
 */
export function closingQuote(text: string, from: number): number {
  let quote = text.indexOf('"', from)
  while (quote > from && text.charCodeAt(quote - 1) === BACKSLASH && isEscaped(text, from, quote))
    quote = text.indexOf('"', quote + 1)
  return quote
}

function isEscaped(text: string, from: number, quote: number): boolean {
  let start = quote - 1
  while (start > from && text.charCodeAt(start - 1) === BACKSLASH) start--
  return (quote - start) % 2 === 1
}

/** The first index from `start` that is not white space, possibly the end of the text. */
export function skipSpace(text: string, start: number): number {
  let i = start
  for (;;) {
    const code = text.charCodeAt(i)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return i
    i++
  }
}

/** The index after the letters, digits and signs of a number, true, false or null. */
export function endOfLiteral(text: string, start: number): number {
  let end = start
  while (isLiteralCode(text.charCodeAt(end))) end++
  return end
}

export function isLiteralCode(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x2b ||
    code === 0x45
  )
}

/** A complete number, true, false or null. */
export const LITERAL = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/

const BACKSLASH = 0x5c
