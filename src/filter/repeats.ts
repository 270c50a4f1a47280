import type { EventFieldName } from '../cloudtrail/fields.ts'
import type { Filter } from './filter.ts'
import { fieldTexts, type MatchableEvent } from './matches.ts'
import { writeTime } from '../cloudtrail/writeTime.ts'
import { resolveTimeRange, writeEndTime } from './timeRange.ts'
import { token } from './edit.ts'

/**
 * Repeats are events of one actor, with one name, that follow each other closely: the seconds of two
 * neighbours differ by no more than a gap. With a gap of 0 they are of the same second. (CloudTrail
 * writes times without fractions.) The actor is the user name that the console shows, plus what
 * distinguishes actors with the same name: access key, account, and the service that called for
 * them. (The ARN alone would do, but no store has it as a column.) An event without a time repeats
 * nothing.
 */
export const REPEAT_FIELDS = [
  'eventSource',
  'eventName',
  'userName',
  'accessKeyId',
  'accountId',
  'invokedBy',
] as const satisfies readonly EventFieldName[]

export const SECOND_MS = 1000

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
export function groupRepeats<Event extends MatchableEvent>(
  newestFirst: readonly Event[],
  gapSeconds = 0,
): Repeats<Event>[] {
  const rows: { readonly newest: Event; readonly events: Event[] }[] = []
  /** The latest row of each kind, and the second of its last event. */
  const open = new Map<string, { readonly events: Event[]; second: number }>()
  for (const each of newestFirst) {
    const { eventTimeMs } = each.event
    if (eventTimeMs === null) {
      rows.push({ newest: each, events: [each] })
      continue
    }
    const second = Math.floor(eventTimeMs / SECOND_MS)
    const kind = JSON.stringify(REPEAT_FIELDS.map((field) => fieldTexts(field, each)[0] ?? ''))
    const row = open.get(kind)
    if (row && row.second - second <= gapSeconds) {
      row.events.push(each)
      row.second = second
    } else {
      const events = [each]
      rows.push({ newest: each, events })
      open.set(kind, { events, second })
    }
  }
  return rows
}

/**
 * A filter for the events of a row, given its newest event and the time of its oldest; null for an
 * event without a time. `=` alternatives of the given filter are replaced by the event's own value.
 */
export function repeatsOf(
  filter: Filter,
  event: { readonly [Field in (typeof REPEAT_FIELDS)[number] | 'eventTime']: string | null },
  oldestTime: string | null,
  nowMs: number,
): Filter | null {
  if (event.eventTime === null || oldestTime === null) return null
  const fromMs = Date.parse(oldestTime)
  const lastMs = (Math.floor(Date.parse(event.eventTime) / SECOND_MS) + 1) * SECOND_MS - 1
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
      endTime: writeEndTime(Math.min(lastMs, endMs ?? lastMs)),
    },
  }
}
