import { busy, notFound } from '../http/problem.ts'
import type { StartedDownload } from './startedDownload.ts'

/**
 * Each keeps a block of events in memory; a client that reads slowly only holds up its own
 * download.
 */
const MAX_RUNNING = 8

/** Their progress and manifests are small. */
const MAX_KEPT = 100

/** The downloads of this server: a few at once, and what became of the last ones. */
export class Downloads {
  #running = 0
  readonly #started = new Map<string, StartedDownload>()

  /** Takes a place for a running download. Answers the function that gives it back. */
  takePlace(): () => void {
    if (this.#running >= MAX_RUNNING)
      throw busy(
        'Too many downloads',
        `${MAX_RUNNING} downloads are running. Wait until one has finished, or cancel one.`,
        10,
      )
    this.#running++
    let isTaken = true
    return () => {
      if (isTaken) this.#running--
      isTaken = false
    }
  }

  add(download: StartedDownload): void {
    this.#started.set(download.id, download)
    const [oldest] = this.#started.keys()
    if (this.#started.size > MAX_KEPT) this.#started.delete(oldest!)
  }

  get(id: string): StartedDownload {
    const download = this.#started.get(id)
    if (download) return download
    throw notFound(
      `There is no download “${id}”. The server remembers the last ${MAX_KEPT} until it is stopped.`,
    )
  }
}
