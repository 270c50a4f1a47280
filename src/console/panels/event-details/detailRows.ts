import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { textAt } from '../../../cloudtrail/textAt.ts'

/** The sources of the details. */
export interface DetailsSource {
  readonly event: CloudTrailEvent
  /** The record; undefined until it has loaded. */
  readonly json: unknown
  /** The log file that the record came from, null for the simulated account. */
  readonly logFile: string | null
}

/** A value of the opened event, with its label. */
export interface DetailRow {
  readonly label: string
  /** Null when the event has no such value. */
  readonly value: string | null
  /** The field for filters; undefined when there is nothing to filter by. */
  readonly field: string | undefined
  /** Shown instead of the value, which is still what is copied. */
  readonly shown?: string
  /** An explanation of the value. */
  readonly note?: string | undefined
  /** Takes the full width of the block. */
  readonly wide?: boolean
  readonly isError?: boolean
  /** The value is a time in ISO 8601. */
  readonly isTime?: boolean
  /** It is in the record, which has not loaded. */
  readonly isPending?: boolean
}

interface Detail {
  readonly label: string
  readonly field?: string
  /** Left out when the event has no such value; otherwise it takes the full width. */
  readonly optional?: true
  readonly isTime?: true
  /** Only the record has it. */
  readonly inRecord?: true
  readonly of: (source: DetailsSource) => string | null
}

/** In the order of the AWS console. */
const DETAILS: readonly Detail[] = [
  { label: 'Event time', field: 'eventTime', isTime: true, of: ({ event }) => event.eventTime },
  { label: 'User name', field: 'userName', of: ({ event }) => event.userName },
  { label: 'Event name', field: 'eventName', of: ({ event }) => event.eventName },
  { label: 'Event source', field: 'eventSource', of: ({ event }) => event.eventSource },
  { label: 'AWS access key', field: 'accessKeyId', of: ({ event }) => event.accessKeyId },
  { label: 'Source IP address', field: 'sourceIPAddress', of: ({ event }) => event.sourceIPAddress },
  { label: 'Event ID', field: 'eventID', of: ({ event }) => event.eventID },
  { label: 'Request ID', field: 'requestID', inRecord: true, of: ({ json }) => textAt(json, 'requestID') },
  { label: 'AWS region', field: 'awsRegion', of: ({ event }) => event.awsRegion },
  { label: 'Error code', field: 'errorCode', of: ({ event, json }) => errorCodeOf(event, json) },
  {
    label: 'Read-only',
    field: 'readOnly',
    of: ({ event }) => (event.readOnly === null ? null : String(event.readOnly)),
  },
  {
    label: 'Error message',
    field: 'errorMessage',
    optional: true,
    of: ({ json }) => textAt(json, 'errorMessage'),
  },
  { label: 'User agent', field: 'userAgent', optional: true, of: ({ event }) => event.userAgent },
  { label: 'Log file', optional: true, of: ({ logFile }) => logFile },
]

/** The rows of the details. `isLoading` while the record is awaited. */
export function detailRows(source: DetailsSource, isLoading = false): readonly DetailRow[] {
  return DETAILS.flatMap(({ label, field, optional = false, isTime = false, inRecord = false, of }) => {
    const text = of(source)
    if (optional && text === null) return []
    const value = text === '' ? null : text
    const isError = field === 'errorCode' && value !== null
    const isPending = inRecord && isLoading
    return { label, field, value, wide: optional, isError, isTime, isPending }
  })
}

export function errorCodeOf(event: CloudTrailEvent, json: unknown): string | null {
  return event.errorCode ?? textAt(json, 'errorCode')
}
