import type { WrappingKey } from '../../encryption/wrappingKey.ts'
import type { SourceSpec } from '../../sources/logFileSource.ts'
import { ReadingThread } from './readingThread.ts'

/** The running threads, so that all of them can be ended. */
export class ReadingThreads {
  readonly #keys: readonly WrappingKey[]
  readonly #running = new Set<ReadingThread>()

  constructor(keys: readonly WrappingKey[]) {
    this.#keys = keys
  }

  /** See `ReadingThread`. */
  start(source: SourceSpec | null): ReadingThread {
    const thread = new ReadingThread(source, this.#keys)
    this.#running.add(thread)
    return thread
  }

  async end(thread: ReadingThread): Promise<void> {
    this.#running.delete(thread)
    await thread.close()
  }

  async endAll(): Promise<void> {
    await Promise.all([...this.#running].map((thread) => this.end(thread)))
  }
}
