import type { FilterSql } from './filterSql.ts'
import type { KeptTable, Row, SqlReader } from './sqlReader.ts'

/** Whether the event of a row belongs to a snapshot. */
export type SnapshotSql = (row: string, param: (value: string | number) => string) => string

/**
 * One statement of a plan, with its own parameters. The snapshot is one of them: the engine
 * prepares a statement before it runs it, and drops a condition that all events meet at that
 * moment, even if later ones do not.
 */
export class Statement {
  readonly #reader: SqlReader
  readonly #params: (string | number)[]
  readonly #from: string
  readonly #where: string
  readonly #isCostly: boolean
  #joins: string

  constructor(
    reader: SqlReader,
    from: string,
    { joins, where, params, isCostly }: FilterSql,
    isInSnapshot: SnapshotSql,
  ) {
    this.#reader = reader
    this.#from = from
    this.#joins = joins
    this.#isCostly = isCostly
    this.#params = [...params]
    this.#where = `${isInSnapshot('e', (value) => this.param(value))} AND (${where})`
  }

  param(value: string | number): string {
    this.#params.push(value)
    return this.#reader.dialect.param(this.#params.length)
  }

  /**
   * Takes over parameters of a part that numbers them from 1. Returns a function that renumbers the
   * part.
   */
  adopt(params: readonly string[]): (part: string) => string {
    const shift = this.#params.length
    this.#params.push(...params)
    return (part) => part.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + shift}`)
  }

  join(joins: string): void {
    this.#joins += joins
  }

  /**
   * `tail` continues after the filter's condition: ` AND …`, GROUP BY, ORDER BY. `wrap` puts the
   * whole into another statement, which may itself read every record.
   */
  query(
    select: string,
    tail: string,
    signal?: AbortSignal,
    wrap: (sql: string) => string = (sql) => sql,
    wrapReadsRecords = false,
  ): Promise<Row[]> {
    return this.#reader.query(
      wrap(this.#statement(select, tail)),
      this.#params,
      signal,
      this.#readsEveryRecord || wrapReadsRecords,
    )
  }

  /** The same for a tail with ORDER BY and LIMIT. */
  queryPage(select: string, tail: string, signal?: AbortSignal): Promise<Row[]> {
    return this.#reader.queryPage(this.#statement(select, tail), this.#params, signal, this.#readsEveryRecord)
  }

  /** Keeps the result as a table. `wrap` as for `query`. */
  keep(
    select: string,
    tail: string,
    signal?: AbortSignal,
    wrap: (sql: string) => string = (sql) => sql,
  ): Promise<KeptTable> {
    return this.#reader.keep(
      wrap(this.#statement(select, tail)),
      this.#params,
      signal,
      this.#readsEveryRecord,
    )
  }

  stream(select: string, tail: string, signal?: AbortSignal): AsyncGenerator<Row[]> {
    return this.#reader.stream(this.#statement(select, tail), this.#params, signal)
  }

  get #readsEveryRecord(): boolean {
    return this.#joins !== '' || this.#isCostly
  }

  #statement(select: string, tail: string): string {
    return `SELECT ${select} FROM ${this.#from} e ${this.#joins}WHERE ${this.#where} ${tail}`
  }
}
