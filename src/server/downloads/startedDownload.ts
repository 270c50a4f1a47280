import { createHash, randomUUID } from 'node:crypto'
import { Transform, type Readable } from 'node:stream'
import type { Download, DownloadManifest } from '../../api/downloads.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { conflict } from '../http/problem.ts'
import { fileName, type EventFile, type WritingProgress } from './eventFile.ts'

type State = Download['state']

/** What the manifest of a download says of the store and the tool, which is known when it starts. */
export type DownloadOrigin = Pick<DownloadManifest, 'filter' | 'query' | 'timeRange' | 'store' | 'tool'>

/** A download that somebody follows: how far it is, and what was sent. */
export class StartedDownload {
  readonly id: string = randomUUID()
  readonly name: string
  readonly file: EventFile
  readonly count: number
  readonly #origin: DownloadOrigin
  readonly #startedMs: number
  readonly #now: () => number
  #state: State = 'waiting'
  #events = 0
  #bytes = 0
  #sha256: string | null = null
  #manifestSha256: string | null = null
  #reason: string | null = null
  #completedMs = 0
  #abort = new AbortController()

  /** `count`: how many events the file will have. */
  constructor(file: EventFile, count: number, origin: DownloadOrigin, now: () => number) {
    this.file = file
    this.count = count
    this.#origin = origin
    this.#startedMs = now()
    this.#now = now
    this.name = `event_history_${writeTime(this.#startedMs).replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}`
  }

  get progress(): Download {
    return {
      id: this.id,
      fileName: fileName(this.file, this.name),
      count: this.count,
      state: this.#state,
      events: this.#events,
      bytes: this.#bytes,
      sha256: this.#sha256,
      manifestSha256: this.#manifestSha256,
      reason: this.#reason,
    }
  }

  /** Cancels it, unless it is complete. */
  cancel(): void {
    if (this.#state === 'waiting' || this.#state === 'running') this.#end('canceled')
    this.#abort.abort()
  }

  /**
   * Sends the file that `write` writes, and follows it. It can be sent again unless it is running
   * or was canceled: a browser may ask twice.
   */
  send(write: (signal: AbortSignal, progress: WritingProgress) => Readable): Readable {
    if (this.#state === 'running') throw conflict('This download is already running.')
    if (this.#state === 'canceled') throw conflict('This download was canceled. Start a new one.')
    this.#state = 'running'
    this.#events = 0
    this.#bytes = 0
    this.#sha256 = null
    this.#manifestSha256 = null
    this.#reason = null
    const abort = new AbortController()
    this.#abort = abort
    const hash = createHash('sha256')
    const source = write(abort.signal, {
      onEvents: (count) => (this.#events += count),
      onManifest: (sha256) => (this.#manifestSha256 = sha256),
    })
    const sent = new Transform({
      transform: (chunk: Uint8Array, _, done) => {
        hash.update(chunk)
        this.#bytes += chunk.length
        done(null, chunk)
      },
      flush: (done) => {
        this.#sha256 = hash.digest('hex')
        done()
      },
    })
    abort.signal.addEventListener('abort', () => sent.destroy())
    source.once('error', (error) => {
      if (this.#state === 'running')
        this.#end('failed', 'Not all events could be read from the event data store.')
      sent.destroy(error)
    })
    sent.once('end', () => {
      if (this.#state === 'running') this.#end('complete')
    })
    sent.once('close', () => {
      if (this.#state === 'running') this.#end('canceled')
      abort.abort()
      source.destroy()
    })
    return source.pipe(sent)
  }

  /** What the complete file contains. */
  get manifest(): DownloadManifest {
    if (this.#state !== 'complete' || this.#sha256 === null)
      throw conflict('This download is not complete. Its manifest is available when it is.')
    const { format, isGzipped, order, hasNotes } = this.file
    const { filter, query, timeRange, store, tool } = this.#origin
    return {
      fileName: fileName(this.file, this.name),
      format,
      compression: isGzipped ? 'gzip' : null,
      bytes: this.#bytes,
      sha256: this.#sha256,
      events: this.#events,
      order,
      filter,
      query,
      timeRange,
      notes: hasNotes,
      store,
      startedAt: writeTime(this.#startedMs),
      completedAt: writeTime(this.#completedMs),
      tool,
    }
  }

  #end(state: State, reason: string | null = null): void {
    this.#state = state
    this.#reason = reason
    this.#completedMs = this.#now()
    if (state !== 'complete') this.#sha256 = null
  }
}
