import type { Order } from '../../filter/filter.ts'
import type { LookupPlan } from '../plan/lookupPlan.ts'
import { LARGE_IN_BATCH_BYTES } from '../recordBatch.ts'
import type { Row } from '../sql/sqlReader.ts'
import type { Connections } from './connections.ts'
import type { LargeRecords } from './largeRecords.ts'
import { orderSql, sliceSql, type MatchingEvents } from '../sql/matchingEvents.ts'

/**
 * How many events a download sorts at once, and how many bytes of their records if some are large.
 */
const BLOCK_EVENTS = 20_000
const BLOCK_BYTES = 16 * 1024 * 1024

/** Blocks whose large records exceed this many bytes are not sorted together with their records. */
const BYTES_IN_ORDER = 32 * 1024 * 1024

interface DownloadedFrom {
  readonly connections: Connections
  readonly large: LargeRecords
  readonly plan: LookupPlan<MatchingEvents>
  /** Of the plan's snapshot. */
  readonly lastOrdinal: number
}

/** Some columns of the matching events, in order, a block at a time. */
export async function* downloadRows(
  { connections, large, plan, lastOrdinal }: DownloadedFrom,
  columns: string,
  order: Order,
  signal?: AbortSignal,
): AsyncGenerator<Row[]> {
  const inOrder = `ORDER BY ${orderSql(order, connections.dialect)}`
  for await (const slice of plan.slices(order, BLOCK_EVENTS, signal)) {
    const tail = `AND (${sliceSql(slice)}) ${inOrder}`
    if ((await large.bytesIn(plan.events, slice, lastOrdinal, signal)) <= BYTES_IN_ORDER) {
      yield* plan.events.statement().stream(columns, tail, signal)
      continue
    }
    // The leaves in segments have at most this many bytes.
    const sizes = await plan.events
      .statement()
      .query(`e.ordinal::DOUBLE, coalesce(strlen(e.leaves), ${LARGE_IN_BATCH_BYTES})::DOUBLE`, tail, signal)
    for (const ordinals of blocksOf(sizes as [number, number][])) {
      yield await rowsOf(ordinals, columns, connections, signal)
    }
  }
}

/**
 * Some columns of a few events, in the order of `ordinals`. They are sorted here, because the
 * engine would copy large rows to sort them.
 */
async function rowsOf(
  ordinals: readonly number[],
  columns: string,
  connections: Connections,
  signal: AbortSignal | undefined,
): Promise<Row[]> {
  const places = new Map(ordinals.map((ordinal, place) => [ordinal, place]))
  const rows: Row[] = []
  // The range lets the engine skip all other rows.
  const [least, greatest] = [Math.min(...ordinals), Math.max(...ordinals)]
  const answer = connections.stream(
    `SELECT ${columns}, e.ordinal::DOUBLE FROM events e
     WHERE e.ordinal BETWEEN ${least} AND ${greatest} AND e.ordinal IN (${ordinals.join(',')})`,
    [],
    signal,
  )
  for await (const block of answer) for (const row of block) rows[places.get(row.at(-1) as number)!] = row
  return rows
}

/** Splits neighbouring events into blocks. */
function* blocksOf(sizes: readonly [ordinal: number, bytes: number][]): Generator<readonly number[]> {
  let block: number[] = []
  let blockBytes = 0
  for (const [ordinal, bytes] of sizes) {
    if (blockBytes + bytes > BLOCK_BYTES && block.length > 0) {
      yield block
      block = []
      blockBytes = 0
    }
    block.push(ordinal)
    blockBytes += bytes
  }
  if (block.length > 0) yield block
}
