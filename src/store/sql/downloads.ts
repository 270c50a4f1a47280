import type { Order } from '../../filter/filter.ts'
import type { EventQuery, StoredEvent } from '../eventStore.ts'
import type { LookupPlan } from '../plan/lookupPlan.ts'
import type { LookupPlans } from '../plan/lookupPlans.ts'
import { RecordBytes, type RecordBlock } from '../recordBytes.ts'
import type { MatchingEvents } from './matchingEvents.ts'
import type { Repeats } from './repeats.ts'
import { wholeRow } from './rows.ts'
import type { SqlDialect } from './sqlDialect.ts'
import type { Row } from './sqlReader.ts'
import { storedEvents, type KnownShapes } from './storedEvents.ts'

/** How an engine reads all events of a plan. */
export interface DownloadedRows {
  readonly dialect: SqlDialect
  readonly shapes: KnownShapes
  /** Some columns of the matching events, in order, some rows at a time. */
  rows(
    plan: LookupPlan<MatchingEvents>,
    query: EventQuery,
    columns: string,
    order: Order,
    signal: AbortSignal | undefined,
  ): AsyncIterable<Row[]>
  /** The columns of a record: its shape first. */
  readonly recordColumns: string
  /** The leaves of rows with these columns, some rows at a time. */
  withLeaves(
    parts: AsyncIterable<readonly Row[]>,
  ): AsyncIterable<readonly { readonly shape: number; readonly leaves: Uint8Array }[]>
  /** Throws if a query can no longer be answered for its snapshot. */
  check(query: EventQuery): void
}

/** Reads all events that match a filter, a block at a time. */
export class Downloads {
  readonly #plans: LookupPlans<MatchingEvents, Repeats>
  readonly #read: DownloadedRows

  constructor(plans: LookupPlans<MatchingEvents, Repeats>, read: DownloadedRows) {
    this.#plans = plans
    this.#read = read
  }

  /** See `EventStore.downloadRecords`. */
  async *records(
    query: EventQuery,
    { order, between, onOneLine }: { order: Order; between: string; onOneLine: boolean },
    signal?: AbortSignal,
  ): AsyncGenerator<RecordBlock> {
    const bytes = new RecordBytes(between, onOneLine)
    const { recordColumns, shapes: known } = this.#read
    for await (const rows of this.#read.withLeaves(this.#rows(query, recordColumns, order, signal))) {
      const shapes = await known.get(rows.map(({ shape }) => shape))
      for (const { shape, leaves } of rows) {
        const block = bytes.add(shapes.get(shape)!, leaves)
        if (block) yield block
      }
    }
    const rest = bytes.take()
    if (rest) yield rest
  }

  /** See `EventStore.downloadEvents`. */
  async *events(query: EventQuery, order: Order, signal?: AbortSignal): AsyncGenerator<StoredEvent[]> {
    for await (const rows of this.#rows(query, wholeRow(this.#read.dialect), order, signal))
      yield await storedEvents(rows, this.#read.shapes)
  }

  async *#rows(
    query: EventQuery,
    columns: string,
    order: Order,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Row[]> {
    const { computed: plan, release } = await this.#plans.acquire(query, signal)
    try {
      for await (const rows of this.#read.rows(plan, query, columns, order, signal)) {
        this.#read.check(query)
        yield rows
      }
      // Events may have been removed since: the download is broken off rather than incomplete.
      this.#read.check(query)
    } finally {
      release()
    }
  }
}
