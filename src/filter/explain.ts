import { sourceOf } from '../cloudtrail/fieldSources.ts'
import type { Filter, Token, UnreadableToken } from './filter.ts'
import { foldCase } from './foldCase.ts'
import {
  alternatives,
  asksForPresence,
  fieldTexts,
  isInTimeRange,
  isPresent,
  tokenTest,
  type MatchableEvent,
} from './matches.ts'
import { textHits, type TextHit } from './textHits.ts'
import { textWords } from './words.ts'

/**
 * A text of a field, and the path from which it was read; null if it follows from several places or
 * is in the notes.
 */
export interface FieldPlace {
  readonly path: string | null
  readonly value: string
}

export interface ExplainedToken {
  readonly token: Token
  readonly holds: boolean
  /** The values that the operator requires, or excludes. */
  readonly hits: readonly FieldPlace[]
  /** The field's other values. */
  readonly others: readonly FieldPlace[]
  /** The field has no text, but members, so it is present. */
  readonly hasMembers: boolean
}

/** One of the conditions that must all hold. */
type ExplainedPart =
  | { readonly kind: 'tokens'; readonly holds: boolean; readonly alternatives: readonly ExplainedToken[] }
  | { readonly kind: 'unreadable'; readonly holds: false; readonly token: UnreadableToken }
  | { readonly kind: 'time'; readonly holds: boolean }
  /** The places of the word in the record's text. */
  | {
      readonly kind: 'word'
      readonly holds: boolean
      readonly word: string
      readonly hits: readonly TextHit[]
    }

/** Why an event matches a filter or not: part by part, with the places in the record. */
export interface Explanation {
  /** The result of `matches`. */
  readonly holds: boolean
  readonly parts: readonly ExplainedPart[]
}

export function explain(filter: Filter, candidate: MatchableEvent, nowMs: number): Explanation {
  const tokens = filter.tokens.filter((token) => token.kind === 'token')
  const unreadable = filter.tokens.filter((token) => token.kind === 'unreadable')
  const words = textWords(filter.text)
  const recordText = words.length > 0 ? foldCase(candidate.record.text) : ''
  const parts: ExplainedPart[] = [
    ...alternatives(tokens).map((group): ExplainedPart => {
      const explained = group.map((token) => explainToken(token, candidate))
      return { kind: 'tokens', holds: explained.some(({ holds }) => holds), alternatives: explained }
    }),
    ...unreadable.map((token): ExplainedPart => ({ kind: 'unreadable', holds: false, token })),
    ...words.map((word): ExplainedPart => {
      const hits = textHits(recordText, foldCase(word))
      return { kind: 'word', holds: hits.length > 0, word, hits }
    }),
  ]
  if (filter.timeRange.kind !== 'all')
    parts.push({ kind: 'time', holds: isInTimeRange(filter, candidate.event.eventTimeMs, nowMs) })
  return { holds: parts.every(({ holds }) => holds), parts }
}

function explainToken(token: Token, candidate: MatchableEvent): ExplainedToken {
  const { field, operator } = token
  const asks = asksForPresence(token)
  const test = asks ? () => true : tokenTest(token)
  const placed = fieldTexts(field, candidate).map((value) => ({
    path: sourceOf(field, value, candidate.record),
    value,
  }))
  const hits = placed.filter(({ value }) => test(value))
  const others = placed.filter(({ value }) => !test(value))
  const hasMembers = placed.length === 0 && isPresent(field, candidate)
  const found = hits.length > 0 || (asks && hasMembers)
  const wantsNone = asks ? operator === '=' : operator.startsWith('!')
  return { token, holds: found !== wantsNone, hits, others, hasMembers }
}
