import type { EventFieldName } from '../cloudtrail/fields.ts'
import type { Filter } from './filter.ts'
import { fieldTexts, type MatchableEvent } from './matches.ts'
import { resolveTimeRange, writeTime } from './timeRange.ts'
import { token } from './edit.ts'

/**
 * Repeats are events of one actor, with one name, in one second of their event time. The actor is
 * the user name that the console shows, plus what distinguishes actors with the same name: access
 * key, account, and the service that called for them. (The ARN alone would do, but no store has it
 * as a column.) An event without a time repeats nothing.
 */
export const REPEAT_FIELDS = [
  'eventSource',
  'eventName',
  'userName',
  'accessKeyId',
  'accountId',
  'invokedBy',
] as const satisfies readonly EventFieldName[]

/** Events within this many milliseconds count as repeated. */
export const REPEAT_MS = 1000

/** Events that form one row. */
export interface Repeats<Event> {
  /** The event that determines the row's place. */
  readonly newest: Event
  /** All of them, including the newest, newest first. */
  readonly events: readonly Event[]
}

/**
 * Defines what grouping means: events, newest first, become rows in that order. Stores must give
 * the same rows.
 */
export function groupRepeats<Event extends MatchableEvent>(newestFirst: readonly Event[]): Repeats<Event>[] {
  const groups = new Map<unknown, Event[]>()
  for (const each of newestFirst) {
    const key = repeatKey(each) ?? each
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return [...groups.values()].map((events) => ({ newest: events[0]!, events }))
}

function repeatKey(candidate: MatchableEvent): string | null {
  const { eventTimeMs } = candidate.event
  if (eventTimeMs === null) return null
  const texts = REPEAT_FIELDS.map((field) => fieldTexts(field, candidate)[0] ?? '')
  return JSON.stringify([Math.floor(eventTimeMs / REPEAT_MS), ...texts])
}

/**
 * A filter for the events in the same row as an event; null for an event without a time. `=`
 * alternatives of the given filter are replaced by the event's own value.
 */
export function repeatsOf(
  filter: Filter,
  event: { readonly [Field in (typeof REPEAT_FIELDS)[number] | 'eventTime']: string | null },
  nowMs: number,
): Filter | null {
  if (event.eventTime === null) return null
  const fromMs = Math.floor(Date.parse(event.eventTime) / REPEAT_MS) * REPEAT_MS
  const { startMs, endMs } = resolveTimeRange(filter.timeRange, nowMs)
  const fields: ReadonlySet<string> = new Set(REPEAT_FIELDS)
  const others = filter.tokens.filter(
    (each) => each.kind !== 'token' || each.operator !== '=' || !fields.has(each.field),
  )
  return {
    ...filter,
    tokens: [...others, ...REPEAT_FIELDS.map((field) => token(field, '=', event[field] ?? ''))],
    timeRange: {
      kind: 'absolute',
      startTime: writeTime(Math.max(fromMs, startMs ?? fromMs)),
      endTime: writeTime(Math.min(fromMs + REPEAT_MS - 1, endMs ?? Number.MAX_SAFE_INTEGER)),
    },
  }
}
