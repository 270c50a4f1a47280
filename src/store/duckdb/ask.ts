import type { FilterSql } from '../filterSql.ts'
import type { Connections, Row } from './connections.ts'

/** One statement of a plan, with parameters of its own. */
export class Ask {
  readonly #connections: Connections
  readonly #params: string[]
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
    this.#where = `e.ordinal <= ${lastOrdinal} AND (${where})`
    this.#params = [...params]
  }

  param(value: string): string {
    this.#params.push(value)
    return `$${this.#params.length}`
  }

  /** Adds joins whose parameters are numbered from 1. */
  join(joins: string, params: readonly string[]): void {
    const shift = this.#params.length
    this.#params.push(...params)
    this.#joins += joins.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + shift}`)
  }

  /** `tail` goes on behind the filter's condition: ` AND …`, GROUP BY, ORDER BY. `wrap` puts the whole into another statement. */
  query(
    select: string,
    tail: string,
    signal?: AbortSignal,
    wrap: (sql: string) => string = (sql) => sql,
  ): Promise<Row[]> {
    const isCostly = this.#joins !== '' || this.#isCostly
    return this.#connections.query(wrap(this.#statement(select, tail)), this.#params, signal, isCostly)
  }

  stream(select: string, tail: string, signal?: AbortSignal): AsyncGenerator<Row[]> {
    return this.#connections.stream(this.#statement(select, tail), this.#params, signal)
  }

  #statement(select: string, tail: string): string {
    return `SELECT ${select} FROM ${this.#from} e ${this.#joins}WHERE ${this.#where} ${tail}`
  }
}
