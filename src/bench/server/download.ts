import { timed } from '../measure.ts'
import { benchRow, type BenchRow } from '../row.ts'
import { DOWNLOAD } from '../targets.ts'
import { forgetPeakMemory, peakMemory } from '../../testing/peakMemory.ts'
import type { RunningConsole } from '../../testing/runningConsole.ts'

const TIMES = 3

/** All original records, and how much memory that takes beside what was taken before. */
export async function measureDownload(server: RunningConsole): Promise<readonly BenchRow[]> {
  const taken: number[] = []
  forgetPeakMemory(server)
  const before = peakMemory(server)
  for (let turn = 0; turn < TIMES; turn++) {
    taken.push(
      await timed(async () => {
        const { body } = await fetch(`${server.origin}/api/events/download`)
        for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) void chunk
      }),
    )
  }
  return [
    benchRow('download, all records', 'ms', taken, DOWNLOAD),
    benchRow('extra memory for downloads', 'MB', [(peakMemory(server) - before) / 1e6]),
  ]
}
