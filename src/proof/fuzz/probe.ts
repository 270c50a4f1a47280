import { fileURLToPath } from 'node:url'
import { parentPort, Worker } from 'node:worker_threads'
import { Judge } from './judge.ts'
import type { Expected } from './mutants.ts'

interface Question {
  readonly bytes: Uint8Array
  readonly expected: Expected | null
  readonly chunkSize: number | null
}

/**
 * Judges single files in a thread, which is stopped if it takes too long; that is the result then.
 */
export class Probe {
  #worker: Worker | null = null

  /** The promise that is broken; null if all are kept. */
  async ask(bytes: Uint8Array, expected: Expected | null, chunkSize: number | null): Promise<string | null> {
    const worker = (this.#worker ??= new Worker(fileURLToPath(import.meta.url), {
      workerData: 'probe',
      resourceLimits: THREAD_LIMITS,
    }))
    const answer = await new Promise<string | null>((resolve) => {
      const timer = setTimeout(() => resolve(HANGS), PATIENCE_MS)
      worker.removeAllListeners()
      worker.once('message', (broken: string | null) => {
        clearTimeout(timer)
        resolve(broken)
      })
      worker.once('error', (error) => {
        clearTimeout(timer)
        resolve(`${DIES}: ${error.message}`)
      })
      worker.postMessage({ bytes, expected, chunkSize } satisfies Question, [])
    })
    if (answer === HANGS || answer?.startsWith(DIES)) await this.close()
    return answer
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = null
  }
}

/** The thread's side. Every file gets a new judge. */
export function runProbe(): void {
  parentPort!.on('message', ({ bytes, expected, chunkSize }: Question) => {
    void new Judge()
      .judge(Buffer.from(bytes), expected, chunkSize)
      .then(({ broken }) => parentPort!.postMessage(broken, []))
  })
}

export const PATIENCE_MS = 20_000
export const HANGS = `Reading ends: it took more than ${PATIENCE_MS / 1000} s`
export const DIES = 'Memory is bounded: the thread died'
/** The limit of a thread's JavaScript memory. */
export const THREAD_LIMITS = { maxOldGenerationSizeMb: 1024 }
