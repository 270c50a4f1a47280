import { once } from 'node:events'
import { startingConsole, type RunningConsole } from '../../testing/runningConsole.ts'

/** The built server, which reports its memory on request. */
export interface MeasuredServer extends RunningConsole {
  /** After a garbage collection. */
  memory(): Promise<NodeJS.MemoryUsage>
}

/**
 * Runs in the server's process, before the server, whose code does not know that it is measured.
 */
const ANSWER_MEMORY = `
  import { isMainThread } from 'node:worker_threads'
  if (isMainThread) process.on('message', () => { gc(); process.send(process.memoryUsage()) })`

export async function startMeasuredServer(options: readonly string[]): Promise<MeasuredServer> {
  const preload = `data:text/javascript,${encodeURIComponent(ANSWER_MEMORY)}`
  const starting = startingConsole(options, { node: ['--expose-gc', '--import', preload], ipc: true })
  return {
    ...(await starting.serving),
    memory: async () => {
      starting.process.send('memory')
      const [usage] = (await once(starting.process, 'message')) as [NodeJS.MemoryUsage]
      return usage
    },
  }
}
