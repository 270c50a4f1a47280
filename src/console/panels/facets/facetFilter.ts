import { parseCidr } from '../../../filter/cidr.ts'
import type { Filter, FilterToken, Token } from '../../../filter/filter.ts'

/** What a filter asks of one field, as its facet shows it. The empty value stands for events without the field. */
export interface FacetChoice {
  /** Values of `=` tokens: alternatives. */
  readonly included: readonly string[]
  /** Values of `!=` tokens. */
  readonly excluded: readonly string[]
  /** What no value stands for: other operators, and blocks of addresses. */
  readonly others: readonly Token[]
}

export function facetChoice(filter: Filter, field: string): FacetChoice {
  const tokens = filter.tokens.filter((token): token is Token => isOf(token, field))
  return {
    included: valuesOf(tokens, '='),
    excluded: valuesOf(tokens, '!='),
    others: tokens.filter((token) => !isValue(token)),
  }
}

/** What a facet is counted in: all that the filter asks but of its own field, so that alternatives show. */
export const withoutField = (filter: Filter, field: string): Filter => ({
  ...filter,
  tokens: filter.tokens.filter((token) => !isOf(token, field)),
})

/** The events with one value of the field, of those that {@link withoutField} leaves. */
export const withValue = (filter: Filter, field: string, value: string): Filter => ({
  ...filter,
  tokens: [...withoutField(filter, field).tokens, tokenOf(field, '=', value)],
})

/** Takes a value among the alternatives, or out of them. */
export const toggleIncluded = (filter: Filter, field: string, value: string): Filter =>
  toggle(filter, field, '=', value)

/** Keeps a value out, or lets it in again. */
export const toggleExcluded = (filter: Filter, field: string, value: string): Filter =>
  toggle(filter, field, '!=', value)

/** This value and no other: whatever else was asked of the field is forgotten. The token stands where the first one stood. */
export function onlyValue(filter: Filter, field: string, value: string): Filter {
  const at = filter.tokens.findIndex((token) => isOf(token, field))
  const { tokens } = withoutField(filter, field)
  const before = at < 0 ? tokens.length : at
  return { ...filter, tokens: tokens.toSpliced(before, 0, tokenOf(field, '=', value)) }
}

export const withoutToken = (filter: Filter, token: Token): Filter => ({
  ...filter,
  tokens: filter.tokens.filter((each) => each !== token),
})

function toggle(filter: Filter, field: string, operator: '=' | '!=', value: string): Filter {
  const wanted = tokenOf(field, operator, value)
  const opposite = tokenOf(field, operator === '=' ? '!=' : '=', value)
  const others = filter.tokens.filter(
    (token) => !isOf(token, field) || (!isSame(token, wanted) && !isSame(token, opposite)),
  )
  const isThere = filter.tokens.some((token) => isOf(token, field) && isSame(token, wanted))
  return { ...filter, tokens: isThere ? others : [...others, wanted] }
}

const tokenOf = (field: string, operator: '=' | '!=', value: string): Token => ({
  kind: 'token',
  field,
  operator,
  value,
})

const isOf = (token: FilterToken, field: string): token is Token =>
  token.kind === 'token' && token.field === field

const isSame = (token: Token, { operator, value }: Token): boolean =>
  token.operator === operator && token.value === value

const isValue = ({ field, operator, value }: Token): boolean =>
  (operator === '=' || operator === '!=') && !(field === 'sourceIPAddress' && parseCidr(value) !== null)

const valuesOf = (tokens: readonly Token[], operator: '=' | '!='): readonly string[] => [
  ...new Set(
    tokens.filter((token) => token.operator === operator && isValue(token)).map(({ value }) => value),
  ),
]
