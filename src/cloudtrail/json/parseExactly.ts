import { closingQuote, endOfLiteral } from './scan.ts'

/**
 * The same as JSON.parse, but a number is its text as written: JavaScript's numbers do not keep
 * every digit.
 */
export function parseExactly(json: string): unknown {
  let quoted = ''
  let from = 0
  for (let at = 0; at < json.length;) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) {
      const end = closingQuote(json, at + 1)
      at = end < 0 ? json.length : end + 1
    } else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      const end = endOfLiteral(json, at)
      // Text that is no number must not become valid in quotes.
      JSON.parse(json.slice(at, end))
      quoted += `${json.slice(from, at)}"${json.slice(at, end)}"`
      at = from = end
    } else at++
  }
  return JSON.parse(quoted + json.slice(from))
}

const QUOTE = 0x22
const MINUS = 0x2d
const ZERO = 0x30
const NINE = 0x39
