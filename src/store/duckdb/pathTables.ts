import PQueue from 'p-queue'
import type { Connections } from './connections.ts'
import { LARGE_RECORD_BYTES, type TextLengths } from './textLengths.ts'

/** How many values of one path are kept. */
const MAX_VALUES_OF_PATH = 2_000_000
/**
 * How much memory one path may take, and all together. Identifiers that are different in every
 * event take most.
 */
const MAX_BYTES_OF_PATH = 150_000_000
const MAX_BYTES = 300_000_000
const MAX_PATHS = 32
/** How many bytes the large records may have from which a table is read. */
const MAX_BYTES_OF_LARGE = 64 * 1024 * 1024

/** Bytes of a row in memory, and of a distinct value in addition to its text, as measured. */
const BYTES_OF_ROW = 14
const BYTES_OF_VALUE = 20

interface PathTable {
  /** A view `(ordinal, value)`. */
  readonly name: string
  /** The last ordinal whose values it has. */
  upTo: number
  rows: number
  /** How many distinct values it has. */
  values: number
  bytes: number
}

/** A path that was queried. */
interface AskedPath {
  table: PathTable | null
  /** Final, since the store only grows. */
  isTooLarge: boolean
  /**
   * Queries bring the table up to date one after another, so that none reads what another is
   * reading.
   */
  readonly queue: PQueue
  /** How many queries use the table. */
  users: number
  isKept: boolean
}

/**
 * The values of paths that were queried: read from the records once and kept in memory as rows
 * `(ordinal, value)`, each value once for an event. Later queries of the same path, for any value
 * and with any operator, read no record. Each distinct value is kept once and the rows have its
 * number: identifiers such as those of an investigation occur in nearly all events.
 */
export class PathTables {
  readonly #connections: Connections
  readonly #lengths: TextLengths
  /** The least recently used first. */
  readonly #paths = new Map<string, AskedPath>()
  #next = 0

  constructor(connections: Connections, lengths: TextLengths) {
    this.#connections = connections
    this.#lengths = lengths
  }

  /**
   * The table of a path as of a snapshot that the store has had; null if it has too many values to
   * be kept. Call `release` once, when the table is no longer used.
   */
  async acquire(path: string, lastOrdinal: number): Promise<{ name: string | null; release: () => void }> {
    const asked = this.#paths.get(path) ?? {
      table: null,
      isTooLarge: false,
      queue: new PQueue({ concurrency: 1 }),
      users: 0,
      isKept: true,
    }
    asked.users++
    this.#paths.delete(path)
    this.#paths.set(path, asked)
    const release = () => {
      asked.users--
      this.#dropUnused(asked)
    }
    try {
      const table = await asked.queue.add(() => this.#bringUpTo(lastOrdinal, path, asked))
      this.#bound()
      return { name: table?.name ?? null, release }
    } catch (error) {
      release()
      throw error
    }
  }

  /** Returns the table, null if it is too large. If interrupted, the next query starts again. */
  async #bringUpTo(lastOrdinal: number, path: string, asked: AskedPath): Promise<PathTable | null> {
    if (asked.isTooLarge) return null
    const known = asked.table
    if (known && known.upTo >= lastOrdinal) return known
    const wanted = 'e.ordinal > $2::BIGINT AND e.ordinal <= $3::BIGINT'
    const params = [path, known?.upTo ?? 0, lastOrdinal]
    const large = (await this.#lengths.hasLargeRecords(lastOrdinal))
      ? `coalesce(sum(strlen(e.leaves)) FILTER (strlen(e.leaves) > ${LARGE_RECORD_BYTES}), 0)`
      : '0'
    const [[events, slots, bytesOfLarge]] = (await this.#connections.query(
      `SELECT count(*)::DOUBLE, coalesce(max(len(p.slots)), 0)::DOUBLE, ${large}::DOUBLE FROM events e
       JOIN (SELECT shape, slots FROM slots WHERE path = $1) p ON p.shape = e.shape WHERE ${wanted}`,
      params,
    )) as [[number, number, number]]
    asked.isTooLarge =
      (known?.rows ?? 0) + events * Math.min(slots, 4) > MAX_VALUES_OF_PATH ||
      bytesOfLarge > MAX_BYTES_OF_LARGE
    if (asked.isTooLarge) return null
    const table = (asked.table ??= await this.#create())
    const { name } = table
    const fresh = `${name}_fresh`
    await this.#connections.query(
      `CREATE OR REPLACE TABLE ${fresh} AS SELECT DISTINCT ordinal, value FROM (
        SELECT e.ordinal, unnest(leaf_texts(e.leaves, p.slots)) AS value FROM events e
        JOIN (SELECT shape, slots FROM slots WHERE path = $1) p ON p.shape = e.shape WHERE ${wanted})`,
      params,
      undefined,
      true,
    )
    const before = table.values
    const [[values]] = (await this.#connections.query(
      `INSERT INTO ${name}_values SELECT ${before} + row_number() OVER (), value
       FROM (SELECT DISTINCT value FROM ${fresh} ANTI JOIN ${name}_values USING (value))`,
      [],
    )) as unknown as [[bigint]]
    table.values += Number(values)
    const [[length]] = (await this.#connections.query(
      `SELECT coalesce(sum(strlen(value)), 0)::DOUBLE FROM ${name}_values WHERE id > ${before}`,
      [],
    )) as [[number]]
    table.bytes += Number(values) * BYTES_OF_VALUE + length
    asked.isTooLarge = table.bytes > MAX_BYTES_OF_PATH
    if (!asked.isTooLarge) {
      const [[rows]] = (await this.#connections.query(
        `INSERT INTO ${name}_rows SELECT f.ordinal, v.id FROM ${fresh} f JOIN ${name}_values v USING (value)`,
        [],
      )) as unknown as [[bigint]]
      table.upTo = lastOrdinal
      table.rows += Number(rows)
      table.bytes += Number(rows) * BYTES_OF_ROW
    }
    await this.#connections.query(`DROP TABLE ${fresh}`, [])
    return asked.isTooLarge ? null : table
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
    return { name, upTo: 0, rows: 0, values: 0, bytes: 0 }
  }

  #bound(): void {
    let bytes = [...this.#paths.values()].reduce((sum, { table }) => sum + (table?.bytes ?? 0), 0)
    for (const [path, asked] of this.#paths) {
      if (this.#paths.size <= 1 || (this.#paths.size <= MAX_PATHS && bytes <= MAX_BYTES)) return
      bytes -= asked.table?.bytes ?? 0
      this.#paths.delete(path)
      asked.isKept = false
      this.#dropUnused(asked)
    }
  }

  #dropUnused(asked: AskedPath): void {
    if (asked.users > 0 || asked.table === null || (asked.isKept && !asked.isTooLarge)) return
    const { name } = asked.table
    asked.table = null
    this.#connections.drop(name, 'VIEW')
    for (const part of ['rows', 'values', 'fresh']) this.#connections.drop(`${name}_${part}`)
  }
}
