import type { EventQuery } from '../eventStore.ts'
import type { DownloadedRows } from '../sql/downloads.ts'
import type { Row } from '../sql/sqlReader.ts'
import type { KnownShapes } from '../sql/storedEvents.ts'
import type { Connections } from './connections.ts'
import { downloadRows } from './downloadRows.ts'
import type { LargeRecords } from './largeRecords.ts'
import type { RecordSegments } from './recordSegments.ts'

/** How DuckDB reads all events of a plan: leaves that segments have are read from these. */
export function downloadedRows(
  connections: Connections,
  shapes: KnownShapes,
  large: LargeRecords,
  segments: RecordSegments,
  check: (query: EventQuery) => void,
): DownloadedRows {
  return {
    dialect: connections.dialect,
    shapes,
    check,
    rows: (plan, { asOf: { lastOrdinal } }, columns, order, signal) =>
      downloadRows({ connections, large, plan, lastOrdinal }, columns, order, signal),
    recordColumns: 'e.shape, encode(e.leaves), e.ordinal::DOUBLE',
    async *withLeaves(parts) {
      for await (const rows of inBlocks(parts)) {
        const inSegments = segments.leavesOf(rows.map(([, leaves, ordinal]) => (leaves ? NONE : ordinal)))
        yield rows.map(([shape, leaves], index) => ({ shape, leaves: leaves ?? inSegments[index]! }))
      }
    },
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
