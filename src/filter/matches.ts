import type { DescribedEvent } from '../cloudtrail/describe.ts'
import { NO_NOTES, noteTexts, type EventNotes } from '../cloudtrail/eventNotes.ts'
import { isEventField, isNoteField, isPath, type EventFieldName } from '../cloudtrail/fields.ts'
import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import { parseCidr } from './cidr.ts'
import type { Filter, Token } from './filter.ts'
import { foldCase } from './foldCase.ts'
import { isCut, shown } from './shown.ts'
import { resolveTimeRange, writeTime } from './timeRange.ts'
import { textWords } from './words.ts'

/** An event with the record it was read from and what is noted of it: all that a filter can ask of. */
export interface MatchableEvent {
  readonly event: DescribedEvent
  readonly record: CloudTrailRecord
  /** Absent when nothing is noted. */
  readonly notes?: EventNotes | undefined
}

/**
 * The plain meaning of a filter. Stores may plan as they like; what they answer is this.
 * An unreadable token matches nothing: the caller refuses such a filter before it asks.
 */
export function matches(filter: Filter, candidate: MatchableEvent, nowMs: number): boolean {
  const tokens = filter.tokens.filter((token) => token.kind === 'token')
  return (
    tokens.length === filter.tokens.length &&
    isInTimeRange(filter, candidate.event.eventTimeMs, nowMs) &&
    alternatives(tokens).every((group) => group.some((token) => tokenMatches(token, candidate))) &&
    hasWords(filter.text, candidate.record)
  )
}

/** Whether every word stands anywhere in the record's text, as written. */
function hasWords(text: string, record: CloudTrailRecord): boolean {
  const words = textWords(text)
  if (words.length === 0) return true
  const recordText = foldCase(record.text)
  return words.every((word) => recordText.includes(foldCase(word)))
}

/** Tokens grouped so that one of each group must hold: the `=` tokens of a field together, every other alone. */
export function alternatives(tokens: readonly Token[]): Token[][] {
  const groups = new Map<string, Token[]>()
  tokens.forEach((token, index) => {
    const key = token.operator === '=' ? `=${token.field}` : String(index)
    const group = groups.get(key)
    if (group) group.push(token)
    else groups.set(key, [token])
  })
  return [...groups.values()]
}

export function isInTimeRange(filter: Filter, timeMs: number | null, nowMs: number): boolean {
  const { startMs, endMs } = resolveTimeRange(filter.timeRange, nowMs)
  if (startMs === null && endMs === null) return true
  return timeMs !== null && (startMs === null || timeMs >= startMs) && (endMs === null || timeMs <= endMs)
}

/** Whether a text of the field is what the operator asks for, or asks not to be. */
export function tokenTest({ field, operator, value }: Token): (text: string) => boolean {
  const folded = foldCase(value)
  switch (operator) {
    case '=':
    case '!=':
      return equals(field, value)
    case ':':
    case '!:':
      return (text) => foldCase(text).includes(folded)
    case '^':
    case '!^':
      return (text) => foldCase(text).startsWith(folded)
  }
}

/** `!=` with no value asks for presence, `=` with none for absence. */
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

/** The texts of a field that are not empty: none, one, or several where arrays lie on the way. */
export function fieldTexts(field: string, { event, record, notes }: MatchableEvent): string[] {
  const texts = isEventField(field)
    ? eventTexts(field, event)
    : isNoteField(field)
      ? noteTexts(field, notes ?? NO_NOTES)
      : record.values(field)
  return texts.filter((text): text is string => text !== null && text !== '')
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
