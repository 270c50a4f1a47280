import { constants } from 'node:fs'
import { copyFile, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/** How a document stands in its file. */
export interface FileForm<T> {
  readonly empty: T
  /** Takes what it can of parsed JSON; for what it cannot take, the place and the reason: `views[3] has no name`. */
  readonly read: (json: unknown) => { readonly value: T; readonly faults: readonly string[] }
  readonly print: (value: T) => unknown
}

/** A file that cannot be read or written: its name without its folder, what happened and what to do, without its full stop. */
export class JsonFileError extends Error {}

/** The calls on which it depends that what was acknowledged is on the disk. */
export interface Disk {
  readonly open: typeof open
  readonly rename: typeof rename
}

export const DISK: Disk = { open, rename }

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
  #last: Promise<unknown> = Promise.resolve()

  constructor(path: string | null, form: FileForm<T>, disk = DISK) {
    this.#path = path
    this.#form = form
    this.#disk = disk
    this.#value = form.empty
  }

  /** What the file cannot say, in a sentence; null when it was read as a whole. */
  get problem(): string | null {
    if (this.#faults.length === 0) return null
    const more = this.#faults.length - SAID
    const said = [...this.#faults.slice(0, SAID), ...(more > 0 ? [`${more} more`] : [])].join('; ')
    const kept = this.#setAside
      ? `As it was it is kept as ${basename(this.#setAside)}.`
      : 'Mend it: it is not written over before a copy of it is set aside.'
    return `${basename(this.#path ?? '')} cannot be read as a whole: ${said}. The rest is in use. ${kept}`
  }

  /** The document as it stands. Rejects with a {@link JsonFileError} when the file cannot be read at all. */
  read(): Promise<T> {
    return this.#inTurn(() => this.#refresh())
  }

  /** Changes the document, one change after another, and resolves when it is on the disk. What `edit` throws is thrown, and nothing is changed. */
  change(edit: (value: T) => T): Promise<T> {
    return this.#inTurn(async () => {
      const changed = edit(await this.#refresh())
      if (changed === this.#value) return changed
      if (this.#path !== null) await this.#write(this.#path, changed)
      this.#value = changed
      return changed
    })
  }

  #inTurn<R>(act: () => Promise<R>): Promise<R> {
    const turn = this.#last.then(act)
    this.#last = turn.catch(() => {})
    return turn
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
      throw new JsonFileError(
        `${basename(this.#path)} cannot be read: ${reasonOf(error)}. Make it readable, or move it away to begin a new one`,
      )
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

  /** Written aside and moved into place: the file is always the one or the other as a whole. */
  async #write(path: string, value: T): Promise<void> {
    try {
      // A person may have put a link to the file here, which stays one.
      const target = await realpath(path).catch(() => path)
      const making = `${target}.making`
      try {
        await writeThrough(this.#disk, making, `${JSON.stringify(this.#form.print(value), null, 2)}\n`)
        if (this.#faults.length > 0) this.#setAside ??= await copyAside(path)
        await this.#disk.rename(making, target)
      } catch (error) {
        await rm(making, { force: true }).catch(() => {})
        throw error
      }
      await syncFolder(this.#disk, dirname(target))
      this.#stamp = await stampOf(path)
    } catch (error) {
      throw new JsonFileError(
        `${basename(path)} cannot be written: ${reasonOf(error)}. What it held before is kept`,
      )
    }
  }
}

/** Faults that are named; the others are counted. */
const SAID = 3

export const NO_FILE = ''

export async function stampOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true })
    return `${ino} ${size} ${mtimeNs}`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NO_FILE
    throw error
  }
}

export async function writeThrough(disk: Disk, path: string, text: string): Promise<void> {
  const file = await disk.open(path, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * So that a new name outlives a power cut. The name itself is there and cannot be taken back, so a folder that cannot be synced (on
 * Windows none can) fails nothing.
 */
export async function syncFolder(disk: Disk, path: string): Promise<void> {
  const folder = await disk.open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => {})
  await folder?.close()
}

/** Copies the file to the first name beside it that is free, and resolves to that name. */
export async function copyAside(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const aside = `${path}.broken${number === 1 ? '' : `-${number}`}`
    try {
      await copyFile(path, aside, constants.COPYFILE_EXCL)
      return aside
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** In our words: the system's would name the file with all its folders. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'the disk is full: make room and try again'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'permission denied'
    case 'EISDIR':
      return 'it is a folder'
    case 'ENOENT':
    case 'ENOTDIR':
      return 'the data folder is gone'
    case 'ELOOP':
      return 'it is a link that leads to itself'
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open'
    default:
      return `the system says ${code ?? 'no reason'}`
  }
}
