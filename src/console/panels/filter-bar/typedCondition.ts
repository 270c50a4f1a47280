import { fieldNamed, FIELDS } from '../../../cloudtrail/fields.ts'
import type { Token } from '../../../filter/filter.ts'
import { formatToken, parseFilterText } from '../../../filter/text.ts'
import { readSpacedToken } from './propertyFilterQuery.ts'

/** Whether what is in the input of the token filter says conditions rather than words to search for. */
export function isCondition(typed: string): boolean {
  if (readSpacedToken(typed) !== null) return true
  const { tokens, timeRange } = parseFilterText(typed)
  return tokens.length > 0 || timeRange.kind !== 'all' || FIELDS.some(({ label }) => isOn(label, typed))
}

/** `User name = alice` or `User name exists`, as the input writes it. */
const isOn = (label: string, typed: string): boolean =>
  typed.startsWith(label) &&
  /^\s*(?:!?[=~:^*]|(?:exists|does not exist)\s*$)/i.test(typed.slice(label.length))

/** What Enter does with what is in the input. */
export const enteredTextLabel = (typed: string): string =>
  isCondition(typed) ? `Add filter: ${typed}` : `Search all records for “${typed}”`

/** What is in the input of the token filter as a line of the text syntax. */
export function lineTyped(typed: string): string {
  const field = FIELDS.find(({ label }) => isOn(label, typed))
  const token = readSpacedToken(field ? `${field.name} ${typed.slice(field.label.length).trim()}` : typed)
  return token ? formatToken(token) : typed
}

/** The one condition that is typed in the text syntax, if it is on a value of a field from the catalogue. */
export function valueTyped(typed: string): Token | null {
  const { tokens, text } = parseFilterText(lineTyped(typed))
  const [token, other] = tokens
  if (token?.kind !== 'token' || other || text || token.operator !== '=') return null
  return fieldNamed(token.field) ? token : null
}
