import type { FilterSql } from '../filterSql.ts'
import type { Connections, Row } from './connections.ts'

/**
 * One statement of a plan, with its own parameters. The snapshot is one of them: the engine
 * prepares a statement before it runs it, and drops a condition that all events meet at that
 * moment, even if later ones do not.
 */
export class Statement {
  readonly #connections: Connections
  readonly #params: (string | number)[]
  readonly #from: string
  readonly #where: string
  readonly #isCostly: boolean
  #joins: string

  constructor(
    connections: Connections,
    from: string,
    { joins, where, params, isCostly }: FilterSql,
    lastOrdinal: number,
  ) {
    this.#connections = connections
    this.#from = from
    this.#joins = joins
    this.#isCostly = isCostly
    this.#params = [...params]
    this.#where = `e.ordinal <= ${this.param(lastOrdinal)}::BIGINT AND (${where})`
  }

  param(value: string | number): string {
    this.#params.push(value)
    return `$${this.#params.length}`
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
    return this.#connections.query(
      wrap(this.#statement(select, tail)),
      this.#params,
      signal,
      this.#readsEveryRecord || wrapReadsRecords,
    )
  }

  /** The same for a tail with ORDER BY and LIMIT. */
  queryPage(select: string, tail: string, signal?: AbortSignal): Promise<Row[]> {
    return this.#connections.queryPage(
      this.#statement(select, tail),
      this.#params,
      signal,
      this.#readsEveryRecord,
    )
  }

  stream(select: string, tail: string, signal?: AbortSignal): AsyncGenerator<Row[]> {
    return this.#connections.stream(this.#statement(select, tail), this.#params, signal)
  }

  get #readsEveryRecord(): boolean {
    return this.#joins !== '' || this.#isCostly
  }

  #statement(select: string, tail: string): string {
    return `SELECT ${select} FROM ${this.#from} e ${this.#joins}WHERE ${this.#where} ${tail}`
  }
}
