import PQueue from 'p-queue'
import type { Connections } from './connections.ts'
import { decodeLeaf } from '../../cloudtrail/recordShape.ts'
import { valuesAtSlots } from '../segments/valuesAtSlots.ts'
import type { RecordSegments, StoredSegment } from './recordSegments.ts'
import type { Shapes } from './shapes.ts'
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
  readonly #segments: RecordSegments
  readonly #shapes: Shapes
  /** The least recently used first. */
  readonly #paths = new Map<string, AskedPath>()
  #next = 0

  constructor(connections: Connections, lengths: TextLengths, segments: RecordSegments, shapes: Shapes) {
    this.#segments = segments
    this.#shapes = shapes
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
    const [[events, slots, bytesOfLarge, withLeaves]] = (await this.#connections.query(
      `SELECT count(*)::DOUBLE, coalesce(max(len(p.slots)), 0)::DOUBLE, ${large}::DOUBLE, count(e.leaves)::DOUBLE FROM events e
       JOIN (SELECT shape, slots FROM slots WHERE path = $1) p ON p.shape = e.shape WHERE ${wanted}`,
      params,
    )) as [[number, number, number, number]]
    asked.isTooLarge =
      (known?.rows ?? 0) + events * Math.min(slots, 4) > MAX_VALUES_OF_PATH ||
      bytesOfLarge > MAX_BYTES_OF_LARGE
    if (asked.isTooLarge) return null
    const table = (asked.table ??= await this.#create())
    const { name } = table
    const fresh = `${name}_fresh`
    if (withLeaves > 0) await this.#readTable(fresh, wanted, params)
    else await this.#make(fresh)
    await this.#readSegments(fresh, path, (known?.upTo ?? 0) + 1, lastOrdinal)
    const before = table.values
    // Then each value is there once.
    const isAll = !known && withLeaves === 0
    const [[values]] = (await this.#connections.query(
      isAll
        ? `INSERT INTO ${name}_values SELECT id + 1, value FROM ${fresh}_values`
        : `INSERT INTO ${name}_values SELECT ${before} + row_number() OVER (), value
           FROM (SELECT DISTINCT value FROM ${fresh}_values ANTI JOIN ${name}_values USING (value))`,
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
      const distinct = slots > 1 ? 'DISTINCT' : ''
      const [[rows]] = (await this.#connections.query(
        isAll
          ? `INSERT INTO ${name}_rows SELECT ${distinct} ordinal, id + 1 FROM ${fresh}_rows`
          : `INSERT INTO ${name}_rows SELECT ${distinct} f.ordinal, v.id FROM ${fresh}_rows f
             JOIN ${fresh}_values n ON n.id = f.id JOIN ${name}_values v ON v.value = n.value`,
        [],
      )) as unknown as [[bigint]]
      table.upTo = lastOrdinal
      table.rows += Number(rows)
      table.bytes += Number(rows) * BYTES_OF_ROW
    }
    for (const part of ['values', 'rows']) await this.#connections.query(`DROP TABLE ${fresh}_${part}`, [])
    return asked.isTooLarge ? null : table
  }

  /** Makes `_values (id, value)` and `_rows (ordinal, id)`, of the events whose leaves are in the table `events`. */
  async #readTable(fresh: string, wanted: string, params: readonly (string | number)[]): Promise<void> {
    await this.#connections.query(
      `CREATE OR REPLACE TABLE ${fresh}_texts AS SELECT DISTINCT ordinal, value FROM (
        SELECT e.ordinal, unnest(leaf_texts(e.leaves, p.slots)) AS value FROM events e
        JOIN (SELECT shape, slots FROM slots WHERE path = $1) p ON p.shape = e.shape
        WHERE ${wanted} AND e.leaves IS NOT NULL)`,
      params,
      undefined,
      true,
    )
    for (const statement of [
      `CREATE OR REPLACE TABLE ${fresh}_values AS SELECT (-row_number() OVER ())::INTEGER AS id, value
       FROM (SELECT DISTINCT value FROM ${fresh}_texts)`,
      `CREATE OR REPLACE TABLE ${fresh}_rows AS SELECT ordinal::INTEGER AS ordinal, id
       FROM ${fresh}_texts JOIN ${fresh}_values USING (value)`,
      `DROP TABLE ${fresh}_texts`,
    ])
      await this.#connections.query(statement, [])
  }

  /** Adds those of the events whose leaves are in segments. */
  async #readSegments(fresh: string, path: string, firstOrdinal: number, lastOrdinal: number): Promise<void> {
    const ids = new Map<string, number>()
    for (const stored of this.#segments.between(firstOrdinal, lastOrdinal)) {
      const shapes = await this.#shapes.get(stored.shapes)
      const slots = stored.shapes.map((shape) => shapes.get(shape)?.slotsAt(path) ?? [])
      const { texts, rows, values } = valuesAtSlots(stored.segment, (shape) => slots[shape] ?? [])
      const before = ids.size
      const idOf = texts.map((text) => {
        const value = decodeLeaf(text)
        if (!ids.has(value)) ids.set(value, ids.size)
        return value === '' ? NO_VALUE : ids.get(value)!
      })
      const pairs = pairsOf(rows, values, idOf, stored, { firstOrdinal, lastOrdinal })
      const added = [...ids.keys()].slice(before)
      await this.#connections.append(`${fresh}_values`, [added.map((_, index) => before + index), added])
      await this.#connections.append(`${fresh}_rows`, [pairs.ordinals, pairs.ids])
    }
  }

  async #create(): Promise<PathTable> {
    const name = `memory.main.path_${this.#next++}`
    await this.#make(name)
    await this.#connections.query(
      `CREATE VIEW ${name} AS SELECT ordinal, value FROM ${name}_rows JOIN ${name}_values USING (id)`,
      [],
    )
    return { name, upTo: 0, rows: 0, values: 0, bytes: 0 }
  }

  async #make(name: string): Promise<void> {
    for (const columns of ['_values (id INTEGER, value VARCHAR)', '_rows (ordinal INTEGER, id INTEGER)'])
      await this.#connections.query(`CREATE OR REPLACE TABLE ${name}${columns}`, [])
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
    for (const part of ['rows', 'values', 'fresh_texts', 'fresh_rows', 'fresh_values'])
      this.#connections.drop(`${name}_${part}`)
  }
}

const NO_VALUE = -1

/** Ordinals with the ids of their values, without empty ones. An ordinal may have a value several times. */
function pairsOf(
  rows: Uint32Array,
  values: Uint32Array,
  idOf: readonly number[],
  stored: StoredSegment,
  { firstOrdinal, lastOrdinal }: { firstOrdinal: number; lastOrdinal: number },
): { ordinals: number[]; ids: number[] } {
  const ordinals: number[] = []
  const ids: number[] = []
  for (let index = 0; index < rows.length; index++) {
    const ordinal = stored.firstOrdinal + rows[index]! - stored.firstRow
    const id = idOf[values[index]!]!
    if (id === NO_VALUE || ordinal < firstOrdinal || ordinal > lastOrdinal) continue
    if (ordinal < stored.firstOrdinal || ordinal > stored.lastOrdinal) continue
    ordinals.push(ordinal)
    ids.push(id)
  }
  return { ordinals, ids }
}
