import { closingQuote } from '../cloudtrail/json/scan.ts'

/**
 * JSON text in canonical form: equal exactly for texts that say the same. White space, escapes and
 * the order of differently named members do not matter. Numbers are compared as decimal numbers,
 * whatever precision a computer would keep. Each of several members of one name counts, in their
 * order. The text must be valid JSON.
 */
export function canonicalJson(text: string): string {
  const outer: Container[] = []
  let container: Container = { isObject: false, names: [], values: [] }
  for (let at = 0; at < text.length;) {
    switch (text[at]) {
      case '{':
      case '[':
        outer.push(container)
        container = { isObject: text[at] === '{', names: [], values: [] }
        at++
        break
      case '}':
      case ']': {
        const value = textOf(container)
        container = outer.pop()!
        container.values.push(value)
        at++
        break
      }
      case '"': {
        const end = closingQuote(text, at + 1) + 1
        const isName = container.isObject && container.names.length === container.values.length
        ;(isName ? container.names : container.values).push(canonicalString(text.slice(at, end)))
        at = end
        break
      }
      case ' ':
      case '\n':
      case '\r':
      case '\t':
      case ',':
      case ':':
        at++
        break
      default: {
        const start = at
        while (at < text.length && !ENDS_LITERAL.has(text[at]!)) at++
        const literal = text.slice(start, at)
        container.values.push(/^[tfn]/.test(literal) ? literal : canonicalNumber(literal))
      }
    }
  }
  return container.values[0]!
}

/** What has been read of an object or array. The whole text is treated as inside an array. */
interface Container {
  readonly isObject: boolean
  /** For an object, one name for each value. */
  readonly names: string[]
  readonly values: string[]
}

const ENDS_LITERAL = new Set(' \n\r\t,:]}')

/** Built from pieces, so that nested text is copied once rather than once for each level. */
function textOf({ isObject, names, values }: Container): string {
  let text = isObject ? '{' : '['
  // The sort is stable: members of one name stay in their order.
  const order = isObject
    ? [...names.keys()].toSorted((a, b) => (names[a]! < names[b]! ? -1 : names[a]! > names[b]! ? 1 : 0))
    : values.keys()
  let isFirst = true
  for (const index of order) {
    if (!isFirst) text += ','
    isFirst = false
    if (isObject) text += `${names[index]!}:`
    text += values[index]!
  }
  return text + (isObject ? '}' : ']')
}

/**
 * A string without unnecessary escapes. Half a surrogate pair stays an escape, so it stays what it
 * is.
 */
function canonicalString(quoted: string): string {
  return quoted.includes('\\') ? JSON.stringify(JSON.parse(quoted)) : quoted
}

/** A number as its digits, without zeros at either end, and a power of ten. Zero has no sign. */
function canonicalNumber(literal: string): string {
  const [, sign, whole, fraction = '', power = '0'] = NUMBER.exec(literal)!
  const digits = whole! + fraction
  let start = 0
  while (digits[start] === '0') start++
  if (start === digits.length) return '0'
  let end = digits.length
  while (digits[end - 1] === '0') end--
  // Arithmetic on powers of a million digits would take long: such numbers are compared as written.
  if (power.replace(/^[+-]?0*/, '').length > MAX_POWER_DIGITS) return literal
  return `${sign}${digits.slice(start, end)}e${BigInt(power.replace('+', '')) + BigInt(digits.length - end - fraction.length)}`
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/
const MAX_POWER_DIGITS = 1000
