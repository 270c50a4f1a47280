import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { BATCH_COLUMNS, ROW_SEPARATOR, type BatchColumnName } from '../batchChunks.ts'
import { EVENT_COLUMNS, type EventColumnName } from '../eventColumns.ts'
import { PASSING_FILES } from '../eventStore.ts'
import type { BatchRows, ScannedBatch } from '../recordBatch.ts'
import type { ScannedColumn } from '../scannedBatch.ts'
import { sqlText } from '../sqlText.ts'
import { COLUMN_TYPES } from './schema.ts'

/** `place`: the row's place among the rows, from 0. `allLeaves`: also those that a segment has. */
export type IncomingColumn = BatchColumnName | 'identity' | 'place' | 'allLeaves'

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
  /** Of the IDs of all rows, in any order. */
  idHashes(): Promise<Uint32Array>
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
  readonly #folder: string
  readonly #shapeIds: readonly number[]
  readonly #fileIds: readonly number[]
  readonly #firstOrdinal: number
  /** How many rows come in chunks; they are before the scanned ones. */
  #ofChunks = 0
  #scanned: { readonly batch: ScannedBatch; readonly file: string } | null = null

  /**
   * `folder`: for the file of scanned rows. `shapeIds` and `fileIds`: the store's numbers for the
   * batch's shapes and log files. `firstOrdinal`: that of the row at place 0.
   */
  constructor(
    writer: DuckDBConnection,
    folder: string,
    shapeIds: readonly number[],
    fileIds: readonly number[],
    firstOrdinal: number,
  ) {
    this.#firstOrdinal = firstOrdinal
    this.#writer = writer
    this.#folder = join(folder, PASSING_FILES)
    this.#shapeIds = shapeIds
    this.#fileIds = fileIds
  }

  async take({ chunks, scanned, rowCount }: BatchRows): Promise<void> {
    await this.forget()
    if (scanned) {
      const file = join(this.#folder, `${randomUUID()}.parquet`)
      this.#scanned = { batch: scanned, file }
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      await writeFile(file, scanned.pieces, { mode: 0o600 })
    }
    this.#ofChunks = rowCount - (scanned?.rowCount ?? 0)
    if (this.#ofChunks === 0) return
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
    if (this.#ofChunks > 0) await this.#writer.run('DROP TABLE IF EXISTS temp.chunks')
    this.#ofChunks = 0
    if (this.#scanned) await rm(this.#scanned.file, { force: true })
    this.#scanned = null
  }

  rows(columns: readonly IncomingColumn[]): string {
    const parts = [
      ...(this.#ofChunks > 0 ? [this.#chunkRows(columns)] : []),
      ...(this.#scanned ? [this.#scannedRows(columns, this.#scanned)] : []),
    ]
    return `(${parts.join(' UNION ALL ')})`
  }

  async idHashes(): Promise<Uint32Array> {
    const scanned = this.#scanned?.batch
    const ofScanned = scanned?.idHashes.subarray(scanned.first, scanned.first + scanned.rowCount)
    if (this.#ofChunks === 0) return ofScanned ?? new Uint32Array(0)
    const ofChunks = await hashesIn(this.#writer, `(${this.#chunkRows(['idHash'])})`)
    if (!ofScanned) return ofChunks
    const both = new Uint32Array(ofChunks.length + ofScanned.length)
    both.set(ofChunks)
    both.set(ofScanned, ofChunks.length)
    return both
  }

  #chunkRows(columns: readonly IncomingColumn[]): string {
    const texts = [...new Set(columns.flatMap((column) => SOURCES[column] ?? [column as BatchColumnName]))]
    const unpacked = texts.map((column) => `${unpack(column)} AS ${column}`)
    const typed = columns.map((column) => `${this.#typed(column)} AS ${column}`)
    return `SELECT ${typed.join(', ')} FROM (SELECT ${unpacked.join(', ')} FROM
      (SELECT string_split(decode(bytes), chr(29)) AS columns FROM temp.chunks))`
  }

  #typed(column: IncomingColumn): string {
    switch (column) {
      case 'identity':
        return identitySql("nullif(eventID, '')", 'idSuffix')
      case 'row':
        return 'row::INTEGER'
      case 'place':
        return 'row_number() OVER () - 1'
      case 'shape':
        return this.#shapeId('shape::INTEGER')
      case 'logFile':
        return `${integers(this.#fileIds)}[try_cast(logFile AS INTEGER) + 1]`
      case 'position':
      case 'leaves':
        return column
      case 'allLeaves':
        return 'leaves'
      case 'readings':
        return "nullif(readings, '')"
      default:
        return valueOf(column)
    }
  }

  #scannedRows(
    columns: readonly IncomingColumn[],
    { batch, file }: { readonly batch: ScannedBatch; readonly file: string },
  ): string {
    const { first, rowCount, idHashes } = batch
    const typed = columns.map((column) => `${this.#ofScanned(column, batch)} AS ${column}`)
    const part =
      rowCount < idHashes.length
        ? `WHERE file_row_number >= ${first} AND file_row_number < ${first + rowCount}`
        : ''
    return `SELECT ${typed.join(', ')} FROM read_parquet(${sqlText(file)}, file_row_number = true) ${part}`
  }

  /** Scanned rows all have an eventID, and none a suffix. */
  #ofScanned(column: IncomingColumn, { places, first, segment }: ScannedBatch): string {
    const as = (name: ScannedColumn) => name
    const place = `file_row_number + ${this.#ofChunks - first}`
    switch (column) {
      case 'identity':
        return as('eventID')
      case 'idSuffix':
        return 'NULL::VARCHAR'
      case 'shape':
        return this.#shapeId(as('shape'))
      case 'place':
        return place
      case 'logFile':
        return `${integers(places.map(({ logFile }) => this.#fileIds[logFile]!))}[${as('content')} + 1]`
      case 'position': {
        const starts = places.map(({ entry }) => sqlText(entry === null ? '' : `${entry}: `))
        return `([${starts.join(',')}]::VARCHAR[])[${as('content')} + 1] || 'record ' || ${as('number')}`
      }
      case 'readOnly':
        return `CASE ${as('readOnly')} WHEN 1 THEN true WHEN 2 THEN false END`
      case 'row':
      case 'eventTimeMs':
      case 'eventID':
      case 'idHash':
      case 'listedResources':
        return as(column)
      case 'leaves':
        return segment ? `nullif(${as('leaves')}, '')` : as('leaves')
      case 'allLeaves':
        return segment
          ? `all_leaves(nullif(${as('leaves')}, ''), ${this.#firstOrdinal} + ${place})`
          : as('leaves')
      case 'readings':
        return `nullif(${as(column)}, '')`
      default:
        return valueOf(column)
    }
  }

  #shapeId(shape: string): string {
    return `${integers(this.#shapeIds)}[${shape} + 1]`
  }
}

/** The column `idHash` of some rows. */
export async function hashesIn(writer: DuckDBConnection, rows: string): Promise<Uint32Array> {
  const read = await writer.runAndReadAll(`SELECT idHash FROM ${rows}`)
  return Uint32Array.from(read.getColumnsJS()[0] as number[])
}

const integers = (numbers: readonly number[]): string => `([${numbers.join(',')}]::INTEGER[])`

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
  place: [],
  allLeaves: ['leaves'],
  resourceTypes: ['resourceTypes', 'resourceNames'],
  resourceNames: ['resourceTypes', 'resourceNames'],
}

function unpack(column: BatchColumnName): string {
  return `unnest(string_split(columns[${BATCH_COLUMNS.indexOf(column) + 1}], chr(30)))`
}
