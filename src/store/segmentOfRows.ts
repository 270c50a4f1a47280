import type { ScannedRows } from '../cloudtrail/scan/scannedRows.ts'
import { LARGE_IN_BATCH_BYTES } from './recordBatch.ts'
import { encodeSegment } from './segments/encodeSegment.ts'

/**
 * A segment with the leaves of rows, in an order, but for those of large records. `shapes`: the number of each of their shapes in the segment, `leafCounts`: how many leaves a record of each of
 * those has.
 */
export function segmentOfRows(
  { count, memory, leavesStart, leavesEnd, shape }: ScannedRows,
  order: Uint32Array,
  shapes: readonly number[],
  leafCounts: readonly number[],
): Uint8Array<ArrayBuffer> {
  const rows = {
    count,
    memory,
    leavesStart: new Uint32Array(count),
    leavesEnd: new Uint32Array(count),
    shape: new Uint32Array(count),
    leafCounts: [...leafCounts, 0],
  }
  for (let at = 0; at < count; at++) {
    const row = order[at]!
    const isKept = isLarge(leavesStart[row]!, leavesEnd[row]!)
    rows.leavesStart[at] = leavesStart[row]!
    rows.leavesEnd[at] = isKept ? leavesStart[row]! : leavesEnd[row]!
    rows.shape[at] = isKept ? leafCounts.length : shapes[shape[row]!]!
  }
  return encodeSegment(rows)
}

/** Whether a record's leaves are not put into a segment. */
export const isLarge = (leavesStart: number, leavesEnd: number): boolean =>
  leavesEnd - leavesStart > LARGE_IN_BATCH_BYTES
