import { stringify } from 'csv-stringify/sync'
import { spreadsheetText } from '../../api/downloadEvents.ts'
import { NO_NOTES, noteTexts, type EventNotes } from '../../cloudtrail/eventNotes.ts'
import { labelOf, NOTE_FIELDS } from '../../cloudtrail/fields.ts'
import type { StoredEvent } from '../../store/eventStore.ts'

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

/** The columns of the AWS console's own download, in its order: docs/cloudtrail.md#csv-download */
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

/** `withNotes`: adds columns for the notes on an event. */
export function csvHeader(withNotes: boolean): string {
  return stringify([
    [...COLUMNS.map(([header]) => header), ...(withNotes ? NOTE_FIELDS.map(({ label }) => label) : [])],
  ])
}

/** The notes on an event, by its ID. */
interface NotesByID {
  of(id: string): EventNotes | undefined
}

/**
 * Rows as in RFC 4180. A cell that a spreadsheet would run as a formula starts with an apostrophe.
 */
export function csvRows(events: readonly Required<StoredEvent>[], notes: NotesByID | null): string {
  const noted = ({ event }: StoredEvent) =>
    NOTE_FIELDS.map(({ name }) => noteTexts(name, notes?.of(event.id) ?? NO_NOTES).join(', '))
  return stringify(
    events.map((stored) =>
      [...COLUMNS.map(([, value]) => value(stored) ?? ''), ...(notes === null ? [] : noted(stored))].map(
        spreadsheetText,
      ),
    ),
  )
}
