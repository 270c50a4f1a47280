import { describeRecord, type DescribedEvent } from '../../cloudtrail/describe.ts'
import { readRecord } from '../../cloudtrail/record.ts'
import { relationsOf } from '../../cloudtrail/relations.ts'
import { EVERYTHING } from '../filter.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { token } from '../edit.ts'
import { asks, known, spans, type Suggestion, type Indicator } from './suggestion.ts'

const MOST_RECORDS = 200
/** How deep envelopes may be nested. */
const DEEPEST = 6
const MINUTE = 60_000
/** Longer values would make unreadable conditions. */
const LONGEST = 2000

/**
 * One or several records as JSON: bare, in a log file's `Records`, in LookupEvents'
 * `CloudTrailEvent`, in EventBridge's `detail`, in the text of a message. null if there are none.
 */
export function detectRecords(text: string): Indicator | null {
  if (!/^[[{"]/.test(text)) return null
  const parsed = parse(text) ?? parseLines(text)
  const records = parsed === undefined ? [] : recordsIn(parsed, 0).slice(0, MOST_RECORDS)
  const [first, ...others] = records
  if (first === undefined) return null
  return others.length === 0 ? oneRecord(first) : severalRecords(records)
}

/** The texts of a JSON list, as copied from code; null if it is not one. */
export function listedTexts(text: string): readonly string[] | null {
  const parsed = text.startsWith('[') ? parse(text) : undefined
  return Array.isArray(parsed) && parsed.every((each) => typeof each === 'string') ? parsed : null
}

function oneRecord(record: object): Indicator | null {
  const event = describe(record)
  if (event === null) return null
  const { eventID, eventTimeMs, userName, eventName } = event
  const related = relationsOf({ ...event, id: eventID ?? '', eventTime: null }, record)
    .filter(({ value, isRare }) => value.length <= LONGEST && isRare !== true)
    .map(({ kind, name, is }) => asks(kind === 'same' ? `Events of the same ${name}` : name, ...is))
  const suggestions: Suggestion[] = [
    ...(eventID === null || eventID.length > LONGEST ? [] : [asks('This event', ['eventID', eventID])]),
    ...related,
    ...(userName === null || userName.length > LONGEST
      ? []
      : [asks('Events of the same user name', ['userName', userName])]),
    ...(eventName === null || eventName.length > LONGEST
      ? []
      : [asks('Events of the same name', ['eventName', eventName])]),
    ...(eventTimeMs === null ? [] : [around(eventTimeMs)]),
  ]
  return suggestions.length === 0 ? null : known('Event record', ...suggestions)
}

function around(ms: number): Suggestion {
  const startTime = writeTime(ms - 5 * MINUTE)
  return spans('5 minutes around it', { kind: 'absolute', startTime, endTime: writeTime(ms + 5 * MINUTE) })
}

function severalRecords(records: readonly object[]): Indicator | null {
  const ids = records.flatMap((record) => describe(record)?.eventID ?? [])
  const tokens = [...new Set(ids)].filter((id) => id.length <= LONGEST).map((id) => token('eventID', '=', id))
  return tokens.length === 0
    ? null
    : known(`${records.length} event records`, { says: 'These events', filter: { ...EVERYTHING, tokens } })
}

function describe(record: object): DescribedEvent | null {
  try {
    return describeRecord(readRecord(JSON.stringify(record)))
  } catch {
    return null
  }
}

function recordsIn(value: unknown, depth: number): object[] {
  if (depth > DEEPEST) return []
  if (typeof value === 'string') {
    const inner = /^\s*[[{]/.test(value) ? parse(value) : undefined
    return inner === undefined ? [] : recordsIn(inner, depth + 1)
  }
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((each: unknown) => recordsIn(each, depth + 1))
  if (isRecord(value)) return [value]
  return Object.values(value).flatMap((each: unknown) => recordsIn(each, depth + 1))
}

/** docs/cloudtrail.md#formats */
const isRecord = (value: object): boolean =>
  ('eventVersion' in value || 'eventSource' in value) && ('eventID' in value || 'eventName' in value)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One record on each line; undefined if any line has none. */
function parseLines(text: string): unknown {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2 || lines.length > MOST_RECORDS) return undefined
  const parsed = lines.map(parse)
  return parsed.includes(undefined) ? undefined : parsed
}
