import { availableParallelism } from 'node:os'
import type { LoadLogFileResponse } from '../../api/loadLogFile.ts'
import type { LoadingStatus } from '../../api/status.ts'
import { listLogFiles, type ListedLogFile } from '../../ingest/listLogFiles.ts'
import { stampKey, type EventStore } from '../../store/eventStore.ts'
import type { LogFileProblem } from '../../store/logFileProblem.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'
import { Turns } from '../../store/turns.ts'
import { atPace, type Pace } from '../http/pace.ts'
import { busy, tellTerminal, whyNotStored } from '../http/problem.ts'
import { ReadingThread } from './readingThread.ts'

/** What one round of loading did, for the terminal. */
export interface LoadSummary {
  readonly files: number
  /** Files that had been loaded before and have not changed. */
  readonly known: number
  readonly records: number
  readonly added: number
  readonly duplicates: number
  readonly problems: number
  /** The first of them. */
  readonly firstProblems: readonly LogFileProblem[]
}

const FIRST_PROBLEMS = 10

/** Each holds a thread and a batch. */
const UPLOADS_AT_ONCE = 2
const MOST_IN_LINE = 20
const COME_AGAIN_SECONDS = 10

/** The pace of an upload for whose turn others wait: none that trickles keeps them for long, and none at all for ever. */
const WHILE_OTHERS_WAIT: Pace = { patienceMs: 10_000, bytesASecond: 64 * 1024, mostMs: 300_000 }

/** Loads one log file of an upload whose turn it is. */
export type LoadUpload = (name: string, bytes: AsyncIterable<Uint8Array>) => Promise<LoadLogFileResponse>

interface UploadThread {
  readonly thread: ReadingThread
  /** Where the batches of the upload at hand go. */
  store: (batch: RecordBatch) => Promise<void>
}

/** Loads log files into a store: folders at the start, uploads at any time. */
export class LogFileLoader {
  readonly #store: EventStore
  #status: LoadingStatus | null = null
  #notStored: string | null = null
  /** Those that read uploads and have none at the moment. */
  readonly #idle: UploadThread[] = []
  readonly #uploads = new Turns(UPLOADS_AT_ONCE)
  readonly #pace: Pace
  readonly #threads = new Set<ReadingThread>()
  #isClosed = false

  /** `pace`: what is asked of an upload while others wait for its turn. */
  constructor(store: EventStore, pace = WHILE_OTHERS_WAIT) {
    this.#store = store
    this.#pace = pace
  }

  /** Why the log files of the command line were not all loaded, in a sentence. */
  get notStored(): string | null {
    return this.#notStored
  }

  /** null when nothing is being loaded. */
  get status(): LoadingStatus | null {
    return this.#status
  }

  /** Loads what is new under some paths, on all cores. null when it was closed meanwhile. */
  async load(paths: readonly string[], onProgress: () => void): Promise<LoadSummary | null> {
    this.#status = { files: 0, filesDone: 0, bytes: 0, bytesDone: 0 }
    const total = {
      files: 0,
      known: 0,
      records: 0,
      added: 0,
      duplicates: 0,
      problems: 0,
      firstProblems: [] as LogFileProblem[],
    }
    try {
      const { files, problems } = await listLogFiles(paths)
      const loaded = await this.#store.loadedStamps()
      const fresh = files.filter((file) => !loaded.has(stampKey(file)))
      total.files = files.length
      total.known = files.length - fresh.length
      if (problems.length > 0) {
        await this.#store.add({
          chunks: [],
          rowCount: 0,
          shapes: [],
          logFiles: problems.map(({ path, reason }) => ({
            name: path,
            path,
            size: 0,
            mtimeMs: 0,
            records: 0,
            problems: [{ position: null, reason }],
            finished: false,
          })),
          withheld: null,
          contentEnd: null,
        })
        note(
          total,
          problems.map(({ path, reason }) => ({ logFile: path, position: null, reason })),
        )
      }
      await this.#readAll(fresh, total, onProgress)
    } catch (error) {
      // What breaks off at the end is loaded the next time.
      if (this.#isClosed) return null
      tellTerminal(error)
      this.#notStored = `Loading stopped: ${whyNotStored(error)}. Starting again loads the rest.`
      throw new Error(this.#notStored, { cause: error })
    } finally {
      this.#status = null
    }
    return total
  }

  /**
   * Loads what one client sends, be it one log file or a form of many, in one turn: some uploads are read at once, some wait in line
   * until `signal` says that their client is gone, and more are refused. `work` is given the bytes at the pace that is asked of a turn.
   */
  async upload<T>(
    signal: AbortSignal,
    bytes: AsyncIterable<Uint8Array>,
    work: (bytes: AsyncIterable<Uint8Array>, load: LoadUpload) => Promise<T>,
  ): Promise<T> {
    if (this.#uploads.inLine >= MOST_IN_LINE)
      throw busy(
        'Too many uploads',
        `There are ${MOST_IN_LINE} uploads in line already: load this log file again in a minute.`,
        COME_AGAIN_SECONDS,
      )
    return this.#uploads.take(signal, () => {
      const paced = atPace(bytes, this.#pace, () => this.#uploads.inLine > 0)
      return work(paced, (name, logFile) => this.#upload(name, logFile))
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#threads].map((thread) => thread.close()))
  }

  async #readAll(files: readonly ListedLogFile[], total: Counts, onProgress: () => void): Promise<void> {
    const queue = [...files]
    let filesDone = 0
    let bytesDone = 0
    const reading = new Map<ReadingThread, number>()
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    const publish = () => {
      const underWay = [...reading.values()].reduce((sum, read) => sum + read, 0)
      this.#status = {
        files: files.length,
        filesDone,
        bytes,
        bytesDone: Math.min(bytes, bytesDone + underWay),
      }
      onProgress()
    }
    publish()
    const store = async (batch: RecordBatch) => {
      const report = await this.#store.add(batch)
      for (const { added, duplicates, problems } of report.logFiles) {
        total.records += added + duplicates
        total.added += added
        total.duplicates += duplicates
        note(total, problems)
      }
      onProgress()
    }
    const run = async () => {
      const thread = this.#thread(store)
      try {
        for (let file = queue.shift(); file; file = queue.shift()) {
          await thread.read(file, (read) => {
            reading.set(thread, read)
            publish()
          })
          reading.delete(thread)
          bytesDone += file.size
          filesDone++
          publish()
        }
        await thread.flush()
      } catch (error) {
        // The other threads come to their end, too: what comes next would be refused as well.
        queue.length = 0
        throw error
      } finally {
        await this.#end(thread)
      }
    }
    const threads = Math.min(files.length, Math.max(1, availableParallelism()))
    const ends = await Promise.allSettled(Array.from({ length: threads }, run))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }

  async #upload(name: string, bytes: AsyncIterable<Uint8Array>): Promise<LoadLogFileResponse> {
    const problems: { position: string | null; reason: string }[] = []
    const total = { records: 0, added: 0, duplicates: 0 }
    const upload = this.#idle.pop() ?? this.#uploadThread()
    upload.store = async (batch) => {
      const report = await this.#store.add(batch)
      for (const slice of report.logFiles) {
        total.records += slice.added + slice.duplicates
        total.added += slice.added
        total.duplicates += slice.duplicates
        problems.push(...slice.problems.map(({ position, reason }) => ({ position, reason })))
      }
    }
    try {
      await upload.thread.upload({ name, path: null, size: 0, mtimeMs: 0 }, bytes)
    } catch (error) {
      await this.#end(upload.thread)
      throw error
    }
    this.#idle.push(upload)
    return { logFile: name, ...total, problems }
  }

  /** A thread takes longer to start than most uploads to be read, so it is kept. */
  #uploadThread(): UploadThread {
    const upload: UploadThread = {
      thread: this.#thread((batch) => upload.store(batch)),
      store: async () => {},
    }
    return upload
  }

  #thread(store: (batch: RecordBatch) => Promise<void>): ReadingThread {
    const thread = new ReadingThread(store)
    this.#threads.add(thread)
    return thread
  }

  async #end(thread: ReadingThread): Promise<void> {
    this.#threads.delete(thread)
    await thread.close()
  }
}

type Counts = {
  -readonly [Name in keyof LoadSummary]: Name extends 'firstProblems' ? LogFileProblem[] : number
}

function note(total: Counts, problems: readonly LogFileProblem[]): void {
  total.problems += problems.length
  total.firstProblems.push(...problems.slice(0, Math.max(0, FIRST_PROBLEMS - total.firstProblems.length)))
}
