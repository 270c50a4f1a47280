import { token } from '../../filter/edit.ts'
import type { FilterToken, Token } from '../../filter/filter.ts'
import type { Condition } from '../filter-patterns/condition.ts'
import type { FilterPattern } from '../filter-patterns/filterPattern.ts'
import type { Selector } from '../filter-patterns/jsonPattern.ts'

/** Alternatives, of which an event has to have one. */
type Clause = readonly Token[]

const MOST_CLAUSES = 20

/**
 * The tokens of a filter that finds what the pattern matches; null if no filter does: for patterns
 * that are not JSON, that compare numbers, or that name positions in lists.
 */
export function tokensOfPattern(pattern: FilterPattern): readonly FilterToken[] | null {
  if (pattern.kind === 'everything') return []
  const clauses = pattern.kind === 'json' ? clausesOf(pattern.condition) : null
  return clauses && clauses.map((clause) => tokenOf(clause, clauses))
}

/** Tokens of one field are alternatives already, if no other clause has that field. */
function tokenOf(clause: Clause, all: readonly Clause[]): FilterToken {
  const [first] = clause
  const isAlone =
    clause.length === 1 &&
    (first!.operator !== '=' ||
      !all.some((other) => other !== clause && other.some(({ field }) => field === first!.field)))
  return isAlone ? first! : { kind: 'anyOf', conditions: clause }
}

/** The condition as alternatives that all have to be fulfilled. */
function clausesOf(condition: Condition<Selector>): readonly Clause[] | null {
  if (!('of' in condition)) return clausesOfComparison(condition)
  const parts = condition.of.map(clausesOf)
  if (parts.includes(null)) return null
  const known = parts as readonly (readonly Clause[])[]
  if (condition.kind === 'and') return known.flat()
  return known.reduce<readonly Clause[] | null>(
    (joined, clauses) => {
      if (joined === null || joined.length * clauses.length > MOST_CLAUSES) return null
      return joined.flatMap((one) => clauses.map((other) => [...one, ...other]))
    },
    [[]],
  )
}

function clausesOfComparison(
  condition: Exclude<Condition<Selector>, { readonly kind: 'and' | 'or' }>,
): readonly Clause[] | null {
  if (condition.subject.some((step) => typeof step === 'number')) return null
  const field = condition.subject.filter((step) => step !== null).join('.')
  if (condition.kind === 'is') {
    switch (condition.is) {
      case 'EXISTS':
        return [[token(field, '!=', '')]]
      case 'NOT EXISTS':
      case 'NULL':
        return [[token(field, '=', '')]]
      case 'TRUE':
      case 'FALSE':
        return [[token(field, '=', condition.is.toLowerCase())]]
    }
  }
  const { operator, operand } = condition
  if (operator !== '=' && operator !== '!=') return null
  const [, before, text, after] = /^(\*?)([^*]*)(\*?)$/.exec(operand.text) ?? []
  if (text === undefined || text === '') return null
  const like = before === '*' ? (after === '*' ? ':' : '*') : after === '*' ? '^' : '='
  if (operator === '=') return [[token(field, like, text)]]
  // A filter's negative operators pass events without the field, which a pattern does not match.
  return [[token(field, `!${like}`, text)], [token(field, '!=', '')]]
}
