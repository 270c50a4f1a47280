import { labelOf } from '../../../cloudtrail/fields.ts'
import { parseCidr } from '../../../filter/cidr.ts'
import { alternativesOf } from '../../../filter/edit.ts'
import type { Filter, FilterToken, Token } from '../../../filter/filter.ts'
import { textWords, writeWord } from '../../../filter/words.ts'

/** A condition of a filter that can be removed. */
export interface Condition {
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
export function conditionsOf(filter: Filter, timeLabel: string): readonly Condition[] {
  const conditions: Condition[] = []
  const fields = new Set<string>()
  for (const token of filter.tokens) {
    if (token.kind === 'unreadable') continue
    if (token.operator === '=' && fields.has(token.field)) continue
    if (token.operator === '=') fields.add(token.field)
    const together = alternativesTo(filter, token)
    const values = together.map(({ value }) => value || '(absent)').join(' or ')
    conditions.push({
      kind: 'token',
      label: `${labelOf(token.field)} ${token.operator} ${values}`,
      takeFrom: (from) => ({ ...from, tokens: from.tokens.filter((each) => !isAmong(together, each)) }),
    })
  }
  for (const word of new Set(textWords(filter.text))) {
    conditions.push({
      kind: 'text',
      label: `Text: ${word}`,
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

/**
 * Every two conditions, removed together. None when the filter has only two: they are the whole
 * filter.
 */
export function pairsOf(filter: Filter, conditions: readonly Condition[]): readonly Relaxation[] {
  if (conditions.length < 3) return []
  return conditions.flatMap((one, index) =>
    conditions.slice(index + 1).map((other) => ({
      label: `${one.label} and ${other.label}`,
      filter: other.takeFrom(one.takeFrom(filter)),
    })),
  )
}

/**
 * "Contains" instead of "is" or "starts with", which require the whole value or its start, or the
 * same case.
 */
export function loosenedOf(filter: Filter): readonly Relaxation[] {
  return filter.tokens.flatMap((token) => {
    if (token.kind === 'unreadable' || !canBeLoosened(filter, token)) return []
    const loose: Token = { ...token, operator: ':' }
    return {
      label: `${labelOf(token.field)} contains ${token.value}`,
      filter: { ...filter, tokens: filter.tokens.map((each) => (each === token ? loose : each)) },
    }
  })
}

/** Several alternatives cannot be loosened: "contains" has none. */
function canBeLoosened(filter: Filter, token: Token): boolean {
  if (token.operator === '^') return true
  const isBlock = token.field === 'sourceIPAddress' && parseCidr(token.value) !== null
  return (
    token.operator === '=' && token.value !== '' && !isBlock && alternativesTo(filter, token).length === 1
  )
}

const alternativesTo = (filter: Filter, token: Token): readonly Token[] =>
  token.operator === '=' ? alternativesOf(filter, token.field) : [token]

const isAmong = (tokens: readonly Token[], token: FilterToken): boolean =>
  token.kind === 'token' && tokens.includes(token)
