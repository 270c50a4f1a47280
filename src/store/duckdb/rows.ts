import type { CloudTrailEvent, EventResource } from '../../cloudtrail/event.ts'
import { CloudTrailRecord } from '../../cloudtrail/record.ts'
import { LEAF_SEPARATOR, type RecordShape } from '../../cloudtrail/recordShape.ts'
import { writeTime } from '../../filter/timeRange.ts'
import type { PageKey } from '../eventStore.ts'
import type { Row } from './connections.ts'

/** What of an event's row makes a {@link CloudTrailEvent}. */
export const EVENT_COLUMNS = [
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
  .map((column) => `e.${column}`)
  .join(', ')

/** Behind EVENT_COLUMNS, what makes its record. */
export const RECORD_COLUMNS = 'e.shape, e.leaves'

const EVENT_COLUMN_COUNT = EVENT_COLUMNS.split(', ').length

type Text = string | null

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
  const shape = shapes.get(row[EVENT_COLUMN_COUNT] as number)!
  const leaves = row[EVENT_COLUMN_COUNT + 1] as string
  return new CloudTrailRecord(shape, shape.leafCount === 0 ? [] : leaves.split(LEAF_SEPARATOR))
}

export function shapeIdOf(row: Row): number {
  return row[EVENT_COLUMN_COUNT] as number
}
