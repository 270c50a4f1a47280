import type { EventFieldName } from './fields.ts'
import type { CloudTrailRecord } from './record.ts'
import { decodeLeaf, type RecordShape } from './recordShape.ts'

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

const FIELDS = [
  'eventID',
  'eventName',
  'eventSource',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'accessKeyId',
  'accountId',
  'userType',
  'invokedBy',
  'eventType',
] as const satisfies readonly FieldWithPaths[]

/** What else is read of nearly every record, to learn that it has none. */
const MARK_PATHS = {
  insightState: 'insightDetails.state',
  addendumReason: 'addendum.reason',
  originalEventID: 'addendum.originalEventID',
} as const

type FieldSlots = {
  readonly [Field in (typeof FIELDS)[number] | keyof typeof MARK_PATHS]: readonly number[]
}

/** The leaves that each field is read from in records of a shape, best first. */
export function fieldSlotsOf(shape: RecordShape): FieldSlots {
  let slots = slotsOfShapes.get(shape)
  if (!slots) {
    const slotsOf = (paths: readonly string[]) =>
      paths.map((path) => shape.slotAt(path)).filter((slot) => slot >= 0)
    slots = Object.fromEntries([
      ...FIELDS.map((field) => [field, slotsOf(pathsOf(field))] as const),
      ...Object.entries(MARK_PATHS).map(([name, path]) => [name, slotsOf([path])] as const),
    ]) as unknown as FieldSlots
    slotsOfShapes.set(shape, slots)
  }
  return slots
}

const slotsOfShapes = new WeakMap<RecordShape, FieldSlots>()

/** The first of these leaves that has a text, decoded; null if none has. */
export function firstText({ leaves }: CloudTrailRecord, slots: readonly number[]): string | null {
  for (const slot of slots) {
    const text = decodeLeaf(leaves[slot]!)
    if (text !== '') return text
  }
  return null
}
