import PQueue from 'p-queue'
import { problemOfStoreName, type EventDataStore } from '../../api/stores.ts'
import { StoreError } from '../../store/storeError.ts'
import { badRequest, busy, ProblemError } from '../http/problem.ts'
import { openLogFileStore, type OpenedStore } from './openedStore.ts'
import { StoreCatalogue, type KeptStore } from './storeCatalogue.ts'

/**
 * How many stores are open beside the default one. Each has an engine with memory of its own; the
 * least recently used one is closed for another.
 */
const MOST_OPEN = 2
const MOST_STORES = 100
/** These cannot be closed without losing their events. */
const MOST_IN_MEMORY = 5
/** How long deleting waits for requests that are under way. */
const PATIENCE_MS = 5000
const COME_AGAIN_SECONDS = 5

/** Where log files go that are sent to a console of the simulated account without naming a store. */
const UPLOADS = { id: 'uploads', name: 'Log files' }

/** The store that requests without `store` go to. */
export interface DefaultStore extends Pick<EventDataStore, 'id' | 'source'> {
  /** Until it is renamed. */
  readonly name: string
  readonly store: Pick<OpenedStore['store'], 'getMeta' | 'setMeta'>
}

interface Opening {
  readonly opened: OpenedStore
  users: number
  lastUsed: number
  /** Called when nobody uses it any more. */
  onIdle: (() => void) | null
}

/** The row of the store's own texts that has the name of the default store. */
const NAME = 'name'

/** The event data stores of a console: the default one, which is always open, and those beside it. */
export class EventDataStores {
  readonly #default: DefaultStore
  readonly #catalogue: StoreCatalogue
  readonly #now: () => number
  readonly #mostStores: number
  readonly #mostOpen: number
  readonly #open = new Map<string, Opening>()
  /** Opening, closing and changing stores, one after another. */
  readonly #changes = new PQueue({ concurrency: 1 })
  #uses = 0

  constructor(dataFolder: string | null, defaultStore: DefaultStore, now: () => number) {
    this.#default = defaultStore
    this.#catalogue = new StoreCatalogue(dataFolder, now)
    this.#now = now
    this.#mostStores = dataFolder === null ? MOST_IN_MEMORY : MOST_STORES
    this.#mostOpen = dataFolder === null ? MOST_IN_MEMORY : MOST_OPEN
  }

  clean(): Promise<void> {
    return this.#catalogue.clean()
  }

  isDefault(id: string): boolean {
    return id === this.#default.id
  }

  async list(): Promise<readonly EventDataStore[]> {
    return [await this.#describeDefault(), ...(await this.#catalogue.list()).map(described)]
  }

  /** Rejects with a 404 if there is no such store. */
  async describe(id: string): Promise<EventDataStore> {
    return this.isDefault(id) ? this.#describeDefault() : described(await this.#found(id))
  }

  make(name: string): Promise<EventDataStore> {
    return this.#changes.add(async () => described(await this.#make(name)))
  }

  rename(id: string, name: string): Promise<EventDataStore> {
    return this.#changes.add(async () => {
      const store = await this.describe(id)
      const tidy = await this.#checkedName(name, id)
      if (!this.isDefault(id)) return described(await this.#catalogue.rename(await this.#found(id), tidy))
      await this.#default.store.setMeta(NAME, tidy)
      return { ...store, name: tidy }
    })
  }

  /** Rejects with a 409 if the store is the default one, or is in use and stays so. */
  delete(id: string): Promise<void> {
    return this.#changes.add(async () => {
      if (this.isDefault(id)) throw isDefaultStore(this.#default.source)
      const { name } = await this.#found(id)
      await this.#closeForGood(id, name)
      await this.#catalogue.delete(id)
    })
  }

  /** The store for log files that name none, created with the first of them. */
  async forUploads(): Promise<string> {
    const { id, name } = UPLOADS
    await this.#changes.add(async () => {
      const stores = await this.#catalogue.list()
      if (!stores.some((store) => store.id === id)) await this.#make(freeName(name, stores), id)
    })
    return id
  }

  /**
   * Works with a store that is not the default one, which stays open meanwhile. Rejects with a 404
   * if there is none.
   */
  async use<T>(id: string, work: (opened: OpenedStore) => Promise<T>): Promise<T> {
    const opening = await this.#changes.add(async () => {
      const found = this.#open.get(id) ?? (await this.#openStore(id))
      this.#begin(found)
      return found
    })
    try {
      return await work(opening.opened)
    } finally {
      this.#end(opening)
    }
  }

  close(): Promise<void> {
    return this.#changes.add(async () => {
      for (const [id, { opened }] of this.#open) {
        this.#open.delete(id)
        await opened.close()
      }
    })
  }

  #begin(opening: Opening): void {
    opening.users++
    opening.lastUsed = ++this.#uses
  }

  #end(opening: Opening): void {
    opening.users--
    if (opening.users === 0) opening.onIdle?.()
  }

  async #openStore(id: string): Promise<Opening> {
    await this.#found(id)
    await this.#makeRoom()
    const opening: Opening = {
      opened: await openLogFileStore(id, this.#catalogue.folderOf(id), this.#now, () => {
        this.#begin(opening)
        return () => this.#end(opening)
      }).catch((error: unknown) => {
        throw error instanceof StoreError ? cannotBeOpened(error) : error
      }),
      users: 0,
      lastUsed: 0,
      onIdle: null,
    }
    this.#open.set(id, opening)
    return opening
  }

  async #makeRoom(): Promise<void> {
    if (this.#open.size < this.#mostOpen) return
    const [least] = [...this.#open]
      .filter(([, { users }]) => users === 0)
      .toSorted(([, a], [, b]) => a.lastUsed - b.lastUsed)
    if (!least)
      throw busy(
        'Too many event data stores in use',
        `${this.#mostOpen} other event data stores are loading or downloading. Try again when one of them has finished.`,
        COME_AGAIN_SECONDS,
      )
    const [id, { opened }] = least
    this.#open.delete(id)
    await opened.close()
  }

  async #closeForGood(id: string, name: string): Promise<void> {
    // Opening it shows whether another process has it open. One that is damaged can be deleted.
    const opening =
      this.#open.get(id) ??
      (await this.#openStore(id).catch((error: unknown) => {
        if (error instanceof ProblemError && error.cause instanceof StoreError && !error.cause.isInUse)
          return null
        throw error
      }))
    if (!opening) return
    if (opening.users > 0 && !(await becomesIdle(opening)))
      throw new ProblemError({
        title: 'In use',
        status: 409,
        detail: `“${name}” is in use: log files are being loaded into it, or events downloaded from it. Delete it when that has finished.`,
      })
    this.#open.delete(id)
    await opening.opened.close()
  }

  async #make(name: string, id?: string): Promise<KeptStore> {
    const tidy = await this.#checkedName(name, null)
    if ((await this.#catalogue.list()).length >= this.#mostStores)
      throw new ProblemError({
        title: 'Too many event data stores',
        status: 409,
        detail: `There are already ${this.#mostStores} event data stores. Delete one first.`,
      })
    return this.#catalogue.make(tidy, id)
  }

  /** The name without white space at its ends. Rejects if it cannot be given to this store. */
  async #checkedName(name: string, id: string | null): Promise<string> {
    const problem = problemOfStoreName(name)
    if (problem !== null) throw badRequest('name', problem)
    const tidy = name.trim()
    if ((await this.list()).some((store) => store.name === tidy && store.id !== id))
      throw new ProblemError({
        title: 'Name taken',
        status: 409,
        detail: `There is already an event data store named “${tidy}”. Enter another name.`,
        field: 'name',
      })
    return tidy
  }

  async #found(id: string): Promise<KeptStore> {
    const found = await this.#catalogue.find(id)
    if (found) return found
    throw new ProblemError({
      title: 'Event data store not found',
      status: 404,
      detail: `There is no event data store “${id}”. It may have been deleted.`,
      field: 'store',
    })
  }

  async #describeDefault(): Promise<EventDataStore> {
    const { id, source, name, store } = this.#default
    return { id, name: (await store.getMeta(NAME)) ?? name, source, isDefault: true, created: null }
  }
}

const described = ({ id, name, created }: KeptStore): EventDataStore => ({
  id,
  name,
  source: 'log-files',
  isDefault: false,
  created,
})

/** Whether all requests under way end in time. */
function becomesIdle(opening: Opening): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), PATIENCE_MS)
    const done = (isIdle: boolean) => {
      clearTimeout(timer)
      opening.onIdle = null
      resolve(isIdle)
    }
    opening.onIdle = () => done(true)
  })
}

function freeName(name: string, stores: readonly KeptStore[]): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name} ${number}`
    if (!stores.some((store) => store.name === free)) return free
  }
}

const isDefaultStore = (source: EventDataStore['source']): ProblemError =>
  new ProblemError({
    title: 'Default event data store',
    status: 409,
    detail:
      source === 'log-files'
        ? 'This is the default event data store, into which the console was started to load log files. It cannot be deleted while the console runs.'
        : 'The account is the default event data store of this console and cannot be deleted.',
  })

const cannotBeOpened = (error: StoreError): ProblemError =>
  new ProblemError(
    {
      title: 'Event data store cannot be opened',
      status: 503,
      detail: error.isInUse
        ? 'This event data store is in use by another process. Stop that process, or use another event data store.'
        : 'This event data store cannot be opened. The terminal output of the console shows why.',
    },
    {},
    error,
  )
