import type { DuckDBConnection } from '@duckdb/node-api'
import { BATCH_COLUMNS, ROW_SEPARATOR, type BatchColumnName } from '../batchChunks.ts'
import { EVENT_COLUMNS, type EventColumnName } from '../eventColumns.ts'
import type { RecordBatch } from '../recordBatch.ts'
import { COLUMN_TYPES } from './schema.ts'

export type IncomingColumn = BatchColumnName | 'identity'

/** Columns of the table `events` that rows of a batch have. */
export const STORED_COLUMNS = [
  ...EVENT_COLUMNS.map(({ name }) => name),
  'logFile',
  'shape',
  'leaves',
  'readings',
] as const satisfies readonly IncomingColumn[]

/** Rows that are being added to the store, as SQL. */
export interface IncomingRows {
  /**
   * A subquery for the rows, in their order, with these columns in the store's types. `row` numbers
   * them.
   */
  rows(columns: readonly IncomingColumn[]): string
}

/**
 * The identity of an event in the table `events`: its eventID, or its suffix, which no eventID
 * equals.
 */
export const IDENTITY = identitySql('e.eventID', 'e.idSuffix')

export function identitySql(eventID: string, idSuffix: string): string {
  return `coalesce(${eventID}, chr(${ROW_SEPARATOR.charCodeAt(0)}) || ${idSuffix})`
}

/**
 * The batch that is being added, as SQL over its bytes. Columns that a statement does not name are
 * not unpacked.
 */
export class Incoming implements IncomingRows {
  readonly #writer: DuckDBConnection
  readonly #shapeIds: readonly number[]
  readonly #fileIds: readonly number[]

  /** `shapeIds` and `fileIds`: the store's numbers for the batch's shapes and log files. */
  constructor(writer: DuckDBConnection, shapeIds: readonly number[], fileIds: readonly number[]) {
    this.#writer = writer
    this.#shapeIds = shapeIds
    this.#fileIds = fileIds
  }

  async take({ chunks }: Pick<RecordBatch, 'chunks'>): Promise<void> {
    await this.#writer.run('CREATE OR REPLACE TEMP TABLE chunks (bytes BLOB)')
    const appender = await this.#writer.createAppender('chunks', 'main', 'temp')
    for (const chunk of chunks) {
      appender.appendBlob(chunk)
      appender.endRow()
    }
    appender.closeSync()
  }

  /** Dropped rather than emptied: rows deleted from a temporary table keep their memory. */
  async forget(): Promise<void> {
    await this.#writer.run('DROP TABLE IF EXISTS temp.chunks')
  }

  rows(columns: readonly IncomingColumn[]): string {
    const texts = [...new Set(columns.flatMap((column) => SOURCES[column] ?? [column as BatchColumnName]))]
    const unpacked = texts.map((column) => `${unpack(column)} AS ${column}`)
    const typed = columns.map((column) => `${this.#typed(column)} AS ${column}`)
    return `(SELECT ${typed.join(', ')} FROM (SELECT ${unpacked.join(', ')} FROM
      (SELECT string_split(decode(bytes), chr(29)) AS columns FROM temp.chunks)))`
  }

  #typed(column: IncomingColumn): string {
    switch (column) {
      case 'identity':
        return identitySql("nullif(eventID, '')", 'idSuffix')
      case 'row':
        return 'row::INTEGER'
      case 'shape':
        return `([${this.#shapeIds.join(',')}]::INTEGER[])[shape::INTEGER + 1]`
      case 'logFile':
        return `([${this.#fileIds.join(',')}]::INTEGER[])[try_cast(logFile AS INTEGER) + 1]`
      case 'position':
      case 'leaves':
        return column
      case 'readings':
        return "nullif(readings, '')"
      default:
        return valueOf(column)
    }
  }
}

const TYPES = new Map(EVENT_COLUMNS.map(({ name, type }) => [name, type]))

function valueOf(column: EventColumnName): string {
  const type = TYPES.get(column)!
  switch (type) {
    case 'text':
      return `nullif(${column}, '')`
    case 'texts':
      return `CASE WHEN ${(SOURCES[column] ?? [column]).map((source) => `${source} = ''`).join(' AND ')} THEN [] ELSE string_split(${column}, chr(28)) END`
    case 'boolean':
    case 'timeMs':
      return `try_cast(${column} AS ${COLUMN_TYPES[type]})`
    case 'count':
    case 'hash':
      return `${column}::${COLUMN_TYPES[type]}`
  }
}

/** The columns that a column is computed from, unless it is just itself. */
const SOURCES: Partial<Record<IncomingColumn, readonly BatchColumnName[]>> = {
  identity: ['eventID', 'idSuffix'],
  resourceTypes: ['resourceTypes', 'resourceNames'],
  resourceNames: ['resourceTypes', 'resourceNames'],
}

function unpack(column: BatchColumnName): string {
  return `unnest(string_split(columns[${BATCH_COLUMNS.indexOf(column) + 1}], chr(30)))`
}
