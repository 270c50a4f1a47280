import PQueue from 'p-queue'
import type { LoadingStatus } from '../../api/getStatus.ts'
import type { LoadLogFileResponse } from '../../api/loadLogFile.ts'
import { outcomeOf } from '../../cloudtrail/loadReport.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'
import { queueTask } from '../../store/queueTask.ts'
import { atPace, type Pace } from '../http/pace.ts'
import { busy } from '../http/problem.ts'
import type { FollowedUpload } from './followedUploads.ts'
import type { ReadingThread } from './readingThread.ts'
import { untilAborted } from './untilAborted.ts'
import type { ReadingThreads } from './readingThreads.ts'

/** Each uses a thread and a batch. */
const UPLOADS_AT_ONCE = 2
const MOST_IN_LINE = 20
const COME_AGAIN_SECONDS = 10

/**
 * The slowest pace of an upload while others wait in line, so that a slow one does not hold them up
 * for long, and none does forever.
 */
export const WHILE_OTHERS_WAIT: Pace = { patienceMs: 10_000, bytesASecond: 64 * 1024, mostMs: 300_000 }

/** Who sends an upload. */
export interface UploadClient {
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal
  readonly followed: FollowedUpload
}

/** Loads one log file of the current upload. */
export type LoadUpload = (name: string, bytes: AsyncIterable<Uint8Array>) => Promise<LoadLogFileResponse>

/** Loads the uploads of clients: a few at once, some wait in line, and more are refused. */
export class Uploads {
  readonly #store: EventStore
  readonly #threads: ReadingThreads
  readonly #pace: Pace
  /** Those that have their turn or wait for it. */
  readonly #current = new Set<FollowedUpload>()
  readonly #queue = new PQueue({ concurrency: UPLOADS_AT_ONCE })
  /** Starting a thread takes longer than reading most uploads, so threads are kept. */
  readonly #idle: ReadingThread[] = []

  /** `pace`: the slowest pace of an upload while others wait in line. */
  constructor(store: EventStore, threads: ReadingThreads, pace: Pace) {
    this.#store = store
    this.#threads = threads
    this.#pace = pace
  }

  get areLoading(): boolean {
    return this.#queue.size + this.#queue.pending > 0
  }

  /** null when nothing is being loaded. */
  get status(): LoadingStatus | null {
    if (this.#current.size === 0) return null
    const sum = (of: (upload: FollowedUpload) => number) =>
      [...this.#current].reduce((total, upload) => total + of(upload), 0)
    return {
      from: 'uploads',
      files: this.#current.size,
      filesDone: 0,
      bytes: sum(({ size, bytesRead }) => Math.max(size, bytesRead)),
      bytesDone: sum(({ bytesRead }) => bytesRead),
      waiting: null,
    }
  }

  /**
   * Loads one client's upload, a single log file or a form with several. `signal` aborts when the
   * client is gone and takes the upload out of the line, and so does canceling a followed one.
   * `work` receives the bytes, which are cut off if they arrive too slowly while others wait.
   */
  async take<T>(
    { signal, followed }: UploadClient,
    bytes: AsyncIterable<Uint8Array>,
    work: (bytes: AsyncIterable<Uint8Array>, load: LoadUpload) => Promise<T>,
  ): Promise<T> {
    if (this.#queue.size >= MOST_IN_LINE)
      throw busy(
        'Too many uploads',
        `${MOST_IN_LINE} uploads are already waiting. Upload this log file again in a minute.`,
        COME_AGAIN_SECONDS,
      )
    this.#current.add(followed)
    return queueTask(this.#queue, AbortSignal.any([signal, followed.signal]), () => {
      followed.begin()
      const paced = atPace(untilAborted(bytes, followed.signal), this.#pace, () => this.#queue.size > 0)
      return work(paced, (name, logFile) => this.#load(name, logFile, followed))
    }).finally(() => this.#current.delete(followed))
  }

  async #load(
    name: string,
    bytes: AsyncIterable<Uint8Array>,
    followed: FollowedUpload,
  ): Promise<LoadLogFileResponse> {
    /** Of the files before this one. */
    const bytesBefore = followed.bytesRead
    const problems: { position: string | null; reason: string }[] = []
    const total = { records: 0, added: 0, duplicates: 0, salvaged: 0, leftOut: 0, conflicts: 0 }
    let sha256: string | null = null
    let isFailed = false
    const store = async (batch: RecordBatch) => {
      const { bytesRead } = followed
      const report = await this.#store.add(batch)
      for (const { end, sha256: hash } of batch.logFiles) {
        sha256 = hash
        isFailed = end === 'failed'
      }
      for (const slice of report.logFiles) {
        total.records += slice.added + slice.duplicates
        total.added += slice.added
        total.duplicates += slice.duplicates
        total.salvaged += slice.salvaged
        total.leftOut += slice.leftOut
        total.conflicts += slice.conflicts
        problems.push(...slice.problems.map(({ position, reason }) => ({ position, reason })))
        followed.records += slice.added + slice.duplicates
        followed.added += slice.added
      }
      followed.bytesStored = bytesRead
    }
    const onProgress = (bytesRead: number) => {
      followed.bytesRead = bytesBefore + bytesRead
    }
    const thread = this.#idle.pop() ?? this.#threads.start(null)
    try {
      await thread.upload(name, bytes, store, onProgress, followed.signal)
    } catch (error) {
      await this.#threads.end(thread)
      throw error
    }
    this.#idle.push(thread)
    const outcome = isFailed ? 'failed' : outcomeOf({ records: total.records, problems: problems.length })
    return { logFile: name, outcome, sha256, ...total, problems }
  }
}
