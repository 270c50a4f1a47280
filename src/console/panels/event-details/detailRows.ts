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

export interface DetailRow {
  readonly label: string
  /** Null when the event has no such value. */
  readonly value: string | null
  /** The field for filters; undefined when there is nothing to filter by. */
  readonly field: string | undefined
  /** Takes the full width of the block. */
  readonly wide: boolean
  readonly isError: boolean
}

interface Detail {
  readonly label: string
  readonly field?: string
  /** Left out when the event has no such value; otherwise it takes the full width. */
  readonly optional?: true
  readonly of: (source: DetailsSource) => string | null
}

/** In the order of the AWS console; event time comes before them. */
const DETAILS: readonly Detail[] = [
  { label: 'User name', field: 'userName', of: ({ event }) => event.userName },
  { label: 'Event name', field: 'eventName', of: ({ event }) => event.eventName },
  { label: 'Event source', field: 'eventSource', of: ({ event }) => event.eventSource },
  { label: 'AWS access key', field: 'accessKeyId', of: ({ event }) => event.accessKeyId },
  { label: 'Source IP address', field: 'sourceIPAddress', of: ({ event }) => event.sourceIPAddress },
  { label: 'Event ID', field: 'eventID', of: ({ event }) => event.eventID },
  { label: 'Request ID', field: 'requestID', of: ({ json }) => textAt(json, 'requestID') },
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

/** The rows of the details. */
export function detailRows(source: DetailsSource): readonly DetailRow[] {
  return DETAILS.flatMap(({ label, field, optional = false, of }) => {
    const text = of(source)
    if (optional && text === null) return []
    const value = text === '' ? null : text
    return { label, field, value, wide: optional, isError: field === 'errorCode' && value !== null }
  })
}

export function errorCodeOf(event: CloudTrailEvent, json: unknown): string | null {
  return event.errorCode ?? textAt(json, 'errorCode')
}
