import type { Order } from '../../filter/filter.ts'
import { SECOND_MS } from '../../filter/repeats.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { REPEAT_COLUMNS, repeatSecond } from './fieldSql.ts'
import type { Statement } from './statement.ts'
import { orderSql } from './matchingEvents.ts'
import type { SqlDialect } from './sqlDialect.ts'
import type { SqlReader } from './sqlReader.ts'

/** Bytes of a row of the table in memory, as measured. */
const BYTES_OF_EVENT = 27
const BYTES_OF_TIME = 8

/**
 * The events among the matching ones that repeat each other: a table `(ordinal, newest, failed)` of
 * just these. With a gap it also has the time of the oldest event of the row, `oldestMs`; otherwise
 * all are of the second of the newest.
 */
export class Repeats {
  readonly #reader: SqlReader
  readonly table: string
  /** Roughly how much memory the table takes. */
  readonly bytes: number
  /** How many of these events are not rows, because they are in the row of a newer one. */
  readonly others: number
  readonly #hasTimes: boolean

  constructor(
    reader: SqlReader,
    {
      table,
      events,
      others,
      hasTimes,
    }: {
      readonly table: string
      readonly events: number
      readonly others: number
      readonly hasTimes: boolean
    },
  ) {
    this.#reader = reader
    this.table = table
    this.bytes = events * (BYTES_OF_EVENT + (hasTimes ? BYTES_OF_TIME : 0))
    this.others = others
    this.#hasTimes = hasTimes
  }

  drop(): void {
    this.#reader.drop(this.table)
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
  ): Promise<ReadonlyMap<number, RowCounts>> {
    if (ordinals.length === 0) return new Map()
    const rows = (await this.#reader.query(
      `SELECT newest::DOUBLE, count(*)::DOUBLE, count(*) FILTER (WHERE failed)::DOUBLE,
         ${this.#hasTimes ? 'min(oldestMs)::DOUBLE' : 'NULL'} FROM ${this.table}
       WHERE newest IN (${ordinals.join(',')}) GROUP BY newest`,
      [],
      signal,
    )) as [number, number, number, number | null][]
    return new Map(
      rows.map(([newest, count, errorCount, oldestMs]) => [newest, { count, errorCount, oldestMs }]),
    )
  }

  /** A time that no event of a row is older than, given the time of its newest one. */
  oldestTime(newestTime: string | null, oldestMs: number | null): string | null {
    if (oldestMs !== null) return writeTime(oldestMs)
    return newestTime && writeTime(Math.floor(Date.parse(newestTime) / SECOND_MS) * SECOND_MS)
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
    const others = (await this.#reader.query(
      `SELECT e.ordinal::DOUBLE, r.newest::DOUBLE FROM ${this.table} r JOIN ${this.#reader.dialect.events} e ON e.ordinal = r.ordinal
       WHERE r.newest <> r.ordinal AND r.newest = (SELECT newest FROM ${this.table} WHERE ordinal = ${ordinal})
       ORDER BY ${orderSql(order, this.#reader.dialect)}`,
      [],
      signal,
    )) as [number, number][]
    const at = others.findIndex(([other]) => other === ordinal)
    return at < 0 ? { newest: ordinal, member: 0 } : { newest: others[at]![1], member: at + 1 }
  }
}

interface RowCounts {
  readonly count: number
  readonly errorCount: number
  readonly oldestMs: number | null
}

/** Finds the repeats among matching events, as a table in memory. */
export class RepeatsFinder {
  readonly #reader: SqlReader

  constructor(reader: SqlReader) {
    this.#reader = reader
  }

  async find(statement: Statement, gapSeconds: number, signal: AbortSignal): Promise<Repeats> {
    const { dialect } = this.#reader
    const same = REPEAT_COLUMNS.map((_, index) => `same_${index}`)
    const columns = REPEAT_COLUMNS.map((column, index) => `${column} AS ${same[index]}`)
    const select = `e.ordinal AS ordinal, e.eventTimeMs AS eventTimeMs, e.eventID AS eventID, e.errorCode IS NOT NULL AS failed,
      ${repeatSecond(dialect)} AS second, ${dialect.hash(REPEAT_COLUMNS)} AS kind, ${columns.join(', ')}`
    const make = gapSeconds === 0 ? sameSecond(same, dialect) : withGap(same, gapSeconds, dialect)
    const { name: table, rows: events } = await statement.keep(
      select,
      'AND e.eventTimeMs IS NOT NULL',
      signal,
      (matching) => `WITH matching AS (${matching}), ${make}`,
    )
    try {
      const [[others]] = (await this.#reader.query(
        `SELECT count(*)::DOUBLE FROM ${table} WHERE newest <> ordinal`,
        [],
        signal,
      )) as [[number]]
      const hasTimes = gapSeconds > 0
      return new Repeats(this.#reader, { table, events, others, hasTimes })
    } catch (error) {
      this.#reader.drop(table)
      throw error
    }
  }
}

/**
 * The repeats of the same second. Most events repeat nothing: a cheap number sorts those out before
 * the others are compared in full.
 */
function sameSecond(same: readonly string[], { newestFirst }: SqlDialect): string {
  const repeat = `PARTITION BY second, ${same.join(', ')}`
  return `alike AS (SELECT second, kind FROM matching GROUP BY second, kind HAVING count(*) > 1)
    SELECT e.ordinal AS ordinal, first_value(e.ordinal) OVER (${repeat} ORDER BY ${newestFirst}) AS newest, e.failed AS failed
    FROM matching e JOIN alike USING (second, kind)
    QUALIFY count(*) OVER (${repeat}) > 1`
}

/**
 * The repeats whose neighbours are at most a gap apart. Two of them are in the same stretch of twice
 * the gap, or in the same one of those that begin half a stretch later: this sorts out the others.
 * Then each kind becomes a number, so that no texts are sorted. Events of one second are peers in
 * `RANGE`, so it does not matter which of them begins a row.
 */
function withGap(same: readonly string[], gapSeconds: number, { quotient, newestFirst }: SqlDialect): string {
  const stretch = 2 * gapSeconds
  const stretches = [quotient('second', stretch), quotient(`(second + ${gapSeconds})`, stretch)]
  const isAlike = stretches
    .map((number, index) => `(${number}, kind) IN (SELECT stretch, kind FROM alike_${index})`)
    .join(' OR ')
  return `${stretches
    .map(
      (number, index) => `alike_${index} AS (SELECT ${number} AS stretch, kind FROM matching
        GROUP BY ALL HAVING count(*) > 1),`,
    )
    .join('\n')}
    near AS (SELECT * FROM matching WHERE ${isAlike}),
    kinds AS (SELECT row_number() OVER () AS id, * FROM (SELECT DISTINCT ${same.join(', ')} FROM near)),
    numbered AS (SELECT n.ordinal AS ordinal, n.eventTimeMs AS eventTimeMs, n.eventID AS eventID, n.failed AS failed, n.second AS second, k.id AS id FROM near n JOIN kinds k
      ON ${same.map((column) => `n.${column} IS NOT DISTINCT FROM k.${column}`).join(' AND ')}),
    steps AS (SELECT *, second - lag(second) OVER (PARTITION BY id ORDER BY second) > ${gapSeconds} AS begins
      FROM numbered),
    rows AS (SELECT *, sum(CASE WHEN begins THEN 1 ELSE 0 END) OVER (PARTITION BY id ORDER BY second RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS number
      FROM steps)
    SELECT e.ordinal AS ordinal, first_value(e.ordinal) OVER (PARTITION BY id, number ORDER BY ${newestFirst}) AS newest,
      e.failed AS failed, min(e.eventTimeMs) OVER (PARTITION BY id, number) AS oldestMs
    FROM rows e QUALIFY count(*) OVER (PARTITION BY id, number) > 1`
}
