import type { Order } from '../../filter/filter.ts'
import { REPEAT_COLUMNS, REPEAT_SECOND } from '../filterSql.ts'
import type { Ask } from './ask.ts'
import type { Connections } from './connections.ts'
import { NEWEST_FIRST, OLDEST_FIRST } from './lookupPlan.ts'

/** How many answers' repeats are kept, and how many events in all. */
const MAX_KEPT = 8
const MAX_EVENTS = 3_000_000

/** Which events of an answer repeat each other: a table `(ordinal, newest, failed)` of these alone. */
export class Repeats {
  readonly #connections: Connections
  readonly table: string
  readonly events: number
  /** How many of `events` are no rows, since they stand in the row of a newer one. */
  readonly others: number

  constructor(connections: Connections, table: string, events: number, others: number) {
    this.#connections = connections
    this.table = table
    this.events = events
    this.others = others
  }

  /** Whether an event is a row: it repeats no newer one. */
  get isRow(): string {
    return `e.ordinal NOT IN (SELECT ordinal FROM ${this.table} WHERE newest <> ordinal)`
  }

  /** How many events stand in the rows of some events, and how many of those failed; an event that nothing repeats is left out. */
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
   * The row of an event: the ordinal of the newest in it, and where the event stands in it: 0 for the newest, then by the order
   * that the other events have.
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

interface Kept {
  readonly found: Repeats
  readonly forget: () => void
}

/** The repeats of answers, found once for each and kept in memory. */
export class KeptRepeats {
  readonly #connections: Connections
  readonly #kept: Kept[] = []
  #next = 0

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** Those among the events of an answer. `forget` is called when they are no longer kept. */
  async find(ask: Ask, forget: () => void, signal: AbortSignal): Promise<Repeats> {
    const table = `memory.main.repeats_${this.#next++}`
    const same = REPEAT_COLUMNS.map((_, index) => `same_${index}`)
    const columns = REPEAT_COLUMNS.map((column, index) => `${column} AS ${same[index]}`)
    const select = `e.ordinal, e.eventTimeMs, e.eventID, e.errorCode IS NOT NULL AS failed,
      ${REPEAT_SECOND} AS second, hash(${REPEAT_COLUMNS.join(', ')}) AS kind, ${columns.join(', ')}`
    const repeat = `PARTITION BY second, ${same.join(', ')}`
    // Most events repeat nothing: they are told by a number, which costs little, before the others are compared in full.
    const [[events]] = (await ask.query(
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
    const [[others]] = (await this.#connections.query(
      `SELECT count(*)::DOUBLE FROM ${table} WHERE newest <> ordinal`,
      [],
      signal,
    )) as [[number]]
    const found = new Repeats(this.#connections, table, Number(events), others)
    this.#keep({ found, forget })
    return found
  }

  #keep(kept: Kept): void {
    this.#kept.push(kept)
    while (
      this.#kept.length > MAX_KEPT ||
      (this.#kept.length > 1 && this.#kept.reduce((sum, { found }) => sum + found.events, 0) > MAX_EVENTS)
    ) {
      const { found, forget } = this.#kept.shift()!
      forget()
      this.#connections.dropLater(found.table)
    }
  }
}
