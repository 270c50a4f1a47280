import type { AnyOf, Condition, Filter, Token, Word } from './filter.ts'
import { textWords } from './words.ts'

/** Conditions of which one must hold. */
export type Clause = readonly Condition[]

/**
 * A filter but for its time, as clauses that must all hold. The `=` tokens of a field are one clause, as
 * is each group of alternatives, each other token, and each word of its text. Unreadable tokens are left out.
 */
export const clausesOf = (filter: Filter): readonly Clause[] => [
  ...tokensByClause(filter).map(([first, ...others]): Clause =>
    first.kind === 'anyOf' ? first.conditions : [first, ...others],
  ),
  ...textWords(filter.text).map((word): Clause => [{ kind: 'word', word, negated: false }]),
]

/** Tokens that are one clause: a group of alternatives, the `=` tokens of a field, or any other token. */
export type ClauseTokens = readonly [AnyOf] | readonly [Token, ...Token[]]

/** The tokens of a filter, clause by clause. Unreadable ones are left out. */
export function tokensByClause(filter: Filter): readonly ClauseTokens[] {
  const clauses: ([AnyOf] | [Token, ...Token[]])[] = []
  const byField = new Map<string, Token[]>()
  for (const token of filter.tokens) {
    if (token.kind === 'unreadable') continue
    if (token.kind === 'anyOf') {
      clauses.push([token])
      continue
    }
    const others = token.operator === '=' ? byField.get(token.field) : undefined
    if (others) {
      others.push(token)
      continue
    }
    const clause: [Token, ...Token[]] = [token]
    clauses.push(clause)
    if (token.operator === '=') byField.set(token.field, clause)
  }
  return clauses
}

/** Every condition of a filter, but for its time and those that cannot be read. */
export const conditionsOf = (filter: Filter): readonly Condition[] => clausesOf(filter).flat()

/** The fields that a filter has conditions on, each once. */
export const fieldsOf = (filter: Filter): ReadonlySet<string> =>
  new Set(conditionsOf(filter).flatMap((each) => (each.kind === 'token' ? each.field : [])))

/** A word, a token, or several `=` tokens of one field, which are best asked together. */
export type Alternative = Word | readonly [Token, ...Token[]]

/** The alternatives of a clause, in order. */
export function alternativesIn(clause: Clause): readonly Alternative[] {
  const alternatives: (Word | [Token, ...Token[]])[] = []
  const byField = new Map<string, Token[]>()
  for (const condition of clause) {
    if (condition.kind === 'word') {
      alternatives.push(condition)
      continue
    }
    const others = condition.operator === '=' ? byField.get(condition.field) : undefined
    if (others) {
      others.push(condition)
      continue
    }
    const together: [Token, ...Token[]] = [condition]
    alternatives.push(together)
    if (condition.operator === '=') byField.set(condition.field, together)
  }
  return alternatives
}
