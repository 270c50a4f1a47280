import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ListedLogFile, SayWaiting, SourceSpec } from '../../sources/logFileSource.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'
import type { FromReader, HowToRead, ReaderData, ToReader } from './protocol.ts'

/**
 * Takes a batch. If it rejects, the thread fails its current task and all later ones with that
 * reason.
 */
export type StoreBatch = (batch: RecordBatch) => Promise<void>

/** The thread's current task and its callbacks. */
interface Task {
  readonly store: StoreBatch
  readonly onProgress: (bytesRead: number) => void
  readonly onWaiting: SayWaiting
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
  onPieceTaken: () => void
}

/** Reads log files in a thread of its own, one at a time. */
export class ReadingThread {
  readonly #worker: Worker
  #task: Task | null = null
  /** Why the thread does nothing any more. */
  #failure: { readonly reason: unknown } | null = null

  /** `source`: the source of the log files to read; null for a thread that reads uploads. */
  constructor(source: SourceSpec | null, how: HowToRead = { keys: [], scans: true }) {
    const workerData: ReaderData = { source, how }
    // A stack of the thread names lines of the source, as the server's does (launch/start.mjs). The options that Node was started with
    // are not repeated: a thread refuses those of V8, which hold for all threads anyway.
    const execArgv = ['--enable-source-maps']
    this.#worker = new Worker(workerFile(), { workerData, execArgv })
    this.#worker.on('message', (message: FromReader) => this.#hear(message))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.unref()
  }

  /**
   * Reads a log file of the source, behind which the `next` are read. Its last records may wait for
   * `flush`.
   */
  read(
    logFile: ListedLogFile,
    store: StoreBatch,
    onProgress: Task['onProgress'],
    onWaiting: SayWaiting = () => {},
    next: readonly ListedLogFile[] = [],
  ): Promise<void> {
    const uris = next.map(({ uri }) => uri)
    return this.#do({ kind: 'read', logFile, next: uris }, store, onProgress, onWaiting)
  }

  /**
   * Reads an upload and stores all of it. If it breaks off, what arrived is stored, with a problem
   * that says so, before this rejects with the reason. If `signal` aborts, what was read is.
   */
  async upload(
    name: string,
    bytes: AsyncIterable<Uint8Array>,
    store: StoreBatch,
    onProgress: Task['onProgress'],
    signal?: AbortSignal,
  ): Promise<void> {
    const done = this.#do({ kind: 'upload', name }, store, onProgress)
    const cancel = () => this.#say({ kind: 'uploadCanceled' })
    signal?.addEventListener('abort', cancel)
    try {
      await this.#send(bytes, done)
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
    signal?.throwIfAborted()
  }

  /** Sends the bytes of an upload, as fast as they are read. */
  async #send(bytes: AsyncIterable<Uint8Array>, done: Promise<void>): Promise<void> {
    let isRead = false
    done.then(
      () => (isRead = true),
      () => {},
    )
    try {
      for await (const piece of bytes) {
        // Once reading was given up, the rest is only received.
        if (isRead) continue
        const taken = this.#pieceTaken()
        // A copy, so that its memory can be transferred.
        const copy = new Uint8Array(piece)
        this.#say({ kind: 'piece', bytes: copy }, [copy.buffer])
        await Promise.race([taken, done])
      }
    } catch (error) {
      this.#say({ kind: 'uploadBrokenOff' })
      await done
      throw error
    }
    this.#say({ kind: 'uploadEnd' })
    await done
  }

  /** Stores everything that was read. */
  flush(store: StoreBatch): Promise<void> {
    return this.#do({ kind: 'flush' }, store)
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #do(
    message: ToReader,
    store: StoreBatch,
    onProgress: Task['onProgress'] = () => {},
    onWaiting: SayWaiting = () => {},
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure.reason)
      this.#task = { store, onProgress, onWaiting, resolve, reject, onPieceTaken: () => {} }
      this.#say(message)
    })
  }

  #pieceTaken(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#task) this.#task.onPieceTaken = resolve
      else resolve()
    })
  }

  #say(message: ToReader, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer)
  }

  #hear(message: FromReader): void {
    const task = this.#task
    if (!task) return
    switch (message.kind) {
      case 'batch':
        void this.#store(message.batch, task)
        break
      case 'progress':
        task.onProgress(message.bytesRead)
        break
      case 'waiting':
        task.onWaiting(message.sentence)
        break
      case 'pieceTaken':
        task.onPieceTaken()
        break
      case 'done':
        this.#task = null
        task.resolve()
        break
    }
  }

  /**
   * Once a batch was refused, no later one is stored: a file must not look finished when its
   * beginning is missing.
   */
  async #store(batch: RecordBatch, { store }: Task): Promise<void> {
    try {
      if (!this.#failure) await store(batch)
    } catch (error) {
      this.#fail(error)
    }
    this.#say({ kind: 'batchStored' })
  }

  #fail(reason: unknown): void {
    this.#failure ??= { reason }
    const task = this.#task
    this.#task = null
    task?.reject(this.#failure.reason)
  }
}

/** The built worker beside the built server; in development and in tests, its source. */
function workerFile(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = join(here, 'loadWorker.js')
  return existsSync(built) ? built : join(here, 'loadWorkerFromSource.mjs')
}
