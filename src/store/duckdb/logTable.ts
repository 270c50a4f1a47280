import { rm } from 'node:fs/promises'
import type { Order } from '../../filter/filter.ts'
import type { EventQuery, OrdinalRange } from '../eventStore.ts'
import { logTableCells } from '../logTableCells.ts'
import type { LookupPlans } from '../plan/lookupPlans.ts'
import type { Row } from '../sql/sqlReader.ts'
import type { Connections } from './connections.ts'
import { isFull, whyNotWritten } from './engineErrors.ts'
import { LOG_TABLE_COLUMNS, PLAN_TYPES, planRow, RECORD_TEXTS } from './logTableSql.ts'
import { orderSql, sliceSql, type MatchingEvents } from '../sql/matchingEvents.ts'
import type { Repeats } from '../sql/repeats.ts'
import type { TextLengths } from './textLengths.ts'
import { sqlText } from '../sqlText.ts'

/** How many shapes are looked up at once: what is kept of one takes some kilobytes. */
const SHAPES_AT_ONCE = 500

/** How many matching events are sorted at once. */
const SORTED_AT_ONCE = 20_000

/** Rows that a reader of the file unpacks together; few if records may be large. */
const ROW_GROUP = 30_720
const ROW_GROUP_OF_LARGE = 2048

/** What the table needs of an event: its shape and leaves, and by what it is sorted. */
const COLUMNS_NEEDED =
  'e.shape, all_leaves(e.leaves, e.ordinal) AS leaves, e.eventTimeMs, e.eventID, e.ordinal'

/** Writes events as Parquet files with the columns of LOG_TABLE. */
export class LogTable {
  readonly #connections: Connections
  readonly #lengths: TextLengths
  readonly #plans: LookupPlans<MatchingEvents, Repeats>
  #tables = 0

  constructor(connections: Connections, lengths: TextLengths, plans: LookupPlans<MatchingEvents, Repeats>) {
    this.#connections = connections
    this.#lengths = lengths
    this.#plans = plans
  }

  /** See `EventStore.writeAdded`. */
  async writeAdded({ after, upTo }: OrdinalRange, file: string, signal?: AbortSignal): Promise<number> {
    const added = `e.ordinal > ${after} AND e.ordinal <= ${upTo}`
    const shapes = await this.#connections.query(
      `SELECT DISTINCT e.shape FROM events e WHERE ${added}`,
      [],
      signal,
    )
    return this.#withPlan(shapes, signal, async (table) => {
      const rows = rowsSql(`SELECT ${COLUMNS_NEEDED} FROM events e WHERE ${added}`, table)
      const copied = await this.#copy(file, upTo)
      return written(this.#connections.query(copied(rows), [], signal, true))
    })
  }

  /** See `EventStore.writeParquet`. */
  async writeMatching(
    query: EventQuery,
    order: Order,
    file: string,
    onEvents: (count: number) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const { computed: plan, release } = await this.#plans.acquire(query, signal)
    const parts: string[] = []
    try {
      for await (const slice of plan.slices(order, SORTED_AT_ONCE, signal)) {
        const part = `${file}.${parts.length}`
        parts.push(part)
        onEvents(await this.#writeSlice(plan.events, sliceSql(slice), order, part, query, signal))
      }
      if (parts.length === 0) {
        await this.writeAdded({ after: 0, upTo: 0 }, file, signal)
        return
      }
      const all = `SELECT * FROM read_parquet([${parts.map(sqlText).join(', ')}])`
      const copied = await this.#copy(file, query.asOf.lastOrdinal)
      await written(this.#connections.query(copied(all), [], signal, true))
    } finally {
      release()
      await Promise.all(parts.map((part) => rm(part, { force: true })))
    }
  }

  async #writeSlice(
    events: MatchingEvents,
    slice: string,
    order: Order,
    file: string,
    { asOf }: EventQuery,
    signal: AbortSignal | undefined,
  ): Promise<number> {
    const shapes = await events.statement().query('DISTINCT e.shape', `AND (${slice})`, signal)
    return this.#withPlan(shapes, signal, async (table) => {
      const inOrder = orderSql(order, this.#connections.dialect)
      const copied = await this.#copy(file, asOf.lastOrdinal)
      return written(
        events
          .statement()
          .query(COLUMNS_NEEDED, `AND (${slice})`, signal, (sql) =>
            copied(`${rowsSql(sql, table)} ORDER BY ${inOrder}`),
          ),
      )
    })
  }

  /** The statement that writes rows into a file. */
  async #copy(file: string, lastOrdinal: number): Promise<(rows: string) => string> {
    const rowGroup = (await this.#lengths.hasLargeRecords(lastOrdinal)) ? ROW_GROUP_OF_LARGE : ROW_GROUP
    return (rows) =>
      `COPY (${rows}) TO ${sqlText(file)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroup})`
  }

  /** Works with a table that says where the records of some shapes have their cells. */
  async #withPlan<T>(
    shapes: readonly Row[],
    signal: AbortSignal | undefined,
    work: (table: string) => Promise<T>,
  ): Promise<T> {
    const table = `memory.main.cells_${this.#tables++}`
    const types = Object.entries(PLAN_TYPES)
    try {
      await this.#connections.query(
        `CREATE TABLE ${table} (${types.map(([name, type]) => `"${name}" ${type}`).join(', ')})`,
        [],
      )
      const ids = shapes.map(([id]) => id as number)
      for (let first = 0; first < ids.length; first += SHAPES_AT_ONCE)
        await this.#addPlanRows(table, ids.slice(first, first + SHAPES_AT_ONCE), signal)
      return await work(table)
    } finally {
      this.#connections.drop(table)
    }
  }

  async #addPlanRows(table: string, ids: readonly number[], signal: AbortSignal | undefined): Promise<void> {
    const shapes = (await this.#connections.query(
      `SELECT id, text FROM shapes WHERE id IN (${ids.join(',')})`,
      [],
      signal,
    )) as [number, string][]
    const rows = shapes.map(([id, text]) => planRow(id, logTableCells(text)))
    await this.#connections.query(
      `INSERT INTO ${table} BY NAME
       SELECT unnest(from_json($1::JSON, '${JSON.stringify([PLAN_TYPES])}'), max_depth := 2)`,
      [JSON.stringify(rows)],
      signal,
    )
  }
}

/** The table's columns of some events, given with COLUMNS_NEEDED. */
function rowsSql(events: string, plan: string): string {
  return `SELECT ${LOG_TABLE_COLUMNS}
    FROM (SELECT *, ${RECORD_TEXTS} FROM (${events}) e JOIN ${plan} p ON p.id = e.shape) e`
}

/** How many rows a statement has written. Throws a `StoreError` if the disk is full. */
async function written(copying: Promise<readonly Row[]>): Promise<number> {
  try {
    const [[rows]] = (await copying) as unknown as [[bigint]]
    return Number(rows)
  } catch (error) {
    throw isFull((error as Error).message) ? whyNotWritten(error) : error
  }
}
