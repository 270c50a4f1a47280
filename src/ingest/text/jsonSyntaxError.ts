import { LITERAL, skipSpace } from '../../cloudtrail/json/scan.ts'

/** Where text breaks the rules of JSON. */
export interface JsonSyntaxError {
  readonly position: number
  readonly reason: string
}

/**
 * Where the JSON value that starts at `start` breaks; null if it is valid, or if the text ends
 * before it breaks. (JSON.parse reports this differently in every version, and not always with a
 * position.) Nesting deeper than `maxDepth` is not looked into.
 */
export function findSyntaxError(text: string, start: number, maxDepth = Infinity): JsonSyntaxError | null {
  /** The open brackets, the innermost last. */
  const open: string[] = []
  let expected: 'value' | 'value or ]' | 'name' | 'name or }' | 'comma or end' = 'value'
  let i = start
  for (;;) {
    i = skipSpace(text, i)
    const character = text[i]
    if (character === undefined) return null
    if (expected === 'comma or end') {
      const closing = open.at(-1) === '{' ? '}' : ']'
      if (character === ',') expected = open.at(-1) === '{' ? 'name' : 'value'
      else if (character === closing) open.pop()
      else return unexpected(text, i, `a comma or ${closing} before`)
      i++
      if (open.length === 0) return null
      continue
    }
    const isName = expected === 'name' || expected === 'name or }'
    if ((character === '}' && expected === 'name or }') || (character === ']' && expected === 'value or ]')) {
      open.pop()
      i++
      expected = 'comma or end'
    } else if (character === '"') {
      const end = endOfSoundString(text, i)
      if (typeof end !== 'number') return end
      if (end < 0) return null
      i = end
      if (isName) {
        i = skipSpace(text, i)
        if (i >= text.length) return null
        if (text[i] !== ':') return unexpected(text, i, 'a colon before')
        i++
        expected = 'value'
        continue
      }
      expected = 'comma or end'
    } else if (isName) {
      return unexpected(
        text,
        i,
        expected === 'name' ? 'a name in quotes instead of' : 'a name in quotes or } instead of',
      )
    } else if (character === '{' || character === '[') {
      open.push(character)
      if (open.length > maxDepth) return null
      i++
      expected = character === '{' ? 'name or }' : 'value or ]'
      continue
    } else {
      WORD.lastIndex = i
      const literal = WORD.exec(text)![0]
      if (i + literal.length >= text.length) return null
      if (!LITERAL.test(literal)) return unexpected(text, i, 'a value instead of')
      i += literal.length
      expected = 'comma or end'
    }
    if (open.length === 0) return null
  }
}

/**
 * The index after the closing quote; -1 if the text ends first; a break at what no JSON string may
 * contain.
 */
function endOfSoundString(text: string, quote: number): number | JsonSyntaxError {
  for (let i = quote + 1; ; i++) {
    STRING_END.lastIndex = i
    const found = STRING_END.exec(text)
    if (!found) return -1
    i = found.index
    if (found[0] === '"') return i + 1
    if (found[0] !== '\\')
      return {
        position: i,
        reason: `not valid JSON: a string has an unescaped ${found[0] === '\n' ? 'line break' : 'control character'}`,
      }
    ESCAPE.lastIndex = i
    const escape = ESCAPE.exec(text)
    if (escape) i += escape[0].length - 1
    else if (/^\\(?:$|u[\dA-Fa-f]{0,3}$)/.test(text.slice(i, i + 6))) return -1
    else
      return { position: i, reason: `not valid JSON: invalid escape ${JSON.stringify(text.slice(i, i + 2))}` }
  }
}

function unexpected(text: string, position: number, what: string): JsonSyntaxError {
  return {
    position,
    reason: `not valid JSON: expected ${what} ${JSON.stringify(text.slice(position, position + 20))}`,
  }
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const STRING_END = /["\\\u0000-\u001f]/g
/** Of any length: a number may have hundreds of digits. */
const WORD = /[\w.+-]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y
