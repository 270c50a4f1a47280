import { randomInt, randomUUID } from 'node:crypto'
import type { AsOf } from '../eventStore.ts'
import { StoreError } from '../storeError.ts'
import type { SnapshotSql } from '../sql/statement.ts'
import type { ClickHouseServer } from './server.ts'
import { isAlreadyThere, isNotPossible } from './serverErrors.ts'

/*
 * Several loaders write at the same time, and a server has no transactions. What a loader has added is there once its
 * commit is:
 *
 * - A loader has a number that no other one has. Its ordinals begin with it and rise, so what it committed is said by
 *   one ordinal.
 * - It inserts the rows of a batch, which nobody sees; then it looks for rows of the same IDs that others inserted
 *   meanwhile (`adder.ts`), and commits.
 * - If it fails in between, it goes on under another number: what it had not committed is never seen.
 * - A loader that is waited for and is silent is suspected, which is written down. Then its commits are read again, and
 *   the last of them becomes its ending: what it commits later does not count. A loader reads suspicions after each
 *   commit. If it finds none, its commit was there when the commits were read again. If it finds one, the commit counts
 *   only if the ending has it; otherwise the batch is added once more under another number.
 * - Several may want to end a loader, and it itself: an ending is a table named after the loader, since the server makes
 *   a table of a name once. Who finds a loader that is suspected and has no ending makes it: who suspected it may be gone.
 * - A batch is compared with what was visible at one moment before it was inserted, and others' rows that were not
 *   visible then are waited for, also if they became visible while the batch was being added.
 *
 * The rows of these tables must be read as soon as they are inserted, so they are on one node of a cluster.
 */

/** How many rows a loader adds under one number. Numbers are below 2^24, so that ordinals are exact in JavaScript. */
const ROWS_OF_LOADER = 2 ** 29
const LOADERS = 2 ** 24

/** How often a loader says that it lives, and after how much silence it counts as gone. */
const HEARTBEAT_MS = 5000
const GONE_MS = 60_000
/** When a loader that has left was heard. */
const LEFT = 0

const firstOrdinalOf = (loader: number): number => loader * ROWS_OF_LOADER
export const loaderOf = (ordinal: number): number => Math.floor(ordinal / ROWS_OF_LOADER)

/** The last ordinal that counts of each loader, at a moment. */
export type Visible = ReadonlyMap<number, number>

/** What has been committed, as this console knows it: snapshots are numbered as it finds out. */
export class Commits {
  readonly #server: ClickHouseServer
  /** For each loader the ordinals that it had committed, with the first snapshot that has them. */
  readonly #history = new Map<number, { readonly snapshot: number; readonly lastOrdinal: number }[]>()
  /** The number of the current snapshot. */
  current = 0
  #endings: ReadonlyMap<number, number> = new Map()
  #reading: Promise<void> | null = null

  constructor(server: ClickHouseServer) {
    this.#server = server
  }

  /** Finds out what was committed until now. */
  async refresh(): Promise<void> {
    // What is being read may have begun before the commit that the caller means.
    await this.#reading
    this.#reading ??= this.#read().finally(() => (this.#reading = null))
    await this.#reading
  }

  /** What is visible now. It stays as it is. */
  get visible(): Visible {
    return this.visibleIn(this.current)
  }

  /** The last ordinals of the loaders in a snapshot. */
  visibleIn(snapshot: number): Visible {
    const visible = new Map<number, number>()
    for (const [loader, history] of this.#history) {
      const found = history.findLast((each) => each.snapshot <= snapshot)
      if (found) visible.set(loader, found.lastOrdinal)
    }
    return visible
  }

  /** Whether it never will be. */
  isGivenUp(ordinal: number): boolean {
    return ordinal > (this.#endings.get(loaderOf(ordinal)) ?? Infinity)
  }

  /** The snapshot's events are those that had been committed. */
  snapshotSql = ({ lastOrdinal }: Pick<AsOf, 'lastOrdinal'>): SnapshotSql => {
    const sql = visibleSql(this.visibleIn(lastOrdinal))
    return (row) => sql(`${row}.ordinal`)
  }

  async #read(): Promise<void> {
    // Commits first: a loader that is suspected only afterwards had its last commit here.
    const commits = await this.#server.rows('SELECT loader, max(lastOrdinal) FROM commits GROUP BY loader')
    const suspected = await numbersIn(this.#server, 'SELECT DISTINCT loader FROM suspicions')
    const endings = (this.#endings = await endingsOn(this.#server, suspected))
    const next = this.current + 1
    for (const [number, last] of commits) {
      const loader = Number(number)
      const history = this.#history.get(loader) ?? []
      const known = history.at(-1)?.lastOrdinal
      const lastOrdinal = Math.min(Number(last), endings.get(loader) ?? Infinity)
      if (lastOrdinal === known || lastOrdinal < firstOrdinalOf(loader)) continue
      history.push({ snapshot: next, lastOrdinal })
      this.#history.set(loader, history)
      this.current = next
    }
  }
}

export function isVisibleIn(visible: Visible, ordinal: number): boolean {
  return ordinal <= (visible.get(loaderOf(ordinal)) ?? -1)
}

/** Whether an ordinal counts, as SQL. */
export function visibleSql(visible: Visible): (ordinal: string) => string {
  if (visible.size === 0) return () => '(1 = 0)'
  const loaders = [...visible.keys()].toSorted((a, b) => a - b)
  if (loaders.length === 1) {
    const [loader] = loaders as [number]
    return (ordinal) => `(${ordinal} >= ${firstOrdinalOf(loader)} AND ${ordinal} <= ${visible.get(loader)})`
  }
  const list = (numbers: readonly number[]) => `[${numbers.map((number) => `toInt64(${number})`).join(', ')}]`
  const lastOf = list(loaders.map((loader) => visible.get(loader)!))
  return (ordinal) =>
    `(${ordinal} <= transform(intDiv(${ordinal}, ${ROWS_OF_LOADER}), ${list(loaders)}, ${lastOf}, toInt64(-1)))`
}

/** One of the loaders: the one of this process. */
export class Loader {
  readonly number: number
  /** The last ordinal that it has given to a row. */
  lastOrdinal: number
  readonly #server: ClickHouseServer
  readonly #token: string
  readonly #heart: NodeJS.Timeout

  private constructor(server: ClickHouseServer, number: number, token: string) {
    this.#server = server
    this.number = number
    this.#token = token
    this.lastOrdinal = firstOrdinalOf(number)
    this.#heart = setInterval(() => void this.#beat().catch(() => {}), HEARTBEAT_MS).unref()
  }

  /** Begins under a number that no other loader has or had. */
  static async begin(server: ClickHouseServer): Promise<Loader> {
    for (;;) {
      const number = randomInt(1, LOADERS)
      const token = randomUUID()
      await server.insert('loaders', [{ number, token }])
      const [row] = await server.rows(`SELECT uniqExact(token) FROM loaders WHERE number = ${number}`)
      // Who has another one with its number looks for another; at least the later of two sees the other.
      if (Number(row?.[0]) === 1) return new Loader(server, number, token)
    }
  }

  get isFull(): boolean {
    return this.lastOrdinal > firstOrdinalOf(this.number + 1) - 10_000_000
  }

  /**
   * Makes what was inserted up to an ordinal visible. False if the loader was given up meanwhile: then it is not, and
   * has to be added again by another loader.
   */
  async commit(lastOrdinal: number): Promise<boolean> {
    await this.#server.insert('commits', [{ loader: this.number, lastOrdinal }])
    const suspicions = `SELECT count() FROM suspicions WHERE loader = ${this.number}`
    if ((await numbersIn(this.#server, suspicions))[0] === 0) return true
    return (await endWith(this.#server, this.number, lastOrdinal)) >= lastOrdinal
  }

  /** It adds nothing more. */
  end(): void {
    clearInterval(this.#heart)
  }

  /** The same, and says so, for those who would wait to hear of it: all that it inserted is committed. */
  async leave(): Promise<void> {
    this.end()
    await this.#server.insert('loaders', [{ number: this.number, token: this.#token, at: LEFT }])
  }

  /** Nothing of it counts that was not committed: nobody needs to wait for it. */
  async giveUp(): Promise<void> {
    this.end()
    await endLoader(this.#server, this.number)
  }

  async #beat(): Promise<void> {
    await this.#server.insert('loaders', [{ number: this.number, token: this.#token }])
  }
}

/** Whether another loader than one may be writing now. Those that have left or ended are not. */
export async function othersLoad(server: ClickHouseServer, own: number | null): Promise<boolean> {
  const recent = `SELECT number FROM loaders WHERE number <> ${own ?? 0} GROUP BY number HAVING min(at) > ${LEFT} AND max(at) > toUnixTimestamp(now()) - ${GONE_MS / 1000}`
  const endings = await writtenEndings(server)
  return (await numbersIn(server, recent)).some((number) => !endings.has(number))
}

/** Waits until rows of other loaders are committed, or never will be. `goneMs`: see GONE_MS. */
export async function whenDecided(
  server: ClickHouseServer,
  commits: Commits,
  ordinals: readonly number[],
  goneMs = GONE_MS,
): Promise<void> {
  const silent = new Map<number, { readonly beats: number; readonly sinceMs: number }>()
  for (;;) {
    await commits.refresh()
    const { visible } = commits
    const open = new Set(
      ordinals
        .filter((ordinal) => !isVisibleIn(visible, ordinal) && !commits.isGivenUp(ordinal))
        .map(loaderOf),
    )
    if (open.size === 0) return
    for (const loader of open) {
      const [beats = 0] = await numbersIn(server, `SELECT count() FROM loaders WHERE number = ${loader}`)
      const known = silent.get(loader)
      // Clocks of several machines differ, so silence is measured by this one.
      if (known?.beats !== beats) silent.set(loader, { beats, sinceMs: performance.now() })
      else if (performance.now() - known.sinceMs > goneMs) await endLoader(server, loader)
    }
    await pause()
  }
}

/** Writes down how far a loader came; nothing that it commits later counts. */
async function endLoader(server: ClickHouseServer, loader: number): Promise<void> {
  await server.insert('suspicions', [{ loader }])
  const end = await endSuspected(server, loader)
  // Nobody sees these rows, so they may stay where rows cannot be deleted: in tables that are on several nodes.
  for (const table of ['events', 'eventHashes'])
    await server
      .run(
        `ALTER TABLE ${table} DELETE WHERE ordinal > ${Math.max(end, firstOrdinalOf(loader))} AND ordinal < ${firstOrdinalOf(loader + 1)}`,
      )
      .catch((error: unknown) => {
        if (!isNotPossible(error)) throw error
      })
}

/** Ends a loader that is suspected with what it has committed, unless it has ended. */
async function endSuspected(server: ClickHouseServer, loader: number): Promise<number> {
  const [last] = await numbersIn(server, `SELECT max(lastOrdinal) FROM commits WHERE loader = ${loader}`)
  return endWith(server, loader, last ?? 0)
}

const ENDING = 'ended_'

const ORDINAL = 'o'

/** The last ordinals of loaders that have ended. Those that are suspected and have not are ended. */
async function endingsOn(
  server: ClickHouseServer,
  suspected: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const endings = await writtenEndings(server)
  for (const loader of suspected)
    if (!endings.has(loader)) endings.set(loader, await endSuspected(server, loader))
  return endings
}

async function writtenEndings(server: ClickHouseServer): Promise<Map<number, number>> {
  const rows = await server.rows(
    `SELECT table, name FROM system.columns WHERE database = '${server.database}' AND startsWith(table, '${ENDING}')`,
  )
  return new Map(
    (rows as [string, string][]).map(([table, column]) => [
      Number(table.slice(ENDING.length)),
      Number(column.slice(ORDINAL.length)),
    ]),
  )
}

/** Ends a loader with an ordinal, unless it has ended. Returns the ordinal that it ended with. */
async function endWith(server: ClickHouseServer, loader: number, lastOrdinal: number): Promise<number> {
  const table = `${ENDING}${loader}`
  await server
    .run(`CREATE TABLE ${table} (${ORDINAL}${lastOrdinal} UInt8) ENGINE = Null`)
    .catch((error: unknown) => {
      if (!isAlreadyThere(error)) throw error
    })
  const ending = (await writtenEndings(server)).get(loader)
  if (ending === undefined)
    throw new StoreError(`the ending of loader ${loader} cannot be read in ClickHouse`)
  return ending
}

async function numbersIn(server: ClickHouseServer, sql: string): Promise<number[]> {
  return (await server.rows(sql)).map(([number]) => Number(number))
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200))
