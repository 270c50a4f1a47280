import { labelOf } from '../cloudtrail/fields.ts'
import type { Condition, Operator, Token } from './filter.ts'

const OPERATOR_WORDS: Readonly<Record<Operator, string>> = {
  '=': 'is',
  '!=': 'is not',
  '~': 'is (any case)',
  '!~': 'is not (any case)',
  ':': 'contains',
  '!:': 'does not contain',
  '^': 'starts with',
  '!^': 'does not start with',
  '*': 'ends with',
  '!*': 'does not end with',
}

/** `User name is alice`, `Error code exists`, `Text contains “denied”`. */
export function conditionInWords(condition: Condition): string {
  if (condition.kind === 'word')
    return `Text ${condition.negated ? 'does not contain' : 'contains'} “${condition.word}”`
  const { field, operator, value } = condition
  if (value === '' && (operator === '=' || operator === '!='))
    return `${labelOf(field)} ${operator === '=' ? 'does not exist' : 'exists'}`
  return `${labelOf(field)} ${OPERATOR_WORDS[operator]} ${value}`
}

/** The `=` tokens of a field: `Event name is A or B`. */
export function alternativesInWords([first, ...others]: readonly [Token, ...Token[]]): string {
  const values = others.map(({ value }) => value || 'does not exist')
  return [conditionInWords(first), ...values].join(' or ')
}
