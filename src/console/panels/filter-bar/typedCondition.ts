import { FIELDS } from '../../../cloudtrail/fields.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { readSpacedToken } from './propertyFilterQuery.ts'

/** Whether what is in the input of the token filter says conditions rather than words to search for. */
export function isCondition(typed: string): boolean {
  if (readSpacedToken(typed) !== null) return true
  const { tokens, timeRange } = parseFilterText(typed)
  return tokens.length > 0 || timeRange.kind !== 'all' || FIELDS.some(({ label }) => isOn(label, typed))
}

/** `User name = alice`, as the input writes it. */
const isOn = (label: string, typed: string): boolean =>
  typed.startsWith(label) && /^\s*!?[=~:^*]/.test(typed.slice(label.length))

/** What Enter does with what is in the input. */
export const enteredTextLabel = (typed: string): string =>
  isCondition(typed) ? `Add filter: ${typed}` : `Search all records for “${typed}”`
