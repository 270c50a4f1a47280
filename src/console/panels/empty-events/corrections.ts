import { parseCidr } from '../../../filter/cidr.ts'
import { tokensByClause } from '../../../filter/clauses.ts'
import { token } from '../../../filter/edit.ts'
import type { Filter, FilterToken, Operator, Token } from '../../../filter/filter.ts'

/** A condition whose value may be misspelled. */
export interface DoubtfulCondition {
  readonly token: Token
  /**
   * The filter without its clause: the values that may be meant are searched for among its events.
   */
  readonly rest: Filter
  /** The filter with another value for the condition. */
  readonly corrected: (filter: Filter, value: string) => Filter
}

/** More are not searched for. */
const MOST = 6

/** Operators that require a value. */
const AFFIRMATIVE: readonly Operator[] = ['=', '~', ':', '^', '*']

/** Their values are as many as there are events, or have no spelling. */
const WITHOUT_SPELLING: readonly string[] = ['eventID', 'eventTime', 'requestID', 'sharedEventID']

/** The conditions of a filter that may be misspelled, also those in groups of alternatives. */
export const doubtfulConditions = (filter: Filter): readonly DoubtfulCondition[] =>
  tokensByClause(filter)
    .flatMap((clause) => {
      const gone = new Set<FilterToken>(clause)
      const rest = { ...filter, tokens: filter.tokens.filter((each) => !gone.has(each)) }
      const [first] = clause
      const conditions = first.kind === 'anyOf' ? first.conditions : (clause as readonly Token[])
      return conditions.flatMap((condition): DoubtfulCondition[] =>
        condition.kind === 'token' && mayBeMisspelled(condition)
          ? [{ token: condition, rest, corrected: (from, value) => withValue(from, condition, value) }]
          : [],
      )
    })
    .slice(0, MOST)

function mayBeMisspelled({ field, operator, value }: Token): boolean {
  const isBlock = field === 'sourceIPAddress' && parseCidr(value) !== null
  return value !== '' && AFFIRMATIVE.includes(operator) && !isBlock && !WITHOUT_SPELLING.includes(field)
}

/**
 * The filter with `field = value` instead of the token, which may be in a group of alternatives.
 */
function withValue(filter: Filter, wrong: Token, value: string): Filter {
  const right = token(wrong.field, '=', value)
  const tokens = filter.tokens.map((each) =>
    each === wrong
      ? right
      : each.kind === 'anyOf'
        ? { ...each, conditions: each.conditions.map((inner) => (inner === wrong ? right : inner)) }
        : each,
  )
  return { ...filter, tokens }
}
