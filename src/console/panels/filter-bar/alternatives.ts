import type { Filter, FilterToken } from '../../../filter/filter.ts'

const isAlternative = (token: FilterToken, field: string): boolean =>
  token.kind === 'token' && token.field === field && token.operator === '=' && token.value !== ''

/** What a field's values are counted in: the present ones must not hide the others. Conditions that cannot be understood ask nothing. */
export function withoutAlternatives(filter: Filter, field: string): Filter {
  const tokens = filter.tokens.filter((token) => token.kind === 'token' && !isAlternative(token, field))
  return { ...filter, tokens }
}
