import { parentPort, workerData } from 'node:worker_threads'
import { BatchingReader } from '../../server/loading/batchingReader.ts'
import { buffersOf, type RecordBatch } from '../../store/recordBatch.ts'
import { Judge } from './judge.ts'
import { chunksOf, stockOf, type Expected, type Stock } from './mutants.ts'
import type { Share } from './storeShare.ts'

/** What a thread is started with. */
export interface ThreadTask {
  readonly seed: number
  readonly folder: string | null
  readonly mutations: number
  /** Shared by all threads: {@link NEXT_BLOCK}, {@link STOP}. */
  readonly common: Int32Array<SharedArrayBuffer>
  /** This thread's own: {@link CURRENT}, {@link STARTED}. */
  readonly own: Int32Array<SharedArrayBuffer>
  readonly originMs: number
}

export const NEXT_BLOCK = 0
export const STOP = 1
/** The current mutant; -1 for none. */
export const CURRENT = 0
/** When it was started: milliseconds since `originMs`. */
export const STARTED = 1

/**
 * Mutants are judged in blocks, each by a new judge, so that the result for a mutant depends on its
 * block alone, whichever thread takes it.
 */
export const BLOCK = 100

/** The messages of a thread. */
export type FromThread =
  | { readonly kind: 'block'; readonly figures: BlockFigures }
  | { readonly kind: 'broken'; readonly failure: Failure }
  | { readonly kind: 'share'; readonly share: Share }
  | { readonly kind: 'done' }

interface BlockFigures {
  readonly mutations: number
  readonly bytes: number
  readonly records: number
  readonly problems: number
  /** Reasons without quotations and numbers. */
  readonly reasons: readonly string[]
  readonly slowestMs: number
  readonly slowest: number
}

export interface Failure {
  readonly number: number
  /** A sentence that begins with the promise and a colon. */
  readonly broken: string
  readonly bytes: Uint8Array
  readonly story: readonly string[]
  readonly expected: Expected | null
  readonly chunkSize: number | null
}

/** Judges one mutant with a judge that has seen the block before it. */
export async function judgeNumber(stock: Stock, judge: Judge, seed: number, number: number) {
  const mutant = stock.mutant(seed, number)
  const { bytes, expected, story } = mutant
  const chunkSize =
    number % 8 === 0 ? Math.max(1, Math.ceil(bytes.length / [2, 3, 20, 300][(number / 8) % 4]!)) : null
  const verdict = await judge.judge(bytes, expected, chunkSize)
  const failure: Failure | null =
    verdict.broken === null ? null : { number, broken: verdict.broken, bytes, story, expected, chunkSize }
  return { bytes, verdict, failure, story }
}

/** Takes block after block until there are no more, or it is told to stop. */
export async function runThread(): Promise<void> {
  const { seed, folder, mutations, common, own, originMs } = workerData as ThreadTask
  const say = (message: FromThread, transfer: ArrayBuffer[] = []) =>
    parentPort!.postMessage(message, transfer)
  const stock = await stockOf(folder)
  const sharing = new Sharing((share) => say({ kind: 'share', share }, share.batches.flatMap(buffersOf)))
  const known = new Set<string>()
  while (Atomics.load(common, STOP) === 0) {
    const first = Atomics.add(common, NEXT_BLOCK, 1) * BLOCK
    if (first >= mutations) break
    const judge = new Judge()
    const end = Math.min(mutations, first + BLOCK)
    let [bytesRead, records, problems, slowestMs, slowest] = [0, 0, 0, 0, first]
    const reasons: string[] = []
    for (let number = first; number < end; number++) {
      const started = performance.now()
      Atomics.store(own, STARTED, Math.round(performance.timeOrigin + started - originMs))
      Atomics.store(own, CURRENT, number)
      const { bytes, verdict, failure } = await judgeNumber(stock, judge, seed, number)
      if (failure) say({ kind: 'broken', failure })
      else if (number % SHARED_OF === 0) await sharing.read(number, bytes, verdict.records)
      bytesRead += bytes.length
      records += verdict.records.length
      problems += verdict.reasons.length
      for (const reason of verdict.reasons.map(plainReason)) {
        if (known.has(reason)) continue
        known.add(reason)
        reasons.push(reason)
      }
      const ms = performance.now() - started
      if (ms > slowestMs) [slowestMs, slowest] = [ms, number]
    }
    Atomics.store(own, CURRENT, -1)
    say({
      kind: 'block',
      figures: { mutations: end - first, bytes: bytesRead, records, problems, reasons, slowestMs, slowest },
    })
  }
  await sharing.flush()
  say({ kind: 'done' })
}

/** Reads a share of the mutants as the server does, into batches for a store. */
export class Sharing {
  readonly #pass: (share: Share) => void
  readonly #reader: BatchingReader
  #batches: RecordBatch[] = []
  #texts: string[] = []
  #numbers: number[] = []

  constructor(pass: (share: Share) => void) {
    this.#pass = pass
    this.#reader = new BatchingReader(async (batch) => {
      this.#batches.push(batch)
    })
  }

  async read(number: number, bytes: Uint8Array, texts: readonly string[]): Promise<void> {
    this.#texts.push(...texts)
    this.#numbers.push(number)
    const logFile = { name: `mutant ${number}`, uri: null, size: bytes.length, modifiedMs: 0 }
    await this.#reader.read(logFile, chunksOf(bytes, Infinity), () => {})
    if (this.#numbers.length >= FILES_A_SHARE) await this.flush()
  }

  async flush(): Promise<void> {
    await this.#reader.flush()
    if (this.#numbers.length > 0)
      this.#pass({ batches: this.#batches, texts: this.#texts, numbers: this.#numbers })
    this.#batches = []
    this.#texts = []
    this.#numbers = []
  }
}

function plainReason(reason: string): string {
  return reason
    .replace(/".*"|“.*”|'.*'|s3:\/\/.*;/gsu, '…')
    .replace(/\d+/g, 'N')
    .slice(0, 120)
}

const SHARED_OF = 50
const FILES_A_SHARE = 20
