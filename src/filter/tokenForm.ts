import { ENDS_LIKE_OPERATOR, joinPath, splitPath } from '../cloudtrail/fieldPath.ts'
import { ACCESS_TOKEN } from './accessToken.ts'
import { OPERATORS, type Operator, type Token } from './filter.ts'

/** What follows the field in a key: the operator, where `=` is nothing and `!=` is `!`. */
const keySuffix = (operator: Operator): string => operator.replace('=', '')

/** `!:` is tried before `:`; `=`, which leaves nothing in the key, comes last. */
const LONGEST_FIRST = OPERATORS.toSorted((a, b) => keySuffix(b).length - keySuffix(a).length)

/** Keys of a filter that are not fields. */
export type OwnKey = TimeOrTextKey | 'anyOf'

export type TimeOrTextKey = 'startTime' | 'endTime' | 'range' | 'text'

const TIME_AND_TEXT: ReadonlySet<string> = new Set<TimeOrTextKey>(['startTime', 'endTime', 'range', 'text'])

export const isTimeOrText = (key: string): key is TimeOrTextKey => TIME_AND_TEXT.has(key)

/** The key of a group of conditions joined by OR. */
export const ANY_OF = 'anyOf'

export const isOwnKey = (key: string): key is OwnKey => isTimeOrText(key) || key === ANY_OF

/** A key is a field, as it is written there, and an operator without its `=`. */
export function splitKey(key: string): { readonly field: string; readonly operator: Operator } {
  const operator =
    LONGEST_FIRST.find(
      (each) => key.endsWith(keySuffix(each)) && !endsEscaped(key, keySuffix(each).length),
    ) ?? '='
  return { field: key.slice(0, key.length - keySuffix(operator).length), operator }
}

/** The key of a token. A field named as one of the filter's own keys, or as one of `others`, is escaped. */
export function keyOf({ field, operator }: Token, others: readonly string[] = []): string {
  const key = field + keySuffix(operator)
  const isTaken = others.includes(key) || isOwnKey(field) || field === ACCESS_TOKEN
  return isTaken ? `\\${key}` : key
}

/**
 * The token that a key (which is not one of a filter's own) and its value mean; or why they are
 * invalid.
 */
export function readToken(key: string, value: string): Token | { readonly reason: string } {
  const { field, operator } = splitKey(key)
  const reason = problemOf(field, operator, value)
  return reason === null ? { kind: 'token', field: joinPath(splitPath(field)), operator, value } : { reason }
}

function problemOf(field: string, operator: Operator, value: string): string | null {
  if (field === '') return 'Write a field before the operator.'
  if (isOwnKey(field)) return `${field} only takes the operator =.`
  if (field === ACCESS_TOKEN)
    return '“token” is the access token of a console, not a field. Write \\token for a record member with this name.'
  if (ENDS_LIKE_OPERATOR.test(field.replaceAll(/\\./gs, 'x'))) {
    return `“${field}${keySuffix(operator)}” has an unknown operator. Use ${OPERATOR_LIST}.`
  }
  if (splitPath(field).includes('')) return `“${field}” is not a valid path: a name is missing next to a dot.`
  if (value === '' && operator !== '=' && operator !== '!=') return `${field}${operator} needs a value.`
  return null
}

/** As they are typed: `=, !=, ~=, …`. */
const OPERATOR_LIST = OPERATORS.map((operator) => `${keySuffix(operator)}=`)
  .join(', ')
  .replace(/, (?=[^,]*$)/, ' or ')

/** Whether the operator at the key's end is escaped, and so belongs to the name. */
function endsEscaped(key: string, length: number): boolean {
  const before = /\\*$/.exec(key.slice(0, key.length - length))![0]
  return before.length % 2 === 1
}
