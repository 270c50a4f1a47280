import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import { CloudTrailRecord } from '../../cloudtrail/record.ts'
import { LEAF_SEPARATOR, type RecordShape } from '../../cloudtrail/recordShape.ts'
import { eventFrom, readIndex, READ_COLUMNS, type ColumnType } from '../eventColumns.ts'
import type { PageKey } from '../eventStore.ts'
import type { SqlDialect } from './sqlDialect.ts'
import type { Row } from './sqlReader.ts'

/** How many resources of an event lists show. If there are more, a last one is named `…`. */
const SHOWN_RESOURCES = 20

// A row has READ_COLUMNS, the ordinal, and those of the record if requested.
const ORDINAL = READ_COLUMNS.length
const SHAPE = ORDINAL + 1
const LEAVES = ORDINAL + 2
const TIME = readIndex('eventTimeMs')
const EVENT_ID = readIndex('eventID')

/** The columns of the table `events` that make a {@link CloudTrailEvent} and its record. */
export function wholeRow({ shape, wholeLeaves }: SqlDialect): string {
  return `${columnsAs((column) => column)}, ${shape}, ${wholeLeaves}`
}

/**
 * The columns of an event for lists: cuts values, so that a page has a sane size whatever the records contain.
 * `mayBeLong`: whether there are values to cut.
 */
export function listedRow(mayBeLong: boolean, { shown, firstItems, mapItems }: SqlDialect): string {
  return columnsAs((column, type) => {
    const first = type === 'texts' ? firstItems(column, SHOWN_RESOURCES + 1) : column
    if (!mayBeLong) return first
    if (type === 'texts') return mapItems(first, shown)
    return type === 'text' ? shown(first) : first
  })
}

function columnsAs(sql: (column: string, type: ColumnType) => string): string {
  const columns = READ_COLUMNS.map(({ name, type }) =>
    type === 'timeMs' ? `e.${name}::DOUBLE` : sql(`e.${name}`, type),
  )
  return [...columns, 'e.ordinal::DOUBLE'].join(', ')
}

/** The event of a row selected by listedRow. */
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

/** The record of a row selected by wholeRow. */
export function recordOf(row: Row, shapes: ReadonlyMap<number, RecordShape>): CloudTrailRecord {
  const shape = shapes.get(shapeIdOf(row))!
  const leaves = row[LEAVES] as string
  return new CloudTrailRecord(shape, shape.leafCount === 0 ? [] : leaves.split(LEAF_SEPARATOR))
}

export function shapeIdOf(row: Row): number {
  return row[SHAPE] as number
}
