import { startConsole, type RunningConsole } from '../../testing/runningConsole.ts'

/** Serves a store for as long as the work takes. */
export async function withStore<T>(store: string, work: (server: RunningConsole) => Promise<T>): Promise<T> {
  const server = await startConsole(['--data', store])
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}
