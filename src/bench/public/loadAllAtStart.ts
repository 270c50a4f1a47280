import { rm } from 'node:fs/promises'
import { timingOf, type Timing } from '../measure.ts'
import { processorTime } from '../../testing/processorTime.ts'
import { startConsole } from '../../testing/runningConsole.ts'

const TURNS = 7

/** From the start of the server until all public files are loaded. */
export interface LoadedAll {
  readonly wall: Timing
  /** All threads together; null if the system does not report it. */
  readonly processor: Timing | null
}

/** Starts each of the servers in turn with all files, always on an empty data folder. */
export async function loadAllAtStart(
  servers: readonly string[],
  data: string,
  folder: string,
): Promise<readonly LoadedAll[]> {
  const taken = servers.map(() => ({ wall: [] as number[], processor: [] as number[] }))
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [index, server] of servers.entries()) {
      await rm(folder, { recursive: true, force: true })
      const console = await startConsole(['--data', folder, data], server)
      taken[index]!.wall.push(await console.loaded)
      const used = processorTime(console)
      if (used !== null) taken[index]!.processor.push(used)
      await console.stop()
    }
  }
  return taken.map(({ wall, processor }) => ({
    wall: timingOf(wall),
    processor: processor.length > 0 ? timingOf(processor) : null,
  }))
}
