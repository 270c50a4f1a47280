import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import PQueue from 'p-queue'
import {
  copyAside,
  DISK,
  type Disk,
  NO_FILE,
  notReadAsAWhole,
  replaceFile,
  stampOf,
  unreadable,
  unwritable,
} from './durableFile.ts'

/** How a document is written in its file. */
export interface FileForm<T> {
  readonly empty: T
  /**
   * Reads what it can of parsed JSON. For the rest, it gives the place and the reason:
   * `views[3] has no name`.
   */
  readonly read: (json: unknown) => { readonly value: T; readonly faults: readonly string[] }
  readonly print: (value: T) => unknown
}

/** A larger file was not written by this program and is not read. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * A small JSON document in a plain file that a person can read and edit; with `path` null it is
 * kept in memory.
 *
 * An acknowledged change is on the disk; one that fails changes nothing. A file that is damaged is
 * read as far as possible, and copied aside before it is overwritten. Edits made while the console
 * runs are read with the next access. Only one process may use the file, so it is beside the event
 * data store that the process holds, and named after it: `log-files.views.json`. (A data folder may
 * serve two processes, one with the simulated account and one with log files.)
 */
export class JsonFile<T> {
  readonly #path: string | null
  readonly #form: FileForm<T>
  readonly #disk: Disk
  #value: T
  /** Shows whether the file was written by someone else since. */
  #stamp = NO_FILE
  #faults: readonly string[] = []
  #setAside: string | null = null
  readonly #changes = new PQueue({ concurrency: 1 })

  constructor(path: string | null, form: FileForm<T>, disk = DISK) {
    this.#path = path
    this.#form = form
    this.#disk = disk
    this.#value = form.empty
  }

  /** What could not be read from the file, in a sentence; null if nothing is missing. */
  get problem(): string | null {
    if (this.#faults.length === 0) return null
    const kept = this.#setAside
      ? `The original is kept as ${basename(this.#setAside)}.`
      : 'Fix the file by hand. The console keeps a copy before it changes the file.'
    const problem = notReadAsAWhole(this.#path ?? '', this.#faults, (count) => `${count} more`)
    return `${problem} The rest was read. ${kept}`
  }

  /** The current document. Rejects with a `DurableFileError` if the file cannot be read at all. */
  read(): Promise<T> {
    return this.#changes.add(() => this.#refresh())
  }

  /**
   * Changes the document, one change after another. Resolves when it is on the disk. What `edit`
   * throws is rethrown, and nothing is changed.
   */
  change(edit: (value: T) => T): Promise<T> {
    return this.#changes.add(async () => {
      const changed = edit(await this.#refresh())
      if (changed === this.#value) return changed
      if (this.#path !== null) await this.#write(this.#path, changed)
      this.#value = changed
      return changed
    })
  }

  async #refresh(): Promise<T> {
    if (this.#path === null) return this.#value
    try {
      const stamp = await stampOf(this.#path)
      if (stamp === this.#stamp) return this.#value
      const { value, faults } =
        stamp === NO_FILE ? { value: this.#form.empty, faults: [] } : await this.#parse(this.#path)
      this.#value = value
      this.#faults = faults
      this.#setAside = null
      this.#stamp = stamp
      return value
    } catch (error) {
      throw unreadable(this.#path, error)
    }
  }

  async #parse(path: string): Promise<{ readonly value: T; readonly faults: readonly string[] }> {
    if ((await stat(path)).size > MOST_BYTES)
      return { value: this.#form.empty, faults: [`it is larger than ${MOST_BYTES} bytes`] }
    const bytes = await readFile(path)
    let json: unknown
    try {
      // The decoder removes the byte order mark that some editors write.
      json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    } catch (error) {
      return { value: this.#form.empty, faults: [`it is not JSON (${(error as Error).message})`] }
    }
    return this.#form.read(json)
  }

  async #write(path: string, value: T): Promise<void> {
    try {
      const text = `${JSON.stringify(this.#form.print(value), null, 2)}\n`
      await replaceFile(this.#disk, path, text, {
        beforeMove: async () => {
          if (this.#faults.length > 0) this.#setAside ??= await copyAside(path)
        },
      })
      this.#stamp = await stampOf(path)
    } catch (error) {
      throw unwritable(path, error)
    }
  }
}
