import { startConsole, type RunningConsole } from '../../testing/runningConsole.ts'

/** Serves a store for as long as the work takes. */
export async function withStore(
  store: string,
  work: (server: RunningConsole) => Promise<void>,
): Promise<void> {
  const server = await startConsole(['--data', store])
  try {
    await work(server)
  } finally {
    await server.stop()
  }
}
