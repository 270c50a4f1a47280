import type { LoadingStatus } from '../../api/getStatus.ts'
import { isDigestName } from '../../cloudtrail/logFileKey.ts'
import type { WrappingKey } from '../../encryption/wrappingKey.ts'
import type { ListedLogFile, ListingProblem, LogFileSource, SayWaiting } from '../../sources/logFileSource.ts'
import { stampKey, type EventStore } from '../../store/eventStore.ts'
import { tellTerminal, whyNotStored } from '../http/problem.ts'
import { LoadRound } from './loadRound.ts'
import { LoadTally, type LoadSummary } from './loadSummary.ts'
import { ReadingThreads } from './readingThreads.ts'
import { Uploads, WHILE_OTHERS_WAIT } from './uploads.ts'

/** A log file that arrives once, piece by piece. */
export interface LogFileStream {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Loads log files into a store: those of a source at the start, uploads at any time. */
export class LogFileLoader {
  readonly uploads: Uploads
  readonly #store: EventStore
  readonly #threads: ReadingThreads
  readonly #closing = new AbortController()
  #status: LoadingStatus | null = null
  #notStored: string | null = null

  /** `pace`: see `Uploads`; `keys`: for log files that are encrypted. */
  constructor(store: EventStore, pace = WHILE_OTHERS_WAIT, keys: readonly WrappingKey[] = []) {
    this.#store = store
    this.#threads = new ReadingThreads({ keys, scans: store.takesScannedRows })
    this.uploads = new Uploads(store, this.#threads, pace)
  }

  /** Why some log files of the source were not loaded, in a sentence. */
  get notStored(): string | null {
    return this.#notStored
  }

  /** null when nothing is being loaded. */
  get status(): LoadingStatus | null {
    return this.#status ?? this.uploads.status
  }

  /** Whether log files of a source or of a client are being loaded. */
  get isLoading(): boolean {
    return this.#status !== null || this.uploads.areLoading
  }

  /**
   * Loads what is new in a source, and then what streams contain, each once as it arrives. null if
   * the loader was closed meanwhile.
   */
  async load(
    source: LogFileSource | null,
    onProgress: () => void,
    streams: readonly LogFileStream[] = [],
  ): Promise<LoadSummary | null> {
    this.#status = { from: 'source', files: 0, filesDone: 0, bytes: 0, bytesDone: 0, waiting: null }
    const tally = new LoadTally()
    try {
      if (source) await this.#loadNew(source, tally, onProgress)
      for (const stream of streams) await this.#loadStream(stream, tally, onProgress)
    } catch (error) {
      // What closing interrupts is loaded the next time.
      if (this.#closing.signal.aborted) return null
      tellTerminal(error)
      const again = streams.length > 0 ? 'Start the console again with the same input' : 'Restart the console'
      this.#notStored = `Loading stopped: ${whyNotStored(error)}. ${again} to load the rest.`
      throw new Error(this.#notStored, { cause: error })
    } finally {
      this.#status = null
    }
    return tally
  }

  async #loadNew(source: LogFileSource, tally: LoadTally, onProgress: () => void): Promise<void> {
    const { logFiles, problems, hasDigestFiles } = await listed(source, this.#closing.signal, (waiting) => {
      if (this.#status) this.#status = { ...this.#status, waiting }
      onProgress()
    })
    const loaded = await this.#store.loadedStamps()
    const unknown = logFiles.filter((logFile) => !loaded.has(stampKey(logFile)))
    tally.hasDigestFiles = hasDigestFiles
    tally.files = logFiles.length
    tally.known = logFiles.length - unknown.length
    if (problems.length > 0) await this.#store.reportUnreadable(problems)
    tally.countUnlisted(problems.map(({ uri, reason }) => ({ logFile: uri, position: null, reason })))
    const round = new LoadRound(this.#store, source.spec, unknown, tally, (status) => {
      this.#status = status
      onProgress()
    })
    await round.run(this.#threads)
  }

  async #loadStream({ name, bytes }: LogFileStream, tally: LoadTally, onProgress: () => void): Promise<void> {
    tally.files++
    const publish = (bytesDone: number) => {
      this.#status = { from: 'source', files: 1, filesDone: 0, bytes: 0, bytesDone, waiting: null }
      onProgress()
    }
    publish(0)
    const thread = this.#threads.start(null)
    try {
      await thread.upload(
        name,
        bytes,
        async (batch) => tally.countBatch(batch, await this.#store.add(batch)),
        publish,
        this.#closing.signal,
      )
    } finally {
      await this.#threads.end(thread)
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#threads.endAll()
  }
}

async function listed(
  source: LogFileSource,
  signal: AbortSignal,
  say: SayWaiting,
): Promise<{ logFiles: ListedLogFile[]; problems: ListingProblem[]; hasDigestFiles: boolean }> {
  const logFiles: ListedLogFile[] = []
  const problems: ListingProblem[] = []
  let hasDigestFiles = false
  for await (const found of source.list(signal, say)) {
    if (found.kind === 'log-file') logFiles.push(found.logFile)
    else if (found.kind === 'problem') problems.push(found.problem)
    else hasDigestFiles = true
  }
  hasDigestFiles ||= logFiles.some(({ uri }) => isDigestName(uri))
  return { logFiles, problems, hasDigestFiles }
}
