import PQueue from 'p-queue'
import type { Connections } from './connections.ts'
import { PathValues, readSegments, type PathRange } from './pathValues.ts'
import type { RecordSegments } from './recordSegments.ts'
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
  readonly #segments: RecordSegments
  /** The least recently used first. */
  readonly #paths = new Map<string, AskedPath>()
  #next = 0

  constructor(connections: Connections, lengths: TextLengths, segments: RecordSegments) {
    this.#segments = segments
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
    const firstOrdinal = (known?.upTo ?? 0) + 1
    const found = await this.#read(
      { path, firstOrdinal, lastOrdinal },
      MAX_VALUES_OF_PATH - (known?.rows ?? 0),
    )
    asked.isTooLarge = found === null
    if (found === null) return null
    const table = known ?? (await this.#create())
    try {
      await (known ? this.#addTo(known.name, found) : this.#fill(table.name, found))
      table.upTo = lastOrdinal
      await this.#measure(table)
    } catch (error) {
      if (!known) this.#drop(table)
      throw error
    }
    asked.table = table
    asked.isTooLarge = table.bytes > MAX_BYTES_OF_PATH
    return asked.isTooLarge ? null : table
  }

  /** null if there are too many values, or if the records are too large to read them for a table. */
  async #read(range: PathRange, maxRows: number): Promise<PathValues | null> {
    if ((await this.#bytesOfLarge(range)) > MAX_BYTES_OF_LARGE) return null
    const found = new PathValues(maxRows, MAX_BYTES_OF_PATH)
    const { path, firstOrdinal, lastOrdinal } = range
    const slots = (await this.#connections.query('SELECT shape, slots FROM slots WHERE path = $1', [
      path,
    ])) as [number, readonly number[]][]
    await readSegments(this.#segments, new Map(slots), range, found)
    await this.#connections.readChunks(
      `SELECT e.ordinal::INTEGER, unnest(leaf_texts(e.leaves, p.slots)) FROM events e
       JOIN (SELECT shape, slots FROM slots WHERE path = $1) p ON p.shape = e.shape
       WHERE e.leaves IS NOT NULL AND e.ordinal BETWEEN $2::BIGINT AND $3::BIGINT`,
      [path, firstOrdinal, lastOrdinal],
      async (rows) => {
        for (const [ordinal, value] of rows as [number, string][]) found.add(ordinal, found.indexOf(value))
      },
    )
    if (slots.some(([, each]) => each.length > 1)) found.makeDistinct()
    return found.isTooLarge ? null : found
  }

  /** How many bytes of leaves the large records have that have a path. */
  async #bytesOfLarge({ path, firstOrdinal, lastOrdinal }: PathRange): Promise<number> {
    if (!(await this.#lengths.hasLargeRecords(lastOrdinal))) return 0
    const [[bytes]] = (await this.#connections.query(
      `SELECT coalesce(sum(strlen(e.leaves)), 0)::DOUBLE FROM events e JOIN (SELECT shape FROM slots WHERE path = $1) p ON p.shape = e.shape
       WHERE strlen(e.leaves) > ${LARGE_RECORD_BYTES} AND e.ordinal BETWEEN $2::BIGINT AND $3::BIGINT`,
      [path, firstOrdinal, lastOrdinal],
    )) as [[number]]
    return bytes
  }

  /** Fills `_values (id, value)` and `_rows (ordinal, id)`, which are empty. */
  async #fill(name: string, { values, ordinals, indexes }: PathValues): Promise<void> {
    const texts = [...values]
    await this.#connections.append(`${name}_values`, [texts.map((_, index) => index), texts])
    await this.#connections.append(`${name}_rows`, [ordinals, indexes])
  }

  async #addTo(name: string, found: PathValues): Promise<void> {
    const fresh = `${name}_fresh`
    await this.#make(fresh)
    await this.#fill(fresh, found)
    for (const statement of [
      `INSERT INTO ${name}_values SELECT (SELECT coalesce(max(id), 0) FROM ${name}_values) + row_number() OVER (), value
       FROM ${fresh}_values ANTI JOIN ${name}_values USING (value)`,
      `INSERT INTO ${name}_rows SELECT f.ordinal, v.id FROM ${fresh}_rows f
       JOIN ${fresh}_values n ON n.id = f.id JOIN ${name}_values v ON v.value = n.value`,
      `DROP TABLE ${fresh}_values`,
      `DROP TABLE ${fresh}_rows`,
    ])
      await this.#connections.query(statement, [])
  }

  async #measure(table: PathTable): Promise<void> {
    const { name } = table
    const [[rows, values, length]] = (await this.#connections.query(
      `SELECT (SELECT count(*) FROM ${name}_rows)::DOUBLE, count(*)::DOUBLE, coalesce(sum(strlen(value)), 0)::DOUBLE FROM ${name}_values`,
      [],
    )) as [[number, number, number]]
    Object.assign(table, { rows, bytes: rows * BYTES_OF_ROW + values * BYTES_OF_VALUE + length })
  }

  async #create(): Promise<PathTable> {
    const name = `memory.main.path_${this.#next++}`
    await this.#make(name)
    await this.#connections.query(
      `CREATE VIEW ${name} AS SELECT ordinal, value FROM ${name}_rows JOIN ${name}_values USING (id)`,
      [],
    )
    return { name, upTo: 0, rows: 0, bytes: 0 }
  }

  async #make(name: string): Promise<void> {
    await this.#connections.query(
      `CREATE OR REPLACE TABLE ${name}_values (id INTEGER, value VARCHAR); CREATE OR REPLACE TABLE ${name}_rows (ordinal INTEGER, id INTEGER)`,
      [],
    )
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
    this.#drop(asked.table)
    asked.table = null
  }

  #drop({ name }: PathTable): void {
    this.#connections.drop(name, 'VIEW')
    for (const part of ['rows', 'values', 'fresh_rows', 'fresh_values'])
      this.#connections.drop(`${name}_${part}`)
  }
}
