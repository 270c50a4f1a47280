import type { DuckDBConnection } from '@duckdb/node-api'
import { loadEngine } from './engine.ts'
import type { RecordSegments } from './recordSegments.ts'

/**
 * Gives SQL the function `segment_leaves(ordinal)`, for leaves that are not in the table `events`; null where no
 * segment has them. It takes about a microsecond an event, so what reads many of them reads the segments itself.
 */
export function addSegmentFunction(
  connection: DuckDBConnection,
  segments: () => RecordSegments | undefined,
): void {
  const { DuckDBScalarFunction, INTEGER, VARCHAR } = loadEngine()
  const leaves = DuckDBScalarFunction.create({
    name: 'segment_leaves',
    parameterTypes: [INTEGER],
    returnType: VARCHAR,
    mainFunction: (_, input, output) => {
      const column = input.getColumnVector(0)
      const ordinals = Array.from({ length: input.rowCount }, (_item, row) => column.getItem(row) as number)
      const found = segments()?.leavesOf(ordinals) ?? []
      for (const row of ordinals.keys()) output.setItem(row, textOf(found[row]))
      output.flush()
    },
  })
  connection.registerScalarFunction(leaves)
}

const textOf = (leaves: Uint8Array | null | undefined): string | null =>
  leaves ? Buffer.from(leaves.buffer, leaves.byteOffset, leaves.length).toString() : null
