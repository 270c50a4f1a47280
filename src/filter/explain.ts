import { sourceOf } from '../cloudtrail/fieldSources.ts'
import { clausesOf } from './clauses.ts'
import type { Filter, Token, UnreadableToken, Word } from './filter.ts'
import {
  asksForPresence,
  fieldTexts,
  isInTimeRange,
  isPresent,
  tokenTest,
  type MatchableEvent,
} from './matches.ts'
import { SearchedText } from './searchedText.ts'
import type { TextHit } from './textHits.ts'

/**
 * A text of a field, and the path that it was read from; null if it depends on several places or is
 * in the notes.
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
  /** The field has members but no text, so it exists. */
  readonly hasMembers: boolean
}

interface ExplainedWord {
  readonly word: Word
  readonly holds: boolean
  /** The position in the record's text. */
  readonly hits: readonly TextHit[]
}

export type ExplainedCondition =
  | ({ readonly kind: 'token' } & ExplainedToken)
  | ({ readonly kind: 'word' } & ExplainedWord)

/** One of the parts of a filter that are joined by AND. */
type ExplainedPart =
  | { readonly kind: 'clause'; readonly holds: boolean; readonly alternatives: readonly ExplainedCondition[] }
  | { readonly kind: 'unreadable'; readonly holds: false; readonly token: UnreadableToken }
  | { readonly kind: 'time'; readonly holds: boolean }

/** Why an event matches a filter or not, part by part, with the positions in the record. */
export interface Explanation {
  /** The result of `matches`. */
  readonly holds: boolean
  readonly parts: readonly ExplainedPart[]
}

export function explain(filter: Filter, candidate: MatchableEvent, nowMs: number): Explanation {
  const unreadable = filter.tokens.filter((token) => token.kind === 'unreadable')
  const clauses = clausesOf(filter)
  const recordText = new SearchedText(candidate.record.text)
  const parts: ExplainedPart[] = [
    ...clauses.map((clause): ExplainedPart => {
      const alternatives = clause.map((condition): ExplainedCondition =>
        condition.kind === 'token'
          ? { kind: 'token', ...explainToken(condition, candidate) }
          : { kind: 'word', ...explainWord(condition, recordText) },
      )
      return { kind: 'clause', holds: alternatives.some(({ holds }) => holds), alternatives }
    }),
    ...unreadable.map((token): ExplainedPart => ({ kind: 'unreadable', holds: false, token })),
  ]
  if (filter.timeRange.kind !== 'all')
    parts.push({ kind: 'time', holds: isInTimeRange(filter, candidate.event.eventTimeMs, nowMs) })
  return { holds: parts.every(({ holds }) => holds), parts }
}

function explainWord(word: Word, text: SearchedText): ExplainedWord {
  const hits = text.hits(word.word)
  return { word, holds: hits.length > 0 !== word.negated, hits }
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
