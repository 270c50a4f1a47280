import { timed, timingOf } from '../measure.ts'
import type { ParseReference } from '../parse.ts'
import { quantityRow, timeRow, type BenchRow } from '../row.ts'
import { forgetPeakMemory, peakMemory } from '../../testing/peakMemory.ts'
import type { RunningConsole } from '../../testing/runningConsole.ts'

/** All original records, as fast as parse, and without keeping them in memory. */
export async function measureDownload(server: RunningConsole, parse: ParseReference): Promise<BenchRow[]> {
  const taken: number[] = []
  let bytes = 0
  forgetPeakMemory(server)
  const before = peakMemory(server)
  for (let turn = 0; turn < 3; turn++) {
    bytes = 0
    taken.push(
      await timed(async () => {
        const { body } = await fetch(`${server.origin}/api/events/download`)
        for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) bytes += chunk.length
      }),
    )
  }
  const grown = (peakMemory(server) - before) / 1e6
  return [
    timeRow('download, all records', timingOf(taken), parse.ms, bytes / parse.bytes),
    quantityRow('extra memory for downloads', 'MB', [grown]),
  ]
}
