import type { BenchRow } from '../row.ts'
import { benchRow } from '../row.ts'
import { measureDownload } from '../server/download.ts'
import { askQuestions } from '../server/questions.ts'
import { startConsole } from '../../testing/runningConsole.ts'

/** The same work on the store of a console and on one that several share. */
export interface StoreComparison {
  readonly events: number
  readonly own: readonly BenchRow[]
  readonly shared: readonly BenchRow[]
}

/**
 * Loads the log files into the database at an address, which should be empty, and asks both stores what the console
 * asks. `store`: the folder of a store that has the log files.
 */
export async function compareStores(
  address: string,
  { events, logFiles, store }: { readonly events: number; readonly logFiles: string; readonly store: string },
): Promise<StoreComparison> {
  const server = await startConsole(['--store', address, logFiles])
  const loading = benchRow('load all log files, with deduplication', 'ms', [await server.loaded])
  await server.stop()
  return {
    events,
    own: await asked(['--data', store]),
    shared: [loading, ...(await asked(['--store', address]))],
  }
}

async function asked(options: readonly string[]): Promise<readonly BenchRow[]> {
  const server = await startConsole(options)
  try {
    return [...(await askQuestions(server)), ...(await measureDownload(server))]
  } finally {
    await server.stop()
  }
}
