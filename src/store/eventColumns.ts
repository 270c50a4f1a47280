import type { DescribedEvent } from '../cloudtrail/describe.ts'
import type { CloudTrailEvent, EventResource } from '../cloudtrail/event.ts'
import { eventMark } from '../cloudtrail/eventMark.ts'
import { writeTime } from '../cloudtrail/writeTime.ts'

/**
 * What a column holds; each engine has a type for it. An empty text means no value, and so does
 * null.
 */
export type ColumnType = 'text' | 'texts' | 'boolean' | 'count' | 'hash' | 'timeMs'

/** The identity of an event in addition to its eventID. */
interface EventIdentity {
  /** See idSuffix.ts; empty for most events. */
  readonly idSuffix: string
  /** See cloudtrail/hashID.ts. */
  readonly idHash: string | number
}

interface EventColumn {
  readonly name: EventColumnName
  readonly type: ColumnType
  /** As written in a batch: '' for no value, several texts separated by ITEM_SEPARATOR. */
  readonly write: (event: DescribedEvent, identity: EventIdentity) => string | number | boolean
}

type SpecialField = 'eventTimeMs' | 'eventID' | 'resources' | 'repeats' | 'values' | 'notes' | 'integrity'

/** Fields of an event that a store keeps unchanged, each in a column of its name. */
const FIELD_COLUMNS = {
  eventName: 'text',
  eventSource: 'text',
  userName: 'text',
  awsRegion: 'text',
  sourceIPAddress: 'text',
  userAgent: 'text',
  errorCode: 'text',
  readOnly: 'boolean',
  accessKeyId: 'text',
  accountId: 'text',
  userType: 'text',
  invokedBy: 'text',
  eventType: 'text',
  eventCategory: 'text',
  mark: 'text',
} as const satisfies Readonly<Record<Exclude<keyof DescribedEvent, SpecialField>, ColumnType>>

type FieldColumnName = keyof typeof FIELD_COLUMNS

export type EventColumnName =
  | FieldColumnName
  | 'eventTimeMs'
  | 'eventID'
  | 'idSuffix'
  | 'idHash'
  | 'listedResources'
  | 'resourceTypes'
  | 'resourceNames'

// A character that JSON allows nowhere in a string, and decoded values never contain (see
// decodeLeaf).
export const ITEM_SEPARATOR = '\u001c'

const FIELD_NAMES = Object.keys(FIELD_COLUMNS) as FieldColumnName[]

/**
 * The columns of an event, from which batches, tables and the events read from them follow. A new
 * field goes into FIELD_COLUMNS; existing stores get its column by a migration.
 */
export const EVENT_COLUMNS: readonly EventColumn[] = [
  { name: 'eventTimeMs', type: 'timeMs', write: (event) => event.eventTimeMs ?? '' },
  { name: 'eventID', type: 'text', write: (event) => event.eventID ?? '' },
  { name: 'idSuffix', type: 'text', write: (_, { idSuffix }) => idSuffix },
  { name: 'idHash', type: 'hash', write: (_, { idHash }) => idHash },
  ...FIELD_NAMES.map((name): EventColumn => ({
    name,
    type: FIELD_COLUMNS[name],
    write: (event) => event[name] ?? '',
  })),
  {
    name: 'listedResources',
    type: 'count',
    write: ({ resources }) => resources.filter(({ derived }) => !derived).length,
  },
  { name: 'resourceTypes', type: 'texts', write: itemsOf((resource) => resource.resourceType) },
  { name: 'resourceNames', type: 'texts', write: itemsOf((resource) => resource.resourceName) },
]

function itemsOf(part: (resource: EventResource) => string | null): EventColumn['write'] {
  return ({ resources }) => resources.map((resource) => part(resource) ?? '').join(ITEM_SEPARATOR)
}

/**
 * The columns from which an event is read, in the order in which {@link eventFrom} takes their
 * values.
 */
export const READ_COLUMNS = EVENT_COLUMNS.filter(({ name }) => name !== 'idHash')

/** The position of a column among READ_COLUMNS. */
export function readIndex(name: EventColumnName): number {
  return READ_COLUMNS.findIndex((column) => column.name === name)
}

const TIME = readIndex('eventTimeMs')
const EVENT_ID = readIndex('eventID')
const ID_SUFFIX = readIndex('idSuffix')
const TYPES = readIndex('resourceTypes')
const NAMES = readIndex('resourceNames')
const LISTED = readIndex('listedResources')
const FIELDS = FIELD_NAMES.map((name) => [name, readIndex(name)] as const)

type Text = string | null

/**
 * The event with these values: times and counts as numbers, texts as arrays of strings. More values
 * may follow.
 */
export function eventFrom(values: readonly unknown[]): CloudTrailEvent {
  const eventID = values[EVENT_ID] as Text
  const eventTimeMs = values[TIME] as number | null
  const event: Record<string, unknown> = {
    id: (eventID ?? '') + ((values[ID_SUFFIX] as Text) ?? ''),
    eventID,
    eventTime: eventTimeMs === null ? null : writeTime(eventTimeMs),
  }
  for (const [name, index] of FIELDS) event[name] = values[index]
  event['mark'] = eventMark(event['mark'])
  event['resources'] = resourcesFrom(
    values[TYPES] as readonly string[],
    values[NAMES] as readonly string[],
    values[LISTED] as number,
  )
  return event as unknown as CloudTrailEvent
}

function resourcesFrom(
  types: readonly string[],
  names: readonly string[],
  listed: number,
): readonly EventResource[] {
  return types.map((type, index) => {
    const resource = { resourceType: type || null, resourceName: names[index] || null }
    return index < listed ? resource : { ...resource, derived: true }
  })
}
