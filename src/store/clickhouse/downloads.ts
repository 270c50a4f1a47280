import type { Order } from '../../filter/filter.ts'
import type { EventQuery, StoredEvent } from '../eventStore.ts'
import type { LookupPlans } from '../plan/lookupPlans.ts'
import { RecordBytes, type RecordBlock } from '../recordBytes.ts'
import { orderSql, sliceSql, type MatchingEvents } from '../sql/matchingEvents.ts'
import type { Repeats } from '../sql/repeats.ts'
import { wholeRow } from '../sql/rows.ts'
import type { Row, SqlReader } from '../sql/sqlReader.ts'
import { storedEvents, type KnownShapes } from '../sql/storedEvents.ts'

/** How many events the server sorts at once. */
const SORTED_AT_ONCE = 50_000

/** Reads all events that match a filter, a block at a time. */
export class ClickHouseDownloads {
  readonly #reader: SqlReader
  readonly #shapes: KnownShapes
  readonly #plans: LookupPlans<MatchingEvents, Repeats>
  readonly #check: (query: EventQuery) => void

  /** `check` throws if a query can no longer be answered for its snapshot. */
  constructor(
    reader: SqlReader,
    shapes: KnownShapes,
    plans: LookupPlans<MatchingEvents, Repeats>,
    check: (query: EventQuery) => void,
  ) {
    this.#reader = reader
    this.#shapes = shapes
    this.#plans = plans
    this.#check = check
  }

  /** See `EventStore.downloadRecords`. */
  async *records(
    query: EventQuery,
    { order, between, onOneLine }: { order: Order; between: string; onOneLine: boolean },
    signal?: AbortSignal,
  ): AsyncGenerator<RecordBlock> {
    const bytes = new RecordBytes(between, onOneLine)
    for await (const rows of this.#rows(query, 'e.shape, e.leaves', order, signal)) {
      const shapes = await this.#shapes.get(rows.map(([shape]) => Number(shape)))
      for (const [shape, leaves] of rows) {
        const block = bytes.add(shapes.get(Number(shape))!, Buffer.from(leaves as string))
        if (block) yield block
      }
    }
    const rest = bytes.take()
    if (rest) yield rest
  }

  /** See `EventStore.downloadEvents`. */
  async *events(query: EventQuery, order: Order, signal?: AbortSignal): AsyncGenerator<StoredEvent[]> {
    for await (const rows of this.#rows(query, wholeRow(this.#reader.dialect), order, signal))
      yield storedEvents(rows, this.#shapes)
  }

  async *#rows(
    query: EventQuery,
    columns: string,
    order: Order,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Row[]> {
    const { computed: plan, release } = await this.#plans.acquire(query, signal)
    try {
      for await (const slice of plan.slices(order, SORTED_AT_ONCE, signal)) {
        const tail = `AND (${sliceSql(slice)}) ORDER BY ${orderSql(order, this.#reader.dialect)}`
        for await (const rows of plan.events.statement().stream(columns, tail, signal)) {
          this.#check(query)
          yield rows
        }
      }
      // Events may have been removed since: the download is broken off rather than incomplete.
      this.#check(query)
    } finally {
      release()
    }
  }
}
