import type { LogFileSource, SourceSpec } from '../../sources/logFileSource.ts'
import { sourceOf } from '../../sources/sourceOf.ts'
import { Upload } from '../../sources/upload.ts'
import { buffersOf, type RecordBatch } from '../../store/recordBatch.ts'
import { BatchingReader } from './batchingReader.ts'
import type { FromReader, HowToRead, ToReader } from './protocol.ts'

type Say = (message: FromReader, transfer?: ArrayBuffer[]) => void

/** The tasks of a reading thread. */
export class ReaderTasks {
  readonly #say: Say
  readonly #source: LogFileSource | null
  readonly #batches: BatchesOut
  readonly #reader: BatchingReader
  #upload: Upload | null = null

  constructor(source: SourceSpec | null, how: HowToRead, say: Say) {
    this.#say = say
    this.#source = source && sourceOf(source)
    this.#batches = new BatchesOut(say)
    this.#reader = new BatchingReader((batch) => this.#batches.send(batch), how)
  }

  hear(message: ToReader): void {
    switch (message.kind) {
      case 'read': {
        const { logFile, next } = message
        if (!this.#source) throw new Error('This thread was started without a source.')
        const bytes = this.#source.open(logFile.uri, (sentence) => this.#say({ kind: 'waiting', sentence }))
        this.#source.expect(next)
        this.#do(() => this.#reader.read(logFile, bytes, this.#progress))
        break
      }
      case 'upload': {
        const upload = new Upload(message.name, () => this.#say({ kind: 'pieceTaken' }))
        this.#upload = upload
        this.#do(async () => {
          await this.#reader.read(upload.logFile, upload.open(), this.#progress, upload.signal)
          await this.#flush()
        })
        break
      }
      case 'piece':
        this.#upload?.receive(message.bytes)
        break
      case 'uploadEnd':
        this.#upload?.end()
        break
      case 'uploadBrokenOff':
        this.#upload?.breakOff()
        break
      case 'uploadCanceled':
        this.#upload?.cancel()
        break
      case 'flush':
        this.#do(() => this.#flush())
        break
      case 'batchStored':
        this.#batches.stored()
        break
    }
  }

  /** A defect in a task rejects without a handler, which ends the thread with its reason. */
  #do(task: () => Promise<void>): void {
    void task().then(() => this.#say({ kind: 'done' }))
  }

  readonly #progress = (bytesRead: number): void => this.#say({ kind: 'progress', bytesRead })

  async #flush(): Promise<void> {
    await this.#reader.flush()
    await this.#batches.allStored
  }
}

/** One batch is being stored while the next is read; a third waits. */
class BatchesOut {
  readonly #say: Say
  #onStored = () => {}
  allStored: Promise<void> = Promise.resolve()

  constructor(say: Say) {
    this.#say = say
  }

  async send(batch: RecordBatch): Promise<void> {
    await this.allStored
    this.allStored = new Promise((resolve) => (this.#onStored = resolve))
    this.#say({ kind: 'batch', batch }, buffersOf(batch))
  }

  stored(): void {
    this.#onStored()
  }
}
