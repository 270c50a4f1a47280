import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import { CloudTrailRecord } from '../../cloudtrail/record.ts'
import { LEAF_SEPARATOR, type RecordShape } from '../../cloudtrail/recordShape.ts'
import { eventFrom, readIndex, READ_COLUMNS, type ColumnType } from '../eventColumns.ts'
import type { PageKey } from '../eventStore.ts'
import type { Row } from './connections.ts'

/** How many of its resources lists show; behind them stands one by the name of `…`, where there are more. */
const SHOWN_RESOURCES = 20

// A row has READ_COLUMNS, the ordinal, and RECORD_COLUMNS where they are wanted.
const ORDINAL = READ_COLUMNS.length
const SHAPE = ORDINAL + 1
const LEAVES = ORDINAL + 2
const TIME = readIndex('eventTimeMs')
const EVENT_ID = readIndex('eventID')

/** What of the table `events` makes a {@link CloudTrailEvent}. */
export const EVENT_ROW = columnsAs((column) => column)

/** What makes its record. */
export const RECORD_COLUMNS = 'e.shape, e.leaves'

/** EVENT_ROW for lists: whatever the records hold, a page has a sane size. `mayBeLong`: whether there are values that lists cut. */
export function listedRow(mayBeLong: boolean): string {
  return columnsAs((column, type) => {
    const first = type === 'texts' ? `${column}[1:${SHOWN_RESOURCES + 1}]` : column
    if (!mayBeLong) return first
    if (type === 'texts') return `list_transform(${first}, x -> shown(x))`
    return type === 'text' ? `shown(${first})` : first
  })
}

function columnsAs(sql: (column: string, type: ColumnType) => string): string {
  const columns = READ_COLUMNS.map(({ name, type }) =>
    type === 'timeMs' ? `e.${name}::DOUBLE` : sql(`e.${name}`, type),
  )
  return [...columns, 'e.ordinal::DOUBLE'].join(', ')
}

/** Of a row that was asked with listedRow. */
export function listedEventOf(row: Row): CloudTrailEvent {
  const event = eventFrom(row)
  if (event.resources.length <= SHOWN_RESOURCES) return event
  const more = { resourceType: null, resourceName: '…', derived: true }
  return { ...event, resources: [...event.resources.slice(0, SHOWN_RESOURCES), more] }
}

export function ordinalOf(row: Row): number {
  return row[ORDINAL] as number
}

export function keyOf(row: Row): PageKey {
  return [row[TIME] as number | null, row[EVENT_ID] as string | null, ordinalOf(row)]
}

/** The record of a row that was asked with EVENT_ROW and RECORD_COLUMNS. */
export function recordOf(row: Row, shapes: ReadonlyMap<number, RecordShape>): CloudTrailRecord {
  const shape = shapes.get(shapeIdOf(row))!
  const leaves = row[LEAVES] as string
  return new CloudTrailRecord(shape, shape.leafCount === 0 ? [] : leaves.split(LEAF_SEPARATOR))
}

export function shapeIdOf(row: Row): number {
  return row[SHAPE] as number
}
