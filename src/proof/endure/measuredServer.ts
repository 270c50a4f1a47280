import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** The built server in a process of its own, which tells its memory on request. */
export interface MeasuredServer {
  readonly origin: string
  /** After its garbage was collected. */
  memory(): Promise<NodeJS.MemoryUsage>
  stop(): Promise<void>
}

/** Runs in the server's process, before it: nothing of the server knows that it is measured. */
const ANSWER_MEMORY = `
  import { isMainThread } from 'node:worker_threads'
  if (isMainThread) process.on('message', () => { gc(); process.send(process.memoryUsage()) })`

export async function startMeasuredServer(
  program: string,
  options: readonly string[],
): Promise<MeasuredServer> {
  const preload = `data:text/javascript,${encodeURIComponent(ANSWER_MEMORY)}`
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', preload, program, '--port', '0', ...options],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  )
  return {
    origin: await originOf(child),
    memory: async () => {
      child.send('memory')
      const [usage] = (await once(child, 'message')) as [NodeJS.MemoryUsage]
      return usage
    },
    stop: async () => {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}

async function originOf({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stdout! })) {
    const [, origin] = /^Event History Console: (http:\S+)\/$/.exec(line) ?? []
    if (origin !== undefined) return origin
  }
  throw new Error('The server ended before it served: it says why above.')
}
