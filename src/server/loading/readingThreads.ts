import type { SourceSpec } from '../../sources/logFileSource.ts'
import type { HowToRead } from './protocol.ts'
import { ReadingThread } from './readingThread.ts'

/** The running threads, so that all of them can be ended. */
export class ReadingThreads {
  readonly #how: HowToRead
  readonly #running = new Set<ReadingThread>()

  constructor(how: HowToRead) {
    this.#how = how
  }

  /** See `ReadingThread`. */
  start(source: SourceSpec | null): ReadingThread {
    const thread = new ReadingThread(source, this.#how)
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
