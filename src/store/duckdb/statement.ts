import type { FilterSql } from '../filterSql.ts'
import type { Connections, Row } from './connections.ts'

/**
 * One statement of a plan, with parameters of its own. The state that it is asked in is one of them: the engine prepares a statement
 * before it runs it, and a condition that holds for every event at the one moment would not be looked at again at the other.
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

  /** Takes parameters of parts that number them from 1, and answers what numbers such a part as the statement does. */
  adopt(params: readonly string[]): (part: string) => string {
    const shift = this.#params.length
    this.#params.push(...params)
    return (part) => part.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + shift}`)
  }

  join(joins: string): void {
    this.#joins += joins
  }

  /** `tail` goes on behind the filter's condition: ` AND …`, GROUP BY, ORDER BY. `wrap` puts the whole into another statement. */
  query(
    select: string,
    tail: string,
    signal?: AbortSignal,
    wrap: (sql: string) => string = (sql) => sql,
  ): Promise<Row[]> {
    return this.#connections.query(
      wrap(this.#statement(select, tail)),
      this.#params,
      signal,
      this.#readsEveryRecord,
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
