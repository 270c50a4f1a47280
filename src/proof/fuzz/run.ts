import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { DIES, HANGS, PATIENCE_MS, THREAD_LIMITS } from './probe.ts'
import type { Failure } from './thread.ts'
import { CURRENT, NEXT_BLOCK, STARTED, STOP, type FromThread, type ThreadTask } from './thread.ts'
import { StoreShare, type Share } from './storeShare.ts'

export interface FuzzOptions {
  readonly seed: number
  readonly mutations: number
  readonly seconds: number
  /** The folder of real files; null for generated ones only. */
  readonly folder: string | null
}

export interface FuzzFigures {
  mutations: number
  bytes: number
  records: number
  problems: number
  readonly reasons: Set<string>
  slowestMs: number
  slowest: number
  stored: number
  ms: number
}

/** A failure in the store has no bytes, since it concerns several mutants. */
export type Found = Failure | { readonly broken: string; readonly numbers: readonly number[] }

/** Tries mutants on all cores until there are enough, the time is over, or too many have failed. */
export async function fuzz(
  { seed, mutations, seconds, folder }: FuzzOptions,
  onProgress: (figures: FuzzFigures) => void,
): Promise<{ figures: FuzzFigures; failures: readonly Found[] }> {
  const originMs = Date.now()
  const figures: FuzzFigures = {
    mutations: 0,
    bytes: 0,
    records: 0,
    problems: 0,
    reasons: new Set(),
    slowestMs: 0,
    slowest: 0,
    stored: 0,
    ms: 0,
  }
  /** One failure of each kind. */
  const failures = new Map<string, Found>()
  const common = shared()
  const stop = () => Atomics.store(common, STOP, 1)
  const fail = (failure: Found) => {
    const kind = kindOf(failure.broken)
    if (!failures.has(kind)) failures.set(kind, failure)
    if (failures.size >= MAX_KINDS) stop()
  }
  const shares = new Shares(fail)
  const run = () =>
    new Promise<void>((resolve, reject) => {
      const own = shared()
      own[CURRENT] = -1
      const task: ThreadTask = { seed, folder, mutations, common, own, originMs }
      const worker = new Worker(fileURLToPath(import.meta.url), {
        workerData: task,
        resourceLimits: THREAD_LIMITS,
      })
      let seen = { number: -1, cpuMs: 0 }
      const watch = setInterval(() => {
        const number = Atomics.load(own, CURRENT)
        if (number !== seen.number) seen = { number, cpuMs: cpuMs() }
        if (number < 0) return
        // Time that other processes used does not count, since the machine may be busy.
        const wallMs = Date.now() - originMs - Atomics.load(own, STARTED)
        if (cpuMs() - seen.cpuMs > PATIENCE_MS || wallMs > 10 * PATIENCE_MS) end(HANGS)
        else if (process.memoryUsage.rss() > MOST_MEMORY)
          end(`${DIES}: the process held ${MOST_MEMORY} bytes`)
      }, 500)
      /** Stops the thread and continues with another. */
      const end = (broken: string) => {
        const number = Atomics.load(own, CURRENT)
        clearInterval(watch)
        worker.removeAllListeners()
        void worker.terminate()
        if (number < 0) return reject(new Error(broken))
        fail({ broken, numbers: [number] })
        resolve(run())
      }
      worker.on('error', (error) => end(`${DIES}: ${error.message}`))
      worker.on('message', (message: FromThread) => {
        switch (message.kind) {
          case 'block': {
            const { reasons, slowestMs, slowest, ...sums } = message.figures
            for (const [name, value] of Object.entries(sums)) figures[name as keyof typeof sums] += value
            for (const reason of reasons) figures.reasons.add(reason)
            if (slowestMs > figures.slowestMs) Object.assign(figures, { slowestMs, slowest })
            break
          }
          case 'broken':
            fail(message.failure)
            break
          case 'share':
            shares.add(message.share)
            break
          case 'done':
            clearInterval(watch)
            void worker.terminate()
            resolve()
        }
      })
    })
  const progress = setInterval(() => {
    figures.ms = Date.now() - originMs
    onProgress(figures)
    if (figures.ms > seconds * 1000) stop()
  }, 1000)
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, run))
    figures.stored = await shares.close()
  } finally {
    clearInterval(progress)
  }
  figures.ms = Date.now() - originMs
  return { figures, failures: [...failures.values()] }
}

/**
 * Stores the records from the threads, one batch after another, in a new store from time to time.
 */
class Shares {
  readonly #fail: (failure: Found) => void
  #store: StoreShare | null = null
  #numbers: number[] = []
  #shares = 0
  #stored = 0
  #turn: Promise<void> = Promise.resolve()

  constructor(fail: (failure: Found) => void) {
    this.#fail = fail
  }

  add(share: Share): void {
    this.#turn = this.#turn.then(async () => {
      this.#store ??= await StoreShare.open()
      this.#numbers.push(...share.numbers)
      this.#stored += share.texts.length
      const broken = await this.#store.add(share).catch(thrown)
      if (broken !== null) this.#fail({ broken, numbers: share.numbers })
      if (broken !== null || ++this.#shares % SHARES_A_STORE === 0) await this.#closeStore()
    })
  }

  /** Resolves to the number of records that were stored. */
  async close(): Promise<number> {
    await this.#turn
    await this.#closeStore()
    return this.#stored
  }

  async #closeStore(): Promise<void> {
    const broken = (await this.#store?.close().catch(thrown)) ?? null
    if (broken !== null) this.#fail({ broken, numbers: this.#numbers })
    this.#store = null
    this.#numbers = []
  }
}

function thrown(error: unknown): string {
  return `A store takes every record: ${error instanceof Error ? error.message : String(error)}`
}

/** The processor time of all threads. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function shared(): Int32Array<SharedArrayBuffer> {
  const values = new Int32Array(new SharedArrayBuffer(8))
  values[NEXT_BLOCK] = 0
  return values
}

/** Failures of one kind usually have one cause. */
export function kindOf(broken: string): string {
  const [promise = '', detail = ''] = broken.split(': ')
  return `${promise}: ${detail.replaceAll(/\d+|".*"/gs, '…').slice(0, 60)}`
}

const MAX_KINDS = 12
/** A server may use 1.2 GB; two readers, their mutants and a store may use this much. */
const MOST_MEMORY = 2 * 1024 ** 3
const SHARES_A_STORE = 40
