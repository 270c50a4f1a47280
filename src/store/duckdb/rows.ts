import type { CloudTrailEvent, EventResource } from '../../cloudtrail/event.ts'
import { CloudTrailRecord } from '../../cloudtrail/record.ts'
import { LEAF_SEPARATOR, type RecordShape } from '../../cloudtrail/recordShape.ts'
import { writeTime } from '../../filter/timeRange.ts'
import type { PageKey } from '../eventStore.ts'
import type { Row } from './connections.ts'
import { TEXT_COLUMNS } from './schema.ts'

const COLUMNS = [
  'ordinal::DOUBLE',
  'eventTimeMs::DOUBLE',
  'eventID',
  'idSuffix',
  'eventName',
  'eventSource',
  'userName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'readOnly',
  'accessKeyId',
  'accountId',
  'userType',
  'invokedBy',
  'eventType',
  'eventCategory',
  'resourceTypes',
  'resourceNames',
  'listedResources',
]

/** How many of its resources lists show; behind them stands one by the name of `…`, where there are more. */
const SHOWN_RESOURCES = 20

/** What of an event's row makes a {@link CloudTrailEvent}. */
export const EVENT_COLUMNS = COLUMNS.map((column) => `e.${column}`).join(', ')

/** The same for lists: whatever the records hold, a page has a sane size. `mayBeLong`: whether there are values that lists cut. */
export function listedColumns(mayBeLong: boolean): string {
  return COLUMNS.map((column) => {
    const isList = column === 'resourceTypes' || column === 'resourceNames'
    const first = isList ? `e.${column}[1:${SHOWN_RESOURCES + 1}]` : `e.${column}`
    if (!mayBeLong) return first
    if (isList) return `list_transform(${first}, x -> shown(x))`
    return TEXT_COLUMNS.some((text) => text === column) ? `shown(${first})` : first
  }).join(', ')
}

/** Behind EVENT_COLUMNS, what makes its record. */
export const RECORD_COLUMNS = 'e.shape, e.leaves'

const EVENT_COLUMN_COUNT = COLUMNS.length

type Text = string | null

/** Of a row that was asked with listedColumns. */
export function listedEventOf(row: Row): CloudTrailEvent {
  const event = eventOf(row)
  if (event.resources.length <= SHOWN_RESOURCES) return event
  const more = { resourceType: null, resourceName: '…', derived: true }
  return { ...event, resources: [...event.resources.slice(0, SHOWN_RESOURCES), more] }
}

export function eventOf(row: Row): CloudTrailEvent {
  const [
    ,
    ms,
    eventID,
    idSuffix,
    eventName,
    eventSource,
    userName,
    awsRegion,
    sourceIPAddress,
    userAgent,
    errorCode,
  ] = row
  const [
    readOnly,
    accessKeyId,
    accountId,
    userType,
    invokedBy,
    eventType,
    eventCategory,
    types,
    names,
    listed,
  ] = row.slice(11)
  return {
    id: ((eventID as Text) ?? '') + ((idSuffix as Text) ?? ''),
    eventID: eventID as Text,
    eventTime: ms === null ? null : writeTime(ms as number),
    eventName: eventName as Text,
    eventSource: eventSource as Text,
    userName: userName as Text,
    awsRegion: awsRegion as Text,
    sourceIPAddress: sourceIPAddress as Text,
    userAgent: userAgent as Text,
    errorCode: errorCode as Text,
    readOnly: readOnly as boolean | null,
    accessKeyId: accessKeyId as Text,
    accountId: accountId as Text,
    userType: userType as Text,
    invokedBy: invokedBy as Text,
    eventType: eventType as Text,
    eventCategory: eventCategory as Text,
    resources: resourcesOf(types as string[], names as string[], listed as number),
  }
}

function resourcesOf(types: readonly string[], names: readonly string[], listed: number): EventResource[] {
  return types.map((type, index) => {
    const resource = { resourceType: type || null, resourceName: names[index] || null }
    return index < listed ? resource : { ...resource, derived: true }
  })
}

export function keyOf(row: Row): PageKey {
  return [row[1] as number | null, row[2] as Text, row[0] as number]
}

/** The record of a row that was asked with EVENT_COLUMNS and RECORD_COLUMNS. */
export function recordOf(row: Row, shapes: ReadonlyMap<number, RecordShape>): CloudTrailRecord {
  return recordWith(shapes.get(shapeIdOf(row))!, row[EVENT_COLUMN_COUNT + 1] as string)
}

export function recordWith(shape: RecordShape, leaves: string): CloudTrailRecord {
  return new CloudTrailRecord(shape, shape.leafCount === 0 ? [] : leaves.split(LEAF_SEPARATOR))
}

export function shapeIdOf(row: Row): number {
  return row[EVENT_COLUMN_COUNT] as number
}
