import type { CloudTrailEvent } from './event.ts'
import type { EventFieldName } from './fields.ts'
import type { CloudTrailRecord } from './record.ts'
import { resourcesOf } from './resources.ts'
import { userNameOf } from './userName.ts'

/** An event before a store gives it its `id`, with its time as a number. */
export interface DescribedEvent extends Omit<CloudTrailEvent, 'id' | 'eventTime'> {
  /** Milliseconds since 1970 UTC; null when the record has no time. */
  readonly eventTimeMs: number | null
}

/**
 * Reads what lists show and filters use from a record. Never throws: missing or strange values are
 * null.
 */
export function describeRecord(record: CloudTrailRecord): DescribedEvent {
  const eventName = record.value('eventName')
  return {
    eventID: eventIDOf(record),
    eventTimeMs: eventTimeOf(record),
    eventName,
    eventSource: record.value('eventSource'),
    userName: userNameOf(record),
    awsRegion: record.value('awsRegion'),
    sourceIPAddress: record.value('sourceIPAddress'),
    userAgent: record.value('userAgent'),
    errorCode: record.value('errorCode'),
    readOnly: readOnlyOf(record, eventName),
    accessKeyId: firstText(record, FIELD_PATHS.accessKeyId),
    accountId: firstText(record, FIELD_PATHS.accountId),
    userType: record.value('userIdentity.type'),
    invokedBy: firstText(record, FIELD_PATHS.invokedBy),
    eventType: record.value('eventType'),
    eventCategory: eventCategoryOf(record),
    resources: resourcesOf(record, eventName),
  }
}

/**
 * Where fields are that are not a member of the record with their own name: the first path with a
 * text counts. Aggregated events spell the ID eventId: docs/cloudtrail.md#aggregated-events
 */
const FIELD_PATHS = {
  eventID: ['eventID', 'eventId'],
  accessKeyId: ['userIdentity.accessKeyId'],
  accountId: ['recipientAccountId', 'recipientAccountID', 'userIdentity.accountId', 'accountId'],
  invokedBy: ['userIdentity.invokedBy'],
} as const satisfies Partial<Readonly<Record<EventFieldName, readonly string[]>>>

/** The paths from which a text field is read, best first. */
export const pathsOf = (field: EventFieldName): readonly string[] =>
  (FIELD_PATHS as Partial<Readonly<Record<EventFieldName, readonly string[]>>>)[field] ?? [field]

function firstText(record: CloudTrailRecord, paths: readonly string[]): string | null {
  for (const path of paths) {
    const text = record.value(path)
    if (text !== null) return text
  }
  return null
}

/**
 * An eventID is a GUID. Much longer ones are not accepted: every list, token and address would have
 * to carry them.
 */
export const MAX_EVENT_ID_LENGTH = 1024

function eventIDOf(record: CloudTrailRecord): string | null {
  const eventID = writtenEventID(record)
  return eventID === null || eventID.length > MAX_EVENT_ID_LENGTH ? null : eventID
}

/** The eventID, of any length. */
export function writtenEventID(record: CloudTrailRecord): string | null {
  return firstText(record, FIELD_PATHS.eventID)
}

/**
 * Where the time is, best first: aggregated events have a window, log shippers write their own
 * (OTRF's data sets).
 */
export const TIME_PATHS: readonly string[] = ['eventTime', 'timeWindow.windowStart', '@timestamp']

function eventTimeOf(record: CloudTrailRecord): number | null {
  for (const path of TIME_PATHS) {
    const text = record.value(path)
    const ms = text === null ? null : parseEventTime(text)
    if (ms !== null) return ms
  }
  return null
}

/** The time as written in the record, readable or not; null if there is none. */
export function writtenEventTime(record: CloudTrailRecord): string | null {
  for (const path of TIME_PATHS) {
    const text = record.value(path)
    if (text !== null) return text
  }
  return null
}

/**
 * Milliseconds since 1970 UTC; null for a time that cannot be read or does not exist. Accepts ISO
 * 8601 with or without milliseconds and zone (UTC by default), a space instead of the T, and the
 * basic form `20131102T010628Z`.
 */
export function parseEventTime(text: string): number | null {
  // Nearly every time: whole seconds in UTC, which the platform reads fastest.
  if (text.length === 20 && text[10] === 'T' && text[19] === 'Z') {
    const ms = Date.parse(text)
    if (!Number.isNaN(ms) && isDay(text.slice(0, 10))) return ms
  }
  const match =
    /^\s*(\d{4})-?(\d\d)-?(\d\d)[T ](\d\d):?(\d\d):?(\d\d)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d:?\d\d)?\s*$/i.exec(
      text,
    )
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match
  const offset = /^z$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  const ms = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`,
  )
  return Number.isNaN(ms) || !isDay(`${year}-${month}-${day}`) ? null : ms
}

/**
 * Whether a date with a month and a day up to 31 exists: the platform takes 30 February for 2
 * March.
 */
function isDay(date: string): boolean {
  return date.slice(8) <= '28' || new Date(date).toISOString().startsWith(date)
}

/**
 * Written as a boolean by trails and as a string by LookupEvents. Older records lack it; their
 * event name decides.
 */
function readOnlyOf(record: CloudTrailRecord, eventName: string | null): boolean | null {
  const written = record.value('readOnly')?.toLowerCase()
  if (written === 'true') return true
  if (written === 'false') return false
  return eventName === null ? null : READ_ONLY_NAME.test(eventName)
}

/** Names of read-only calls, for records without `readOnly`: docs/cloudtrail.md#read-only */
export const READ_ONLY_NAME =
  /^(?:Get(?!SessionToken|FederationToken|SigninToken)|List|Describe|Head|Lookup|Search|BatchGet|Query|Scan|AssumeRole(?!ForRoot)|Decrypt|Encrypt|GenerateDataKey)/

function eventCategoryOf(record: CloudTrailRecord): string {
  const written = record.value('eventCategory')
  if (written !== null) return written
  if (record.value('managementEvent') === 'false') return 'Data'
  return record.shape.hasBelow('insightDetails') ? 'Insight' : 'Management'
}
