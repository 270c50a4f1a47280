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
export const tokensByClause = (filter: Filter): readonly ClauseTokens[] =>
  withSameField(filter.tokens.filter((token) => token.kind !== 'unreadable')) as readonly ClauseTokens[]

/** Every condition of a filter, but for its time and those that cannot be read. */
export const conditionsOf = (filter: Filter): readonly Condition[] => clausesOf(filter).flat()

/** The fields that a filter has conditions on, each once. */
export const fieldsOf = (filter: Filter): ReadonlySet<string> =>
  new Set(conditionsOf(filter).flatMap((each) => (each.kind === 'token' ? each.field : [])))

/** A word, a token, or several `=` tokens of one field, which are best asked together. */
export type Alternative = Word | readonly [Token, ...Token[]]

/** The alternatives of a clause, in order. */
export const alternativesIn = (clause: Clause): readonly Alternative[] =>
  withSameField(clause).map((together) => {
    const [first] = together
    return first.kind === 'word' ? first : (together as [Token, ...Token[]])
  })

/** Each alone, but the `=` tokens of a field together, where the first of them stands. */
function withSameField<Each extends AnyOf | Condition>(all: readonly Each[]): readonly [Each, ...Each[]][] {
  const groups: [Each, ...Each[]][] = []
  const byField = new Map<string, Each[]>()
  for (const each of all) {
    const field = each.kind === 'token' && each.operator === '=' ? each.field : null
    const others = field === null ? undefined : byField.get(field)
    if (others) {
      others.push(each)
      continue
    }
    const group: [Each, ...Each[]] = [each]
    groups.push(group)
    if (field !== null) byField.set(field, group)
  }
  return groups
}
