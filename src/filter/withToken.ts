import type { Filter, Operator, Token } from './filter.ts'

export const token = (field: string, operator: Operator, value: string): Token => ({
  kind: 'token',
  field,
  operator,
  value,
})

/** The filter with one token more, unless it has it. */
export function withToken(filter: Filter, added: Token): Filter {
  const has = filter.tokens.some(
    (each) =>
      each.kind === 'token' &&
      each.field === added.field &&
      each.operator === added.operator &&
      each.value === added.value,
  )
  return has ? filter : { ...filter, tokens: [...filter.tokens, added] }
}
