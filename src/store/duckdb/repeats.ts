import type { Order } from '../../filter/filter.ts'
import { REPEAT_COLUMNS, repeatSecond } from '../fieldSql.ts'
import type { Statement } from './statement.ts'
import type { Connections } from './connections.ts'
import { DUCKDB } from './dialect.ts'
import { NEWEST_FIRST, OLDEST_FIRST } from './matchingEvents.ts'

/** Bytes of a row of the table in memory, as measured. */
const BYTES_OF_EVENT = 27

/**
 * The events among the matching ones that repeat each other: a table `(ordinal, newest, failed)` of
 * just these.
 */
export class Repeats {
  readonly #connections: Connections
  readonly table: string
  /** Roughly how much memory the table takes. */
  readonly bytes: number
  /** How many of these events are not rows, because they are in the row of a newer one. */
  readonly others: number

  constructor(connections: Connections, table: string, events: number, others: number) {
    this.#connections = connections
    this.table = table
    this.bytes = events * BYTES_OF_EVENT
    this.others = others
  }

  drop(): void {
    this.#connections.drop(this.table)
  }

  /** Whether an event is a row: it repeats no newer one. */
  get isRow(): string {
    return `e.ordinal NOT IN (SELECT ordinal FROM ${this.table} WHERE newest <> ordinal)`
  }

  /**
   * How many events are in the rows of some events, and how many of those failed. Events without
   * repeats are left out.
   */
  async counts(
    ordinals: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<number, { readonly count: number; readonly errorCount: number }>> {
    if (ordinals.length === 0) return new Map()
    const rows = (await this.#connections.query(
      `SELECT newest::DOUBLE, count(*)::DOUBLE, count(*) FILTER (failed)::DOUBLE FROM ${this.table}
       WHERE newest IN (${ordinals.join(',')}) GROUP BY newest`,
      [],
      signal,
    )) as [number, number, number][]
    return new Map(rows.map(([newest, count, errorCount]) => [newest, { count, errorCount }]))
  }

  /**
   * The row of an event: the ordinal of its newest event, and the position of the event in the row:
   * 0 for the newest, then in the order of the other events.
   */
  async rowOf(
    ordinal: number,
    order: Order,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly newest: number; readonly member: number }> {
    const others = (await this.#connections.query(
      `SELECT e.ordinal::DOUBLE, r.newest::DOUBLE FROM ${this.table} r JOIN events e ON e.ordinal = r.ordinal
       WHERE r.newest <> r.ordinal AND r.newest = (SELECT newest FROM ${this.table} WHERE ordinal = ${ordinal})
       ORDER BY ${order === 'newest' ? NEWEST_FIRST : OLDEST_FIRST}`,
      [],
      signal,
    )) as [number, number][]
    const at = others.findIndex(([other]) => other === ordinal)
    return at < 0 ? { newest: ordinal, member: 0 } : { newest: others[at]![1], member: at + 1 }
  }
}

/** Finds the repeats among matching events, as a table in memory. */
export class RepeatsFinder {
  readonly #connections: Connections
  #next = 0

  constructor(connections: Connections) {
    this.#connections = connections
  }

  async find(statement: Statement, signal: AbortSignal): Promise<Repeats> {
    const table = `memory.main.repeats_${this.#next++}`
    const same = REPEAT_COLUMNS.map((_, index) => `same_${index}`)
    const columns = REPEAT_COLUMNS.map((column, index) => `${column} AS ${same[index]}`)
    const select = `e.ordinal, e.eventTimeMs, e.eventID, e.errorCode IS NOT NULL AS failed,
      ${repeatSecond(DUCKDB)} AS second, hash(${REPEAT_COLUMNS.join(', ')}) AS kind, ${columns.join(', ')}`
    const repeat = `PARTITION BY second, ${same.join(', ')}`
    // Most events repeat nothing: a cheap number sorts those out before the others are compared in
    // full.
    const [[events]] = (await statement.query(
      select,
      'AND e.eventTimeMs IS NOT NULL',
      signal,
      (matching) => `CREATE TABLE ${table} AS
        WITH matching AS (${matching}),
        alike AS (SELECT second, kind FROM matching GROUP BY second, kind HAVING count(*) > 1)
        SELECT e.ordinal, first_value(e.ordinal) OVER (${repeat} ORDER BY ${NEWEST_FIRST}) AS newest, e.failed
        FROM matching e JOIN alike USING (second, kind)
        QUALIFY count(*) OVER (${repeat}) > 1`,
    )) as unknown as [[bigint]]
    try {
      const [[others]] = (await this.#connections.query(
        `SELECT count(*)::DOUBLE FROM ${table} WHERE newest <> ordinal`,
        [],
        signal,
      )) as [[number]]
      return new Repeats(this.#connections, table, Number(events), others)
    } catch (error) {
      this.#connections.drop(table)
      throw error
    }
  }
}
