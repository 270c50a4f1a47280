import {
  isEventField,
  isIntegrityField,
  isKeptField,
  isNoteField,
  type EventFieldName,
} from '../../cloudtrail/fields.ts'
import { REPEAT_FIELDS, SECOND_MS } from '../../filter/repeats.ts'
import type { Lookups } from './lookups.ts'
import type { SqlDialect } from './sqlDialect.ts'

/** The one path that is queried so often that it has a column. */
const TYPE_OF_USER = 'userIdentity.type'

type Column = { kind: 'scalar' | 'list'; sql: string } | { kind: 'starred' | 'noted' | 'integrity' | 'path' }

/** Whether an event's ordinal is in a table. */
export function hasRowIn(table: string): string {
  return `e.ordinal IN (SELECT ordinal FROM ${table})`
}

/** Whether a test holds for the integrity of an event; false if nothing is known. */
export function hasIntegrity(table: () => string, test: (text: string) => string): string {
  const ofLogFile = `e.logFile IN (SELECT logFile FROM ${table()} WHERE ordinal IS NULL AND (${test('value')}))`
  const isOther = `e.ordinal IN (SELECT ordinal FROM ${table()} WHERE ordinal IS NOT NULL)`
  const ofEvent = `e.ordinal IN (SELECT ordinal FROM ${table()} WHERE ordinal IS NOT NULL AND (${test('value')}))`
  return `(coalesce(${ofLogFile}, false) AND NOT ${isOther} OR ${ofEvent})`
}

/** The column that has a field's values. */
export function columnOf(field: string, dialect: SqlDialect): Column {
  if (isEventField(field)) return eventColumn(field, dialect)
  if (isNoteField(field)) return { kind: field === 'starred' ? 'starred' : 'noted' }
  if (isIntegrityField(field)) return { kind: 'integrity' }
  return field === TYPE_OF_USER ? { kind: 'scalar', sql: 'e.userType' } : { kind: 'path' }
}

/** Whether a field is read from the record. */
export function isPath(field: string): boolean {
  return !isEventField(field) && !isKeptField(field) && field !== TYPE_OF_USER
}

function eventColumn(field: EventFieldName, dialect: SqlDialect): Column {
  switch (field) {
    case 'eventTime':
      return { kind: 'scalar', sql: dialect.timeText('e.eventTimeMs') }
    case 'readOnly':
      return { kind: 'scalar', sql: dialect.asText('e.readOnly') }
    case 'resourceType':
      return { kind: 'list', sql: 'e.resourceTypes' }
    case 'resourceName':
      return { kind: 'list', sql: 'e.resourceNames' }
    default:
      return { kind: 'scalar', sql: `e.${field}` }
  }
}

/** A field's values for counting: one text, or a list if an event may have several. */
export interface FieldTextsSql {
  readonly joins: string
  /** Null or one text that is not empty; or a list, whose texts may be empty and repeat each other. */
  readonly sql: string
  readonly isList: boolean
  /** Whether no event has several rows after the joins. */
  readonly isSingle: boolean
  readonly params: readonly string[]
  /** Whether the event's ordinal is the only column needed. */
  readonly isNarrow: boolean
  /** Whether the values are in columns of the event, rather than in its record or notes. */
  readonly isColumn: boolean
}

export async function fieldTextsSql(
  field: string,
  lookups: Pick<Lookups, 'pathTable' | 'hasOneValue' | 'noteTable' | 'integrityTable'>,
  dialect: SqlDialect,
): Promise<FieldTextsSql> {
  const column = columnOf(field, dialect)
  const plain = { joins: '', isList: false, isSingle: true, params: [], isNarrow: false, isColumn: false }
  switch (column.kind) {
    case 'scalar':
      return { ...plain, sql: column.sql, isColumn: true }
    case 'list':
      return { ...plain, sql: column.sql, isList: true, isColumn: true }
    case 'starred': {
      const params: string[] = []
      const table = (await lookups.noteTable(field))((value) => dialect.param(params.push(value)))
      return {
        ...plain,
        sql: `CASE WHEN ${hasRowIn(table)} THEN 'true' ELSE 'false' END`,
        params,
        isNarrow: true,
      }
    }
    case 'noted': {
      const params: string[] = []
      const table = (await lookups.noteTable(field))((value) => dialect.param(params.push(value)))
      return { ...plain, ...joined(table), isSingle: false, params }
    }
    case 'integrity': {
      const params: string[] = []
      const write = await lookups.integrityTable()
      const table = () => write((value) => dialect.param(params.push(value)))
      return {
        ...plain,
        joins:
          `LEFT JOIN (SELECT logFile, value AS ofLogFile FROM ${table()} WHERE ordinal IS NULL) f ON f.logFile = e.logFile ` +
          `LEFT JOIN (SELECT ordinal, value AS ofEvent FROM ${table()} WHERE ordinal IS NOT NULL) v ON v.ordinal = e.ordinal `,
        sql: 'coalesce(v.ofEvent, f.ofLogFile)',
        params,
      }
    }
    case 'path': {
      const table = await lookups.pathTable(field)
      if (table !== null) return { ...plain, ...joined(table), isSingle: await lookups.hasOneValue(field) }
      return {
        ...plain,
        joins: `JOIN ${dialect.slotsOfPath(dialect.param(1))} v ON v.shape = ${dialect.shape} `,
        sql: dialect.leafTexts('v.slots'),
        isList: true,
        params: [field],
      }
    }
  }
}

/** The values of a table that has them by ordinal. */
const joined = (table: string): Pick<FieldTextsSql, 'joins' | 'sql' | 'isNarrow'> => ({
  joins: `JOIN ${table} v ON v.ordinal = e.ordinal `,
  sql: 'v.value',
  isNarrow: true,
})

/**
 * What repeats have in common (filter/repeats.ts): the second, never null if there is a time, and
 * columns that may be null.
 */
export function repeatSecond(dialect: SqlDialect): string {
  return dialect.asInteger(`floor(e.eventTimeMs / ${SECOND_MS})`)
}

export const REPEAT_COLUMNS: readonly string[] = REPEAT_FIELDS.map((field) => `e.${field}`)
