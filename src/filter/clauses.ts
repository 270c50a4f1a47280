import type { AnyOf, Condition, Filter, Token, Word } from './filter.ts'
import { textWords } from './words.ts'

/** Conditions joined by OR. */
export type Clause = readonly Condition[]

/**
 * A filter without its time, as clauses joined by AND. The `=` tokens of a field are one clause, as
 * is each group of alternatives, each other token, and each word of its text. Unreadable tokens are
 * not included.
 */
export const clausesOf = (filter: Filter): readonly Clause[] => [
  ...tokensByClause(filter).map(([first, ...others]): Clause =>
    first.kind === 'anyOf' ? first.conditions : [first, ...others],
  ),
  ...textWords(filter.text).map((word): Clause => [{ kind: 'word', word, negated: false }]),
]

/** Tokens that are one clause: a group of alternatives, the `=` tokens of a field, or any other token. */
export type ClauseTokens = readonly [AnyOf] | readonly [Token, ...Token[]]

/** The tokens of a filter, clause by clause, without unreadable ones. */
export const tokensByClause = (filter: Filter): readonly ClauseTokens[] =>
  withSameField(filter.tokens.filter((token) => token.kind !== 'unreadable')) as readonly ClauseTokens[]

/** Every condition of a filter, without its time and unreadable conditions. */
export const conditionsOf = (filter: Filter): readonly Condition[] => clausesOf(filter).flat()

/** The fields that a filter has conditions on, without duplicates. */
export const fieldsOf = (filter: Filter): ReadonlySet<string> =>
  new Set(conditionsOf(filter).flatMap((each) => (each.kind === 'token' ? each.field : [])))

/** A word, a token, or several `=` tokens of one field, which are best evaluated together. */
export type Alternative = Word | readonly [Token, ...Token[]]

/** The alternatives of a clause, in order. */
export const alternativesIn = (clause: Clause): readonly Alternative[] =>
  withSameField(clause).map((together) => {
    const [first] = together
    return first.kind === 'word' ? first : (together as [Token, ...Token[]])
  })

/** One by one, but the `=` tokens of a field together, at the position of the first. */
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
