import type { DescribedEvent } from '../cloudtrail/describe.ts'
import { NO_NOTES, noteTexts, type EventNotes } from '../cloudtrail/eventNotes.ts'
import {
  isEventField,
  isIntegrityField,
  isNoteField,
  isPath,
  type EventFieldName,
} from '../cloudtrail/fields.ts'
import type { EventIntegrity } from '../cloudtrail/integrity.ts'
import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import { parseCidr } from './cidr.ts'
import { clausesOf } from './clauses.ts'
import type { Condition, Filter, Token } from './filter.ts'
import { foldCase } from './foldCase.ts'
import { SearchedText } from './searchedText.ts'
import { isCut, shown } from './shown.ts'
import { writeTime } from '../cloudtrail/writeTime.ts'
import { resolveTimeRange } from './timeRange.ts'

/** An event with its record, its notes and its integrity: everything that a filter can test. */
export interface MatchableEvent {
  readonly event: DescribedEvent
  readonly record: CloudTrailRecord
  /** Absent if there are none. */
  readonly notes?: EventNotes | undefined
  /** Absent if nothing is known. */
  readonly integrity?: EventIntegrity | undefined
}

/**
 * Defines what a filter means. Stores may plan as they like, but must give the same results. An
 * unreadable token matches nothing: callers reject such a filter before they use it.
 */
export function matches(filter: Filter, candidate: MatchableEvent, nowMs: number): boolean {
  return (
    filter.tokens.every((token) => token.kind !== 'unreadable') &&
    isInTimeRange(filter, candidate.event.eventTimeMs, nowMs) &&
    clausesOf(filter).every((clause) => clause.some((condition) => holds(condition, candidate)))
  )
}

function holds(condition: Condition, candidate: MatchableEvent): boolean {
  return condition.kind === 'token'
    ? tokenMatches(condition, candidate)
    : hasWord(condition.word, candidate.record) !== condition.negated
}

/** Whether the word occurs anywhere in the record's text, as written or as a person reads it. */
const hasWord = (word: string, record: CloudTrailRecord): boolean => new SearchedText(record.text).has(word)

export function isInTimeRange(filter: Filter, timeMs: number | null, nowMs: number): boolean {
  const { startMs, endMs } = resolveTimeRange(filter.timeRange, nowMs)
  if (startMs === null && endMs === null) return true
  return timeMs !== null && (startMs === null || timeMs >= startMs) && (endMs === null || timeMs <= endMs)
}

/** Whether a text of the field is what the operator requires, or excludes. */
export function tokenTest({ field, operator, value }: Token): (text: string) => boolean {
  const folded = foldCase(value)
  switch (operator) {
    case '=':
    case '!=':
      return equals(field, value)
    case '~':
    case '!~':
      return (text) => foldCase(text) === folded
    case ':':
    case '!:':
      return (text) => foldCase(text).includes(folded)
    case '^':
    case '!^':
      return (text) => foldCase(text).startsWith(folded)
    case '*':
    case '!*':
      return (text) => foldCase(text).endsWith(folded)
  }
}

/** `!=` with no value requires presence, `=` with none absence. */
export const asksForPresence = ({ operator, value }: Token): boolean =>
  value === '' && (operator === '=' || operator === '!=')

function tokenMatches(token: Token, candidate: MatchableEvent): boolean {
  const { field, operator } = token
  if (asksForPresence(token)) return isPresent(field, candidate) === (operator === '!=')
  const isNegative = operator.startsWith('!')
  return fieldTexts(field, candidate).some(tokenTest(token)) !== isNegative
}

function equals(field: string, value: string): (text: string) => boolean {
  if (isCut(value)) return (text) => shown(text) === value
  const cidr = field === 'sourceIPAddress' ? parseCidr(value) : null
  return cidr ? (text) => text === value || cidr.contains(text) : (text) => text === value
}

export function isPresent(field: string, candidate: MatchableEvent): boolean {
  return fieldTexts(field, candidate).length > 0 || (isPath(field) && candidate.record.shape.hasBelow(field))
}

/** The texts of a field that are not empty: none, one, or several if it crosses arrays. */
export function fieldTexts(field: string, candidate: MatchableEvent): string[] {
  return textsOf(field, candidate).filter((text): text is string => text !== null && text !== '')
}

function textsOf(
  field: string,
  { event, record, notes, integrity }: MatchableEvent,
): readonly (string | null)[] {
  if (isEventField(field)) return eventTexts(field, event)
  if (isNoteField(field)) return noteTexts(field, notes ?? NO_NOTES)
  if (isIntegrityField(field)) return [integrity ?? null]
  return field === 'userIdentity.type' ? [event.userType] : record.values(field)
}

function eventTexts(field: EventFieldName, event: DescribedEvent): (string | null)[] {
  switch (field) {
    case 'resourceType':
      return event.resources.map((resource) => resource.resourceType)
    case 'resourceName':
      return event.resources.map((resource) => resource.resourceName)
    case 'eventTime':
      return [event.eventTimeMs === null ? null : writeTime(event.eventTimeMs)]
    case 'readOnly':
      return [event.readOnly === null ? null : String(event.readOnly)]
    default:
      return [event[field]]
  }
}
