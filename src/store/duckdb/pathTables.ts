import type { Connections } from './connections.ts'

/** How many values are kept of one path, and of all. */
const MAX_VALUES_OF_PATH = 2_000_000
const MAX_VALUES = 3_000_000
const MAX_PATHS = 32

interface PathTable {
  readonly name: string
  /** The state of the store that it covers. */
  upTo: number
  values: number
}

/**
 * The values of paths that were asked for: read out of the records once and kept in memory as rows `(ordinal, value)`, each value of
 * an event once. What is asked of the same path next, any value and any operator, reads no record.
 */
export class PathTables {
  readonly #connections: Connections
  /** Promises, so that what is asked at once is read once. */
  readonly #tables = new Map<string, Promise<PathTable | null>>()
  /** Those that are made, the least recently asked first. */
  readonly #made = new Map<string, PathTable>()
  #next = 0

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** The table of a path in a state of the store; null when it has too many values to be kept. */
  async table(path: string, lastOrdinal: number): Promise<string | null> {
    const before = this.#tables.get(path)
    const table = this.#upTo(lastOrdinal, path, before).catch((error: unknown) => {
      if (this.#tables.get(path) === table) this.#tables.delete(path)
      throw error
    })
    this.#tables.set(path, table)
    const made = await table
    this.#made.delete(path)
    if (made) this.#made.set(path, made)
    this.#evict()
    return made?.name ?? null
  }

  async #upTo(
    lastOrdinal: number,
    path: string,
    before: Promise<PathTable | null> | undefined,
  ): Promise<PathTable | null> {
    const known = await before
    if (known && known.upTo >= lastOrdinal) return known
    const wanted = `e.ordinal > ${known?.upTo ?? 0} AND e.ordinal <= ${lastOrdinal}`
    const [[events, slots]] = (await this.#connections.query(
      `SELECT count(*)::DOUBLE, coalesce(max(len(p.slots)), 0)::DOUBLE FROM events e
       JOIN (SELECT shape, slots FROM slots WHERE path = $1) p ON p.shape = e.shape WHERE ${wanted}`,
      [path],
    )) as [[number, number]]
    const isLarge = (known?.values ?? 0) + events * Math.min(slots, 4) > MAX_VALUES_OF_PATH
    if (isLarge) {
      if (known) this.#connections.dropLater(known.name)
      return null
    }
    const table = known ?? { name: `memory.main.path_${this.#next++}`, upTo: 0, values: 0 }
    const rows = `
      SELECT DISTINCT ordinal, value FROM (
        SELECT e.ordinal, unnest(leaf_texts(e.leaves, p.slots)) AS value FROM events e
        JOIN (SELECT shape, slots FROM slots WHERE path = $1) p ON p.shape = e.shape WHERE ${wanted})`
    const [[added]] = (await this.#connections.query(
      known ? `INSERT INTO ${table.name} ${rows}` : `CREATE TABLE ${table.name} AS ${rows}`,
      [path],
      undefined,
      true,
    )) as unknown as [[bigint]]
    table.upTo = lastOrdinal
    table.values += Number(added)
    return table
  }

  #evict(): void {
    let values = [...this.#made.values()].reduce((sum, table) => sum + table.values, 0)
    for (const [path, table] of this.#made) {
      if (this.#made.size <= 1 || (this.#made.size <= MAX_PATHS && values <= MAX_VALUES)) return
      values -= table.values
      this.#made.delete(path)
      this.#tables.delete(path)
      this.#connections.dropLater(table.name)
    }
  }
}
