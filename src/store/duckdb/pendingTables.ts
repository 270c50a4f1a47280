import type { DuckDBConnection } from '@duckdb/node-api'
import { hashID } from '../../cloudtrail/hashID.ts'
import { suffixOfPlace } from '../idSuffix.ts'
import { bytesOf, type PendingRows } from '../recordBatch.ts'
import {
  hashesIn,
  STORED_COLUMNS,
  identitySql,
  type Incoming,
  type IncomingColumn,
  type IncomingRows,
} from './incoming.ts'

/** How many rows are identified at once, and how many bytes. */
const ROWS_AT_ONCE = 30_000
const BYTES_AT_ONCE = 32 * 1024 * 1024

/** Columns that are known as soon as a row arrives. */
const KNOWN_COLUMNS = [
  'position',
  ...STORED_COLUMNS.filter((column) => column !== 'idSuffix' && column !== 'idHash'),
] as const satisfies readonly IncomingColumn[]

/**
 * Rows of records without eventID whose content has not ended (see `PendingRows`). They are in
 * temporary tables, which the engine keeps on disk if they are large. They are lost with the
 * process; the log file has not ended then either, and is read again.
 */
export class PendingTables {
  readonly #writer: DuckDBConnection
  readonly #tables = new Map<string, { readonly name: string; rows: number; bytes: number }>()
  #next = 0
  /** What the current transaction has added. */
  #uncommitted: { readonly content: string; readonly rowCount: number; readonly bytes: number } | null = null

  constructor(writer: DuckDBConnection) {
    this.#writer = writer
  }

  /** How many rows of a content are pending. */
  count(content: string): number {
    return this.#tables.get(content)?.rows ?? 0
  }

  /** A query for each table, for the shapes of its rows. */
  shapes(): string[] {
    return [...this.#tables.values()].map(({ name }) => `SELECT shape FROM ${name}`)
  }

  async keep(pending: PendingRows, incoming: Incoming): Promise<void> {
    const { content, rowCount } = pending
    const table = this.#tables.get(content) ?? { name: `temp.pending_${this.#next++}`, rows: 0, bytes: 0 }
    const columns = `row_number() OVER () - 1 + ${table.rows} AS row, trim(idSuffix)::INTEGER AS number, ${KNOWN_COLUMNS.join(', ')}`
    const rows = `SELECT ${columns} FROM ${incoming.rows(['idSuffix', ...KNOWN_COLUMNS])}`
    await this.#writer.run(
      this.#tables.has(content)
        ? `INSERT INTO ${table.name} ${rows}`
        : `CREATE TEMP TABLE ${table.name} AS ${rows}`,
    )
    const bytes = bytesOf(pending)
    table.rows += rowCount
    table.bytes += bytes
    this.#tables.set(content, table)
    this.#uncommitted = { content, rowCount, bytes }
  }

  committed(): void {
    this.#uncommitted = null
  }

  /** Forgets what the transaction added. */
  rolledBack(): void {
    if (this.#uncommitted === null) return
    const { content, rowCount, bytes } = this.#uncommitted
    const table = this.#tables.get(content)!
    table.rows -= rowCount
    table.bytes -= bytes
    if (table.rows === 0) this.#tables.delete(content)
    this.#uncommitted = null
  }

  /**
   * The rows of a content that has ended, some at a time, each with its identity now that the
   * content's hash is known.
   */
  async *identified(
    content: string,
    hash: string,
    logFile: number,
  ): AsyncGenerator<IncomingRows & { readonly rowCount: number }> {
    const table = this.#tables.get(content)
    if (!table) return
    const rowsAtOnce = Math.max(
      1,
      Math.min(ROWS_AT_ONCE, Math.floor((BYTES_AT_ONCE * table.rows) / table.bytes)),
    )
    for (let first = 0; first < table.rows; first += rowsAtOnce) {
      const part = `FROM ${table.name} WHERE row >= ${first} AND row < ${first + rowsAtOnce}`
      const numbers = (await this.#writer.runAndReadAll(`SELECT row::INTEGER, number ${part}`)).getRowsJS()
      await this.#writer.run(
        'CREATE OR REPLACE TEMP TABLE identified (row INTEGER, idSuffix VARCHAR, idHash UINTEGER)',
      )
      const appender = await this.#writer.createAppender('identified', 'main', 'temp')
      for (const [row, number] of numbers as [number, number][]) {
        const suffix = suffixOfPlace(hash, number)
        appender.appendInteger(row)
        appender.appendVarchar(suffix)
        appender.appendUInteger(hashID(suffix))
        appender.endRow()
      }
      appender.closeSync()
      const valueOf = (column: IncomingColumn) => {
        if (column === 'identity') return `${identitySql('w.eventID', 'i.idSuffix')} AS identity`
        if (column === 'place') return `row - ${first} AS place`
        if (column === 'allLeaves') return 'leaves AS allLeaves'
        // The file may have another number by now: uploads of the same name come one after another.
        return column === 'logFile' ? `${logFile}::INTEGER AS logFile` : column
      }
      yield {
        rowCount: numbers.length,
        idHashes: () => hashesIn(this.#writer, 'temp.identified'),
        rows: (columns) =>
          `(SELECT ${columns.map(valueOf).join(', ')} FROM (SELECT * ${part}) w JOIN temp.identified i USING (row) ORDER BY row)`,
      }
    }
    await this.#writer.run('DROP TABLE IF EXISTS temp.identified')
  }

  async forget(content: string): Promise<void> {
    const table = this.#tables.get(content)
    this.#tables.delete(content)
    if (table) await this.#writer.run(`DROP TABLE IF EXISTS ${table.name}`)
  }
}
