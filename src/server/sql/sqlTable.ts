import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import PQueue from 'p-queue'
import {
  parquetFolderOf,
  PASSING_FILES,
  QueryMemoryError,
  type AsOf,
  type EventStore,
  type OrdinalRange,
} from '../../store/eventStore.ts'

/**
 * How many events a file has at most, for whom others wait while it is written, and how many files may have fewer before
 * they are made into one.
 */
const EVENTS_OF_FILE = 122_880
const MOST_SMALL_FILES = 8

/** A file of the table, named by what it has. */
interface Part extends OrdinalRange {
  readonly events: number
  readonly file: string
}

/**
 * The table for SQL of an event data store: Parquet files that have the events by ordinals, in the store's own folder.
 * Events never change, so files are only added, until the store has a new ID. They are found again by their names.
 */
export class SqlTable {
  readonly #store: EventStore
  readonly #preparations = new PQueue({ concurrency: 1 })
  #storeID: string | null = null
  #parts: readonly Part[] = []
  /** Files that are no longer part of the table, but may be in use. */
  #outdated: string[] = []
  #users = 0

  constructor(store: EventStore) {
    this.#store = store
  }

  /** How many events of the store's current ID are in the table. */
  get ready(): number {
    const { storeID } = this.#store.asOf(0)
    return storeID === this.#storeID ? this.#parts.reduce((sum, { events }) => sum + events, 0) : 0
  }

  get isPreparing(): boolean {
    return this.#preparations.size + this.#preparations.pending > 0
  }

  /**
   * Brings the table up to date with a snapshot and works with its files. If `signal` aborts, nothing waits any longer; the
   * table is still brought up to date.
   */
  async use<T>(
    asOf: AsOf,
    work: (files: readonly string[], events: number) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    this.#users++
    try {
      await unlessAborted(this.prepare(asOf), signal)
      return await work(
        this.#parts.map(({ file }) => file),
        this.ready,
      )
    } finally {
      this.#users--
      await this.#removeOutdated()
    }
  }

  /** Brings the table up to date with a snapshot. */
  prepare(asOf: AsOf): Promise<void> {
    return this.#preparations.add(() => this.#prepare(asOf))
  }

  /** Makes the whole table again the next time, since files of it cannot be read. */
  discard(): void {
    this.#outdated.push(...this.#parts.map(({ file }) => file))
    this.#parts = []
  }

  async #prepare(asOf: AsOf): Promise<void> {
    await mkdir(parquetFolderOf(this.#store), { recursive: true, mode: 0o700 })
    if (asOf.storeID !== this.#storeID) await this.#findParts(asOf.storeID)
    const last = this.#parts.at(-1)
    if (last !== undefined && last.upTo >= asOf.lastOrdinal) return
    const { kept, replaced } = partsKept(this.#parts)
    let added: readonly Part[] = []
    let after = kept.at(-1)?.upTo ?? 0
    do {
      const upTo = Math.min(after + EVENTS_OF_FILE, asOf.lastOrdinal)
      added = [...added, ...(await this.#writeParts(asOf, { after, upTo }))]
      // While small files are being replaced, they stay.
      if (replaced.length === 0) this.#parts = [...kept, ...added]
      after = upTo
    } while (after < asOf.lastOrdinal)
    this.#parts = [...kept, ...added]
    this.#outdated.push(...replaced.map(({ file }) => file))
  }

  /** Several where large records are so many that the engine has no room for all. */
  async #writeParts(asOf: AsOf, added: OrdinalRange): Promise<readonly Part[]> {
    try {
      return [await this.#write(asOf, added)]
    } catch (error) {
      const middle = Math.floor((added.after + added.upTo) / 2)
      if (!(error instanceof QueryMemoryError) || middle === added.after) throw error
      const first = await this.#writeParts(asOf, { ...added, upTo: middle })
      return [...first, ...(await this.#writeParts(asOf, { ...added, after: middle }))]
    }
  }

  async #write(asOf: AsOf, added: OrdinalRange): Promise<Part> {
    const folder = parquetFolderOf(this.#store)
    const passing = join(folder, PASSING_FILES)
    await mkdir(passing, { recursive: true, mode: 0o700 })
    const written = join(passing, `${asOf.storeID}-${added.after}.parquet`)
    const events = await this.#store.writeAdded(asOf, added, written)
    const file = join(folder, nameOf(asOf.storeID, { ...added, events }))
    await rename(written, file)
    return { ...added, events, file }
  }

  /** Takes over the files that an earlier run wrote, and removes those of another ID. */
  async #findParts(storeID: string): Promise<void> {
    const folder = parquetFolderOf(this.#store)
    const found: Part[] = []
    for (const name of await readdir(folder)) {
      const part = partNamed(name, storeID, folder)
      if (part !== null) found.push(part)
      else if (name !== PASSING_FILES) this.#outdated.push(join(folder, name))
    }
    this.#parts = chained(found)
    const kept = new Set(this.#parts)
    this.#outdated.push(...found.filter((part) => !kept.has(part)).map(({ file }) => file))
    this.#storeID = storeID
  }

  async #removeOutdated(): Promise<void> {
    if (this.#users > 0) return
    const used = new Set(this.#parts.map(({ file }) => file))
    const files = this.#outdated.filter((file) => !used.has(file))
    this.#outdated = []
    await Promise.all(files.map((file) => rm(file, { force: true })))
  }
}

/** Which files stay, and which small ones at the end are to be replaced by one because there are many. */
function partsKept(parts: readonly Part[]): {
  readonly kept: readonly Part[]
  readonly replaced: readonly Part[]
} {
  const full = parts.findLastIndex(({ after, upTo }) => upTo - after >= EVENTS_OF_FILE) + 1
  const isMany = parts.length - full > MOST_SMALL_FILES
  return isMany ? { kept: parts.slice(0, full), replaced: parts.slice(full) } : { kept: parts, replaced: [] }
}

/** Those that follow one another from the first event on. */
function chained(parts: readonly Part[]): readonly Part[] {
  const chain: Part[] = []
  for (;;) {
    const after = chain.at(-1)?.upTo ?? 0
    // Of several, the longest has replaced the others.
    const [next] = parts
      .filter((part) => part.after === after && (part.upTo > after || chain.length === 0))
      .toSorted((one, other) => other.upTo - one.upTo)
    if (next === undefined || chain.includes(next)) return chain
    chain.push(next)
  }
}

const nameOf = (storeID: string, { after, upTo, events }: Omit<Part, 'file'>): string =>
  `${storeID}-${after}-${upTo}-${events}.parquet`

function partNamed(name: string, storeID: string, folder: string): Part | null {
  const [id, after, upTo, events] = name.replace(/\.parquet$/, '').split('-')
  if (id !== storeID || events === undefined) return null
  return { after: Number(after), upTo: Number(upTo), events: Number(events), file: join(folder, name) }
}

/** The promise, or a rejection as soon as the signal aborts. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      const stop = () => reject(signal.reason as Error)
      if (signal.aborted) stop()
      else signal.addEventListener('abort', stop, { once: true })
    }),
  ])
}
