import { parseCidr } from '../../../filter/cidr.ts'
import { addToken, isOfField, token, withoutField } from '../../../filter/edit.ts'
import type { Filter, Token } from '../../../filter/filter.ts'

/**
 * The tokens of one field, as its facet shows them. The empty value means events without the field.
 */
export interface FacetChoice {
  /** Values of `=` tokens: alternatives. */
  readonly included: readonly string[]
  /** Values of `!=` tokens. */
  readonly excluded: readonly string[]
  /** Tokens that are not a single value: other operators, and CIDR blocks. */
  readonly others: readonly Token[]
}

export function facetChoice(filter: Filter, field: string): FacetChoice {
  const tokens = filter.tokens.filter((each): each is Token => isOfField(each, field))
  return {
    included: valuesOf(tokens, '='),
    excluded: valuesOf(tokens, '!='),
    others: tokens.filter((each) => !isValue(each)),
  }
}

/** Replaces all tokens of the field by `=` this value. */
export const withValue = (filter: Filter, field: string, value: string): Filter =>
  addToken(withoutField(filter, field), token(field, '=', value))

/** Replaces all tokens of the field by `=` this value, at the place of the first of them. */
export function onlyValue(filter: Filter, field: string, value: string): Filter {
  const at = filter.tokens.findIndex((each) => isOfField(each, field))
  const { tokens } = withoutField(filter, field)
  const before = at < 0 ? tokens.length : at
  return { ...filter, tokens: tokens.toSpliced(before, 0, token(field, '=', value)) }
}

const isValue = ({ field, operator, value }: Token): boolean =>
  (operator === '=' || operator === '!=') && !(field === 'sourceIPAddress' && parseCidr(value) !== null)

const valuesOf = (tokens: readonly Token[], operator: '=' | '!='): readonly string[] => [
  ...new Set(tokens.filter((each) => each.operator === operator && isValue(each)).map(({ value }) => value)),
]
