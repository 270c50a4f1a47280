import type { SqlDialect } from './sqlDialect.ts'

/** One row of a result, columns in the order of the SELECT. */
export type Row = readonly unknown[]

export type SqlParam = string | number

/** The result of a statement as a table in the memory of the engine. */
export interface KeptTable {
  readonly name: string
  readonly rows: number
}

/**
 * Reads an engine in its SQL. Whole numbers may arrive as bigint or text, so statements cast them to DOUBLE or
 * INTEGER. Every call throws `QueryTimeoutError` or `QueryMemoryError` when it takes more than a query may.
 */
export interface SqlReader {
  readonly dialect: SqlDialect
  /** `isCostly`: the statement reads every record. */
  query(sql: string, params: readonly SqlParam[], signal?: AbortSignal, isCostly?: boolean): Promise<Row[]>
  /** The same for a statement with ORDER BY and LIMIT on a table of the store. */
  queryPage(
    sql: string,
    params: readonly SqlParam[],
    signal?: AbortSignal,
    isCostly?: boolean,
  ): Promise<Row[]>
  /** Reads the rows of a costly query a chunk at a time. */
  readChunks(
    sql: string,
    params: readonly SqlParam[],
    read: (rows: Row[]) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void>
  /**
   * The result a chunk of rows at a time, for results too large to hold in memory. Callers must limit how many run
   * at once.
   */
  stream(sql: string, params: readonly SqlParam[], signal?: AbortSignal): AsyncGenerator<Row[]>
  /** Keeps the result of a SELECT until its table is dropped. */
  keep(sql: string, params: readonly SqlParam[], signal?: AbortSignal, isCostly?: boolean): Promise<KeptTable>
  /** Drops a kept table that no query uses. */
  drop(name: string): void
}
