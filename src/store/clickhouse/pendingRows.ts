import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { IncomingRow } from './incomingRows.ts'

/** How many rows are read back at once. */
const ROWS_AT_ONCE = 30_000

/** A row whose content has not ended, with the text of its shape: the next batch numbers shapes anew. */
export interface PendingRow {
  readonly row: IncomingRow
  readonly shape: string
}

/**
 * Rows of records without eventID whose content has not ended (see `PendingRows` in recordBatch.ts), in temporary
 * files: a content may be larger than memory. They are lost with the process; the log file has not ended then either,
 * and is read again.
 */
export class PendingFiles {
  #folder: Promise<string> | null = null
  readonly #files = new Map<string, string>()

  /** Keeps rows of a content. */
  async keep(content: string, rows: Iterable<PendingRow>): Promise<void> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'event-history-pending-'))
    const file = this.#files.get(content) ?? join(await this.#folder, `${this.#files.size}-${Date.now()}`)
    this.#files.set(content, file)
    for (const lines of someAtOnce(rows, lineOf)) await appendFile(file, lines.join(''), { mode: 0o600 })
  }

  /** The rows of a content, some at a time. */
  async *of(content: string): AsyncGenerator<PendingRow[]> {
    const file = this.#files.get(content)
    if (file === undefined) return
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
    let some: PendingRow[] = []
    for await (const line of lines) {
      some.push(JSON.parse(line) as PendingRow)
      if (some.length < ROWS_AT_ONCE) continue
      yield some
      some = []
    }
    if (some.length > 0) yield some
  }

  async forget(content: string): Promise<void> {
    const file = this.#files.get(content)
    this.#files.delete(content)
    if (file !== undefined) await rm(file, { force: true })
  }

  async close(): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true })
  }
}

function* someAtOnce<T>(items: Iterable<T>, write: (item: T) => string): Generator<string[]> {
  let some: string[] = []
  for (const item of items) {
    some.push(write(item))
    if (some.length < ROWS_AT_ONCE) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

/** JSON in one line, also for those who take U+2028 and U+2029 for the end of one. */
const lineOf = (row: PendingRow): string =>
  `${JSON.stringify(row).replaceAll(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`)}\n`
