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

/** How a document stands in its file. */
export interface FileForm<T> {
  readonly empty: T
  /** Takes what it can of parsed JSON; for what it cannot take, the place and the reason: `views[3] has no name`. */
  readonly read: (json: unknown) => { readonly value: T; readonly faults: readonly string[] }
  readonly print: (value: T) => unknown
}

/** Larger than any that was written here: it is not read. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * A small JSON document, kept as a plain file that a person can read and change; `path` null keeps it in memory.
 *
 * A change that was acknowledged is on the disk. One that fails changes nothing. A file that is broken, or in part, is read as far as
 * it goes; before it is written over, a copy of it is set aside. What a person changes while the console runs is read at the next look.
 * One process alone may have the file. So it lies beside the event data store that the process holds, and is named after it:
 * `log-files.views.json`. (A data folder may serve two processes, one with the account and one with log files.)
 */
export class JsonFile<T> {
  readonly #path: string | null
  readonly #form: FileForm<T>
  readonly #disk: Disk
  #value: T
  /** Tells whether somebody else has written the file since. */
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

  /** What the file cannot say, in a sentence; null when it was read as a whole. */
  get problem(): string | null {
    if (this.#faults.length === 0) return null
    const kept = this.#setAside
      ? `As it was it is kept as ${basename(this.#setAside)}.`
      : 'Mend it: it is not written over before a copy of it is set aside.'
    const problem = notReadAsAWhole(this.#path ?? '', this.#faults, (count) => `${count} more`)
    return `${problem} The rest is in use. ${kept}`
  }

  /** The document as it stands. Rejects with a `DurableFileError` when the file cannot be read at all. */
  read(): Promise<T> {
    return this.#changes.add(() => this.#refresh())
  }

  /** Changes the document, one change after another, and resolves when it is on the disk. What `edit` throws is thrown, and nothing is changed. */
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
      // The decoder takes away the mark that some editors begin a text with.
      json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    } catch (error) {
      return { value: this.#form.empty, faults: [`it is not JSON (${(error as Error).message})`] }
    }
    return this.#form.read(json)
  }

  async #write(path: string, value: T): Promise<void> {
    try {
      const text = `${JSON.stringify(this.#form.print(value), null, 2)}\n`
      await replaceFile(this.#disk, path, text, async () => {
        if (this.#faults.length > 0) this.#setAside ??= await copyAside(path)
      })
      this.#stamp = await stampOf(path)
    } catch (error) {
      throw unwritable(path, error)
    }
  }
}
