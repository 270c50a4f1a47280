import type { Connections } from './connections.ts'

/** How many values are kept of one path. */
const MAX_VALUES_OF_PATH = 2_000_000
/** How much is kept of all, in rows. Identifiers that no two events share weigh most. */
const MAX_WEIGHT = 24_000_000
/** What a distinct value weighs beside a row, which is two numbers. */
const WEIGHT_OF_VALUE = 9
const MAX_PATHS = 32

interface PathTable {
  /** A view `(ordinal, value)`. */
  readonly name: string
  /** The state of the store that it covers. */
  upTo: number
  values: number
  weight: number
}

/**
 * The values of paths that were asked for: read out of the records once and kept in memory as rows `(ordinal, value)`, each value of
 * an event once. What is asked of the same path next, any value and any operator, reads no record. Every value is held once and
 * the rows have its number: an investigation asks for five identifiers of an event, which all events have.
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
      if (known) this.#dropLater(known)
      return null
    }
    const table = known ?? (await this.#create())
    const { name } = table
    const fresh = `${name}_fresh`
    await this.#connections.query(
      `CREATE TABLE ${fresh} AS SELECT DISTINCT ordinal, value FROM (
        SELECT e.ordinal, unnest(leaf_texts(e.leaves, p.slots)) AS value FROM events e
        JOIN (SELECT shape, slots FROM slots WHERE path = $1) p ON p.shape = e.shape WHERE ${wanted})`,
      [path],
      undefined,
      true,
    )
    const [[distinct]] = (await this.#connections.query(
      `INSERT INTO ${name}_values SELECT (SELECT count(*) FROM ${name}_values) + row_number() OVER (), value
       FROM (SELECT DISTINCT value FROM ${fresh} ANTI JOIN ${name}_values USING (value))`,
      [],
    )) as unknown as [[bigint]]
    const [[added]] = (await this.#connections.query(
      `INSERT INTO ${name}_rows SELECT f.ordinal, v.id FROM ${fresh} f JOIN ${name}_values v USING (value)`,
      [],
    )) as unknown as [[bigint]]
    await this.#connections.query(`DROP TABLE ${fresh}`, [])
    table.upTo = lastOrdinal
    table.values += Number(added)
    table.weight += Number(added) + WEIGHT_OF_VALUE * Number(distinct)
    return table
  }

  async #create(): Promise<PathTable> {
    const name = `memory.main.path_${this.#next++}`
    for (const statement of [
      `CREATE TABLE ${name}_values (id INTEGER, value VARCHAR)`,
      `CREATE TABLE ${name}_rows (ordinal INTEGER, id INTEGER)`,
      `CREATE VIEW ${name} AS SELECT ordinal, value FROM ${name}_rows JOIN ${name}_values USING (id)`,
    ]) {
      await this.#connections.query(statement, [])
    }
    return { name, upTo: 0, values: 0, weight: 0 }
  }

  #dropLater({ name }: PathTable): void {
    this.#connections.dropLater(name, 'VIEW')
    for (const part of ['rows', 'values']) this.#connections.dropLater(`${name}_${part}`)
  }

  #evict(): void {
    let weight = [...this.#made.values()].reduce((sum, table) => sum + table.weight, 0)
    for (const [path, table] of this.#made) {
      if (this.#made.size <= 1 || (this.#made.size <= MAX_PATHS && weight <= MAX_WEIGHT)) return
      weight -= table.weight
      this.#made.delete(path)
      this.#tables.delete(path)
      this.#dropLater(table)
    }
  }
}
