import { stringify } from 'csv-stringify/sync'
import { labelOf } from '../cloudtrail/fields.ts'
import type { StoredEvent } from '../store/eventStore.ts'

type Column = readonly [header: string, value: (stored: Required<StoredEvent>) => string | null]

const RESOURCES: Column = [
  'Resources',
  ({ event }) =>
    JSON.stringify(
      event.resources.map(({ resourceType, resourceName }) => ({
        ...(resourceType !== null && { resourceType }),
        ...(resourceName !== null && { resourceName }),
      })),
    ),
]

/** The columns of the AWS console's own download, in its order (reference 1.6). */
const COLUMNS: readonly Column[] = [
  [labelOf('userName'), ({ event }) => event.userName],
  [labelOf('accessKeyId'), ({ event }) => event.accessKeyId],
  [labelOf('eventTime'), ({ event }) => event.eventTime],
  [labelOf('eventSource'), ({ event }) => event.eventSource],
  [labelOf('eventName'), ({ event }) => event.eventName],
  [labelOf('awsRegion'), ({ event }) => event.awsRegion],
  [labelOf('sourceIPAddress'), ({ event }) => event.sourceIPAddress],
  [labelOf('userAgent'), ({ event }) => event.userAgent],
  [labelOf('errorCode'), ({ event }) => event.errorCode],
  RESOURCES,
  [labelOf('requestID'), ({ record }) => record.value('requestID')],
  [labelOf('eventID'), ({ event }) => event.eventID],
  [labelOf('readOnly'), ({ event }) => (event.readOnly === null ? null : String(event.readOnly))],
  [labelOf('eventType'), ({ event }) => event.eventType],
  [labelOf('recipientAccountId'), ({ event }) => event.accountId],
  [labelOf('eventCategory'), ({ event }) => event.eventCategory],
]

export function csvHeader(): string {
  return stringify([COLUMNS.map(([header]) => header)])
}

/** Rows of RFC 4180. A cell that a spreadsheet would run as a formula starts with an apostrophe. */
export function csvRows(events: readonly Required<StoredEvent>[]): string {
  return stringify(
    events.map((stored) => COLUMNS.map(([, value]) => value(stored) ?? '')),
    { escape_formulas: true },
  )
}
