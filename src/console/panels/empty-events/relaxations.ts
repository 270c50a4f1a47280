import { parseCidr } from '../../../filter/cidr.ts'
import { tokensByClause, type ClauseTokens } from '../../../filter/clauses.ts'
import type { Filter, FilterToken, Token } from '../../../filter/filter.ts'
import { alternativesInWords, conditionInWords } from '../../../filter/inWords.ts'
import { textWords, writeWord } from '../../../filter/words.ts'

/** A condition of a filter that can be removed. */
export interface RemovableCondition {
  readonly kind: 'token' | 'text' | 'time-range'
  readonly label: string
  /** The filter without the condition. */
  readonly takeFrom: (filter: Filter) => Filter
}

/** Another filter that may match more events, and the change that leads to it. */
export interface Relaxation {
  readonly label: string
  readonly filter: Filter
}

/**
 * The conditions of a filter. The `=` tokens of one field are one condition, and so is every word
 * of the text.
 */
export function conditionsOf(filter: Filter, timeLabel: string): readonly RemovableCondition[] {
  const conditions: RemovableCondition[] = tokensByClause(filter).map((tokens) => {
    const gone = new Set<FilterToken>(tokens)
    return {
      kind: 'token',
      label: labelOfClause(tokens),
      takeFrom: (from) => ({ ...from, tokens: from.tokens.filter((each) => !gone.has(each)) }),
    }
  })
  for (const word of new Set(textWords(filter.text))) {
    conditions.push({
      kind: 'text',
      label: conditionInWords({ kind: 'word', word, negated: false }),
      takeFrom: (from) => ({
        ...from,
        text: textWords(from.text)
          .filter((each) => each !== word)
          .map(writeWord)
          .join(' '),
      }),
    })
  }
  if (filter.timeRange.kind !== 'all') {
    conditions.push({
      kind: 'time-range',
      label: timeLabel,
      takeFrom: (from) => ({ ...from, timeRange: { kind: 'all' } }),
    })
  }
  return conditions
}

function labelOfClause(clause: ClauseTokens): string {
  const [first] = clause
  if (first.kind === 'anyOf') return first.conditions.map(conditionInWords).join(' or ')
  return alternativesInWords(clause as readonly [Token, ...Token[]])
}

/**
 * Every pair of conditions, removed together. Not for two conditions alone, which are the whole
 * filter.
 */
export function pairsOf(filter: Filter, conditions: readonly RemovableCondition[]): readonly Relaxation[] {
  if (conditions.length < 3) return []
  return conditions.flatMap((one, index) =>
    conditions.slice(index + 1).map((other) => ({
      label: `${one.label} and ${other.label}`,
      filter: other.takeFrom(one.takeFrom(filter)),
    })),
  )
}

/** "Contains" instead of an operator that requires the whole value, or its beginning or end. */
export const loosenedOf = (filter: Filter): readonly Relaxation[] =>
  tokensByClause(filter).flatMap(([token, ...others]) => {
    // Several alternatives cannot be loosened: they would not stay alternatives with "contains".
    if (token.kind === 'anyOf' || others.length > 0 || !canBeLoosened(token)) return []
    const loose: Token = { ...token, operator: ':' }
    return {
      label: conditionInWords(loose),
      filter: { ...filter, tokens: filter.tokens.map((each) => (each === token ? loose : each)) },
    }
  })

function canBeLoosened({ field, operator, value }: Token): boolean {
  if (operator === '=') return value !== '' && !(field === 'sourceIPAddress' && parseCidr(value) !== null)
  return operator === '~' || operator === '^' || operator === '*'
}
