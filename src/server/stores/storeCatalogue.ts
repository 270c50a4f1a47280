import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { DISK, replaceFile, syncFolder, unreadable, unwritable, type Disk } from '../kept/durableFile.ts'

/** What is known of an event data store without opening it. */
export interface KeptStore {
  readonly id: string
  readonly name: string
  /** ISO 8601 UTC. */
  readonly created: string
}

const FOLDER = 'stores'
const DESCRIPTION = 'store.json'
const MAKING = '.making-'
const DELETED = '.deleted-'
/** A folder that is still being made after this long was left by a process that was killed. */
const LEFT_AFTER_MS = 60_000

const isID = (name: string): boolean => /^[0-9a-z]{1,32}$/.test(name)

const DESCRIPTION_FORM = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ name: v.string(), created: v.string() }),
)

/**
 * The event data stores beside the default one. Each has a folder `stores/ID` in the data folder,
 * with its name in `store.json`; without a data folder they are only remembered. There is no list
 * that could disagree with the folders: a store exists once its folder has its name, and is gone
 * once the folder has lost it, so a process that is killed leaves a whole store or none. Several
 * processes may share the folders.
 */
export class StoreCatalogue {
  readonly #folder: string | null
  readonly #now: () => number
  readonly #disk: Disk
  readonly #remembered = new Map<string, KeptStore>()

  /** `dataFolder`: null remembers them in memory. */
  constructor(dataFolder: string | null, now: () => number, disk = DISK) {
    this.#folder = dataFolder && join(dataFolder, FOLDER)
    this.#now = now
    this.#disk = disk
  }

  /** From old to new. */
  async list(): Promise<readonly KeptStore[]> {
    const stores =
      this.#folder === null
        ? [...this.#remembered.values()]
        : await Promise.all((await this.#ids(this.#folder)).map((id) => this.#describe(id)))
    return stores.toSorted((a, b) =>
      a.created === b.created ? (a.id < b.id ? -1 : 1) : a.created < b.created ? -1 : 1,
    )
  }

  async find(id: string): Promise<KeptStore | undefined> {
    return (await this.list()).find((store) => store.id === id)
  }

  /** The folder of a store; null if it is in memory. */
  folderOf(id: string): string | null {
    return this.#folder && join(this.#folder, id)
  }

  /** Once resolved, the store survives the process. */
  async make(name: string, id = randomBytes(6).toString('hex')): Promise<KeptStore> {
    const store = { id, name, created: new Date(this.#now()).toISOString() }
    if (this.#folder === null) this.#remembered.set(id, store)
    else {
      const making = join(this.#folder, MAKING + id)
      const folder = join(this.#folder, id)
      try {
        await mkdir(making, { recursive: true })
        await this.#write(making, store)
        await this.#disk.rename(making, folder)
        await syncFolder(this.#disk, this.#folder)
      } catch (error) {
        await rm(making, { recursive: true, force: true }).catch(() => {})
        throw unwritable(folder, error)
      }
    }
    return store
  }

  async rename(store: KeptStore, name: string): Promise<KeptStore> {
    const renamed = { ...store, name }
    const folder = this.folderOf(store.id)
    try {
      if (folder === null) this.#remembered.set(store.id, renamed)
      else await this.#write(folder, renamed)
    } catch (error) {
      throw unwritable(join(folder ?? '', DESCRIPTION), error)
    }
    return renamed
  }

  /** The store must be closed. Once resolved, it does not come back. */
  async delete(id: string): Promise<void> {
    this.#remembered.delete(id)
    if (this.#folder === null) return
    const folder = join(this.#folder, id)
    const deleted = join(this.#folder, DELETED + id + randomBytes(4).toString('hex'))
    try {
      await this.#disk.rename(folder, deleted)
      await syncFolder(this.#disk, this.#folder)
    } catch (error) {
      throw unwritable(folder, error)
    }
    // What cannot be removed now is removed at the next start.
    await rm(deleted, { recursive: true, force: true }).catch(() => {})
  }

  /** Removes what processes left behind that were killed while they made or deleted a store. */
  async clean(): Promise<void> {
    if (this.#folder === null) return
    for (const name of await namesIn(this.#folder)) {
      const path = join(this.#folder, name)
      const isLeft =
        name.startsWith(DELETED) ||
        (name.startsWith(MAKING) && this.#now() - (await stat(path)).mtimeMs > LEFT_AFTER_MS)
      if (isLeft) await rm(path, { recursive: true, force: true }).catch(() => {})
    }
  }

  async #ids(folder: string): Promise<string[]> {
    try {
      return (await namesIn(folder)).filter(isID)
    } catch (error) {
      throw unreadable(folder, error)
    }
  }

  /** A store whose description cannot be read is still there, under its ID. */
  async #describe(id: string): Promise<KeptStore> {
    const text = await readFile(join(this.#folder!, id, DESCRIPTION), 'utf8').catch(() => '')
    const { success, output } = v.safeParse(DESCRIPTION_FORM, text)
    return success ? { id, ...output } : { id, name: id, created: '' }
  }

  async #write(folder: string, { name, created }: KeptStore): Promise<void> {
    await replaceFile(
      this.#disk,
      join(folder, DESCRIPTION),
      `${JSON.stringify({ version: 1, name, created }, null, 2)}\n`,
    )
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
