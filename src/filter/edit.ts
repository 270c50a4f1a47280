import type { Filter, FilterToken, Operator, Token } from './filter.ts'
import { opposite } from './opposite.ts'
import { formatToken } from './text.ts'

export const token = (field: string, operator: Operator, value: string): Token => ({
  kind: 'token',
  field,
  operator,
  value,
})

export const isOfField = (each: FilterToken, field: string): each is Token =>
  each.kind === 'token' && each.field === field

export function isSameToken(one: FilterToken, other: FilterToken): boolean {
  switch (one.kind) {
    case 'token':
      return isOfField(other, one.field) && one.operator === other.operator && one.value === other.value
    case 'anyOf':
      return other.kind === 'anyOf' && formatToken(one) === formatToken(other)
    case 'unreadable':
      return other.kind === 'unreadable' && one.key === other.key && one.value === other.value
  }
}

export const hasToken = ({ tokens }: Pick<Filter, 'tokens'>, sought: FilterToken): boolean =>
  tokens.some((each) => isSameToken(each, sought))

/** Appends the token, unless the filter already has it. */
export const addToken = (filter: Filter, added: Token): Filter =>
  hasToken(filter, added) ? filter : { ...filter, tokens: [...filter.tokens, added] }

export const removeToken = (filter: Filter, removed: FilterToken): Filter => ({
  ...filter,
  tokens: filter.tokens.filter((each) => !isSameToken(each, removed)),
})

/**
 * Removes the token if the filter has it. Otherwise appends it and removes its opposite, since
 * `a=1` and `a!=1` exclude each other.
 */
export function toggleToken(filter: Filter, toggled: Token): Filter {
  const others = removeToken(removeToken(filter, toggled), opposite(toggled))
  return hasToken(filter, toggled) ? others : addToken(others, toggled)
}

export const withoutField = (filter: Filter, field: string): Filter => ({
  ...filter,
  tokens: filter.tokens.filter((each) => !isOfField(each, field)),
})

/**
 * The field's `=` tokens, one of which an event must match. An empty value counts too: it means
 * absent.
 */
export const alternativesOf = (filter: Filter, field: string): readonly Token[] =>
  filter.tokens.filter((each): each is Token => isAlternative(each, field))

/**
 * The filter for counting the values of a field as suggestions, without its own `=` tokens, which
 * would hide all other values, and without unreadable tokens, which the server rejects.
 */
export const withoutAlternatives = (filter: Filter, field: string): Filter => ({
  ...filter,
  tokens: filter.tokens.filter((each) => each.kind !== 'unreadable' && !isAlternative(each, field)),
})

const isAlternative = (each: FilterToken, field: string): boolean =>
  isOfField(each, field) && each.operator === '='
