import { RECORD_MEMBERS } from '../../cloudtrail/fields.ts'
import { ROW_MEMBERS } from '../shapes/envelopes.ts'

/**
 * A place in broken text where a record can begin. Quotes inside JSON strings are escaped, so a
 * brace before a name in plain quotes is structure, whatever broke before it.
 */
export interface RecordStart {
  readonly index: number
  /**
   * `object`: the brace of a record, or of a row of Athena. `string`: the quote of a string that
   * contains JSON or base64. `literal`: the quote of such a string in Python, JavaScript or YAML.
   */
  readonly kind: 'object' | 'string' | 'literal'
  /** The first member of an `object`. */
  readonly name: string
}

/** White space between a brace and the first name: more than the deepest indentation. */
export const MOST_SPACE = 4000

/** How many characters decide whether a record can begin at an index. */
export const START_LENGTH = MOST_SPACE + 600

const NAMES = [...RECORD_MEMBERS, ...ROW_MEMBERS, '@timestamp'].join('|')
const OBJECT = `\\{\\s{0,${MOST_SPACE}}"(${NAMES})"\\s{0,200}:`
const STRING = `(?<![\\\\\\w])"(?:\\s{0,50}[[{]\\s{0,50}[[{\\s]{0,50}\\\\+"|(?:H4sI|ey|ew|W3|Wy|Ww)[\\w+/-]{60})`
const LITERAL = `['\`]\\s{0,50}[[{]\\s{0,50}[[{\\s]{0,50}"`
const PLAIN = new RegExp(`${OBJECT}|${STRING}`, 'g')
const WITH_LITERALS = new RegExp(`${OBJECT}|${STRING}|${LITERAL}`, 'g')

/** The first place at or behind `from`; null if there is none. */
export function nextRecordStart(text: string, from: number, hasLiterals: boolean): RecordStart | null {
  // Every start has a quote, which is found faster than a pattern.
  const quote = text.indexOf('"', from)
  if (quote < 0) return null
  const pattern = hasLiterals ? WITH_LITERALS : PLAIN
  pattern.lastIndex = Math.max(from, quote - START_LENGTH)
  const match = pattern.exec(text)
  if (!match) return null
  const name = match[1]
  if (name !== undefined) return { index: match.index, kind: 'object', name }
  return { index: match.index, kind: match[0].startsWith('"') ? 'string' : 'literal', name: '' }
}
