import type { EventQuery } from '../eventStore.ts'
import type { DownloadedRows } from '../sql/downloads.ts'
import { orderSql, sliceSql } from '../sql/matchingEvents.ts'
import type { SqlReader } from '../sql/sqlReader.ts'
import type { KnownShapes } from '../sql/storedEvents.ts'

/** How many events the server sorts at once. */
const SORTED_AT_ONCE = 50_000

/** How ClickHouse reads all events of a plan. */
export function downloadedRows(
  { dialect }: SqlReader,
  shapes: KnownShapes,
  check: (query: EventQuery) => void,
): DownloadedRows {
  return {
    dialect,
    shapes,
    check,
    async *rows(plan, _, columns, order, signal) {
      for await (const slice of plan.slices(order, SORTED_AT_ONCE, signal)) {
        const tail = `AND (${sliceSql(slice)}) ORDER BY ${orderSql(order, dialect)}`
        yield* plan.events.statement().stream(columns, tail, signal)
      }
    },
    recordColumns: 'e.shape, e.leaves',
    async *withLeaves(parts) {
      for await (const rows of parts)
        yield rows.map(([shape, leaves]) => ({
          shape: Number(shape),
          leaves: Buffer.from(leaves as string),
        }))
    },
  }
}
