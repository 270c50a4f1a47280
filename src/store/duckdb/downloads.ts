import type { Order } from '../../filter/filter.ts'
import type { EventQuery, StoredEvent } from '../eventStore.ts'
import type { LookupPlans } from '../plan/lookupPlans.ts'
import { RecordBytes, type RecordBlock } from '../recordBytes.ts'
import type { Row } from '../sql/sqlReader.ts'
import type { Connections } from './connections.ts'
import { downloadRows } from './downloadRows.ts'
import type { LargeRecords } from './largeRecords.ts'
import type { MatchingEvents } from '../sql/matchingEvents.ts'
import type { RecordSegments } from './recordSegments.ts'
import type { Repeats } from '../sql/repeats.ts'
import { wholeRow } from '../sql/rows.ts'
import type { Shapes } from './shapes.ts'
import { storedEvents } from '../sql/storedEvents.ts'

/** Reads all events that match a filter, a block at a time. */
export class Downloads {
  readonly #connections: Connections
  readonly #shapes: Shapes
  readonly #plans: LookupPlans<MatchingEvents, Repeats>
  readonly #large: LargeRecords
  readonly #segments: RecordSegments
  readonly #check: (query: EventQuery) => void

  /** `check` throws if a query can no longer be answered for its snapshot. */
  constructor(
    connections: Connections,
    shapes: Shapes,
    plans: LookupPlans<MatchingEvents, Repeats>,
    large: LargeRecords,
    segments: RecordSegments,
    check: (query: EventQuery) => void,
  ) {
    this.#connections = connections
    this.#shapes = shapes
    this.#plans = plans
    this.#large = large
    this.#segments = segments
    this.#check = check
  }

  /** See `EventStore.downloadRecords`. */
  async *records(
    query: EventQuery,
    { order, between, onOneLine }: { order: Order; between: string; onOneLine: boolean },
    signal?: AbortSignal,
  ): AsyncGenerator<RecordBlock> {
    const bytes = new RecordBytes(between, onOneLine)
    const columns = 'e.shape, encode(e.leaves), e.ordinal::DOUBLE'
    for await (const rows of inBlocks(this.#rows(query, columns, order, signal))) {
      const shapes = await this.#shapes.get(rows.map(([shape]) => shape))
      const inSegments = this.#segments.leavesOf(rows.map(([, leaves, ordinal]) => (leaves ? NONE : ordinal)))
      for (const [index, [shape, leaves]] of rows.entries()) {
        const block = bytes.add(shapes.get(shape)!, leaves ?? inSegments[index]!)
        if (block) yield block
      }
    }
    const rest = bytes.take()
    if (rest) yield rest
  }

  /** See `EventStore.downloadEvents`. */
  async *events(query: EventQuery, order: Order, signal?: AbortSignal): AsyncGenerator<StoredEvent[]> {
    for await (const rows of this.#rows(query, wholeRow(this.#connections.dialect), order, signal))
      yield await storedEvents(rows, this.#shapes)
  }

  async *#rows(
    query: EventQuery,
    columns: string,
    order: Order,
    signal?: AbortSignal,
  ): AsyncGenerator<Row[]> {
    const { computed: plan, release } = await this.#plans.acquire(query, signal)
    try {
      const [connections, large] = [this.#connections, this.#large]
      const { lastOrdinal } = query.asOf
      const blocks = downloadRows({ connections, large, plan, lastOrdinal }, columns, order, signal)
      for await (const rows of blocks) {
        this.#check(query)
        yield rows
      }
      // Events may have been removed since: the download is broken off rather than incomplete.
      this.#check(query)
    } finally {
      release()
    }
  }
}

type RecordRow = [shape: number, leaves: Uint8Array | null, ordinal: number]

/** No segment has it. */
const NONE = 0

/** How many rows are read from segments at once, and how many bytes of leaves of others they may have. */
const BLOCK_ROWS = 8192
const BLOCK_BYTES = 16 * 1024 * 1024

async function* inBlocks(parts: AsyncIterable<readonly Row[]>): AsyncGenerator<RecordRow[]> {
  let block: RecordRow[] = []
  let bytes = 0
  for await (const rows of parts as AsyncIterable<RecordRow[]>) {
    for (const row of rows) {
      block.push(row)
      bytes += row[1]?.length ?? 0
    }
    if (block.length < BLOCK_ROWS && bytes < BLOCK_BYTES) continue
    yield block
    block = []
    bytes = 0
  }
  yield block
}
