import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { RecordBatch } from '../../store/recordBatch.ts'
import type { LogFileSource } from './batchingReader.ts'
import type { FromReader, ToReader } from './protocol.ts'

/** Reads log files in a thread of its own, one at a time. */
export class ReadingThread {
  readonly #worker: Worker
  readonly #store: (batch: RecordBatch) => Promise<void>
  #onBytes: (read: number) => void = () => {}
  #task: { resolve: () => void; reject: (error: unknown) => void } | undefined
  /** Ends what is being done, and all that is asked for later. */
  #failure: unknown
  #chunkTaken: () => void = () => {}

  /** `store` takes each batch; when it rejects, the reading ends with its reason. */
  constructor(store: (batch: RecordBatch) => Promise<void>) {
    this.#store = store
    this.#worker = new Worker(workerFile())
    this.#worker.on('message', (message: FromReader) => this.#hear(message))
    this.#worker.on('error', (error) => {
      this.#failure = error
      this.#end()
    })
    this.#worker.unref()
  }

  read(source: LogFileSource & { path: string }, onBytes: (read: number) => void): Promise<void> {
    this.#onBytes = onBytes
    return this.#do({ kind: 'read', source })
  }

  /** Reads an upload and stores all of it; of one that breaks off what came, with a problem that says so, before it throws. */
  async upload(source: LogFileSource, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const done = this.#do({ kind: 'upload', source })
    let isRead = false
    done.then(
      () => (isRead = true),
      () => {},
    )
    try {
      for await (const chunk of bytes) {
        // The rest of what was refused half-way is taken from the wire alone.
        if (isRead) continue
        const taken = new Promise<void>((resolve) => {
          this.#chunkTaken = resolve
        })
        // A copy of its own, which can be handed over.
        const copy = new Uint8Array(chunk)
        this.#say({ kind: 'chunk', bytes: copy }, [copy.buffer])
        await Promise.race([taken, done])
      }
    } catch (error) {
      this.#say({ kind: 'cutOff' })
      await done
      throw error
    }
    this.#say({ kind: 'chunk', bytes: null })
    await done
  }

  /** Stores what was read so far. */
  flush(): Promise<void> {
    return this.#do({ kind: 'flush' })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #do(message: ToReader): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#task = { resolve, reject }
      if (this.#failure === undefined) this.#say(message)
      else this.#end()
    })
  }

  #say(message: ToReader, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer)
  }

  #hear(message: FromReader): void {
    switch (message.kind) {
      case 'batch':
        void this.#storeBatch(message.batch).then(() => this.#say({ kind: 'stored' }))
        break
      case 'bytes':
        this.#onBytes(message.read)
        break
      case 'chunkTaken':
        this.#chunkTaken()
        break
      case 'done':
        this.#end()
        break
    }
  }

  /** After one that was refused none is stored: a file may not look finished whose beginning is missing. */
  async #storeBatch(batch: RecordBatch): Promise<void> {
    if (this.#failure !== undefined) return
    try {
      await this.#store(batch)
    } catch (error) {
      this.#failure = error
      this.#end()
    }
  }

  #end(): void {
    const task = this.#task
    const failure = this.#failure
    this.#task = undefined
    if (failure === undefined) task?.resolve()
    else task?.reject(failure)
  }
}

/** Beside the built server; in development and under test the one that was built last. */
function workerFile(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const places = [join(here, 'loadWorker.js'), join(here, '../../../dist/server/loadWorker.js')]
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error('The worker that reads log files is not built: run npm run build.')
  return found
}
