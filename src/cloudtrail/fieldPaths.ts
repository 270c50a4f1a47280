import type { EventFieldName } from './fields.ts'

/**
 * Where fields are that are not only a member of the record with their own name: the first path
 * with a text counts. Aggregated events spell the ID eventId, Insights events have their names in
 * `insightDetails`, and events of partners and of one's own in `eventData`:
 * docs/cloudtrail.md#records-of-another-kind
 */
const FIELD_PATHS = {
  eventID: ['eventID', 'eventId'],
  eventName: ['eventName', 'insightDetails.eventName', 'eventData.eventName'],
  eventSource: ['eventSource', 'insightDetails.eventSource', 'eventData.eventSource'],
  errorCode: ['errorCode', 'insightDetails.errorCode', 'eventData.errorCode'],
  sourceIPAddress: ['sourceIPAddress', 'eventData.sourceIPAddress'],
  userAgent: ['userAgent', 'eventData.userAgent'],
  accessKeyId: ['userIdentity.accessKeyId'],
  accountId: [
    'recipientAccountId',
    'recipientAccountID',
    'eventData.recipientAccountId',
    'userIdentity.accountId',
    'accountId',
  ],
  invokedBy: ['userIdentity.invokedBy'],
  userType: ['userIdentity.type', 'eventData.userIdentity.type'],
} as const satisfies Partial<Readonly<Record<EventFieldName | 'userType', readonly string[]>>>

/** A field that is one text at a path of the record. */
type FieldWithPaths = EventFieldName | 'userType'

/** The paths from which a text field is read, best first. */
export const pathsOf = (field: FieldWithPaths): readonly string[] =>
  (FIELD_PATHS as Partial<Readonly<Record<FieldWithPaths, readonly string[]>>>)[field] ?? [field]
