import { availableParallelism } from 'node:os'
import type { LoadingStatus } from '../../api/getStatus.ts'
import type { ListedLogFile, SourceSpec } from '../../sources/logFileSource.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'
import type { LoadTally } from './loadSummary.ts'
import type { ReadingThread } from './readingThread.ts'
import type { ReadingThreads } from './readingThreads.ts'

/** Loads some log files of one source, on all cores. */
export class LoadRound {
  readonly #store: EventStore
  readonly #source: SourceSpec
  readonly #logFiles: readonly ListedLogFile[]
  readonly #tally: LoadTally
  readonly #onProgress: (status: LoadingStatus) => void
  readonly #bytes: number
  #filesDone = 0
  #isStopped = false
  #bytesDone = 0
  /** How much each thread has read of its current log file. */
  readonly #bytesRead = new Map<ReadingThread, number>()
  /** What threads wait for. */
  readonly #waiting = new Map<ReadingThread, string>()

  constructor(
    store: EventStore,
    source: SourceSpec,
    logFiles: readonly ListedLogFile[],
    tally: LoadTally,
    onProgress: (status: LoadingStatus) => void,
  ) {
    this.#store = store
    this.#source = source
    this.#logFiles = logFiles
    this.#tally = tally
    this.#onProgress = onProgress
    this.#bytes = logFiles.reduce((sum, { size }) => sum + size, 0)
  }

  /** Resolves when everything is stored. Rejects with the first reason why something cannot be. */
  async run(threads: ReadingThreads): Promise<void> {
    this.#publish()
    const queue = [...this.#logFiles]
    const count = Math.min(queue.length, Math.max(1, availableParallelism()))
    const ends = await Promise.allSettled(Array.from({ length: count }, () => this.#work(queue, threads)))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }

  /** One thread's part: takes log files from the queue until it is empty. */
  async #work(queue: ListedLogFile[], threads: ReadingThreads): Promise<void> {
    const thread = threads.start(this.#source)
    try {
      const mine: ListedLogFile[] = []
      for (;;) {
        // Some more, so that a source can ask for them ahead; fewer at the end, so that no thread idles.
        const wanted = 1 + Math.floor(Math.min(AHEAD, queue.length / AHEAD))
        if (mine.length < wanted) mine.push(...queue.splice(0, wanted - mine.length))
        const logFile = mine.shift()
        if (!logFile) break
        const onProgress = (bytesRead: number) => {
          this.#bytesRead.set(thread, bytesRead)
          this.#publish()
        }
        const onWaiting = (sentence: string | null) => {
          if (sentence === null) this.#waiting.delete(thread)
          else this.#waiting.set(thread, sentence)
          this.#publish()
        }
        await thread.read(logFile, this.#add, onProgress, onWaiting, mine)
        if (this.#isStopped) break
        this.#bytesRead.delete(thread)
        this.#bytesDone += logFile.size
        this.#filesDone++
        this.#publish()
      }
      await thread.flush(this.#add)
    } catch (error) {
      // Stops the other threads too: later batches would also be refused.
      queue.length = 0
      this.#isStopped = true
      throw error
    } finally {
      await threads.end(thread)
    }
  }

  readonly #add = async (batch: RecordBatch): Promise<void> => {
    this.#tally.countBatch(batch, await this.#store.add(batch))
    this.#publish()
  }

  #publish(): void {
    const underWay = [...this.#bytesRead.values()].reduce((sum, read) => sum + read, 0)
    this.#onProgress({
      from: 'source',
      files: this.#logFiles.length,
      filesDone: this.#filesDone,
      bytes: this.#bytes,
      bytesDone: Math.min(this.#bytes, this.#bytesDone + underWay),
      waiting: [...this.#waiting.values()][0] ?? null,
    })
  }
}

/** How many log files beside the one that it reads a thread has taken from the queue at most. */
const AHEAD = 12
