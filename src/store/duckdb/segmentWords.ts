import { setImmediate as pause } from 'node:timers/promises'
import type { DuckDBBitValue } from '@duckdb/node-api'
import PQueue from 'p-queue'
import { rowsWithWord } from '../segments/rowsWithWord.ts'
import type { ConditionSql } from '../sql/lookups.ts'
import type { Connections } from './connections.ts'
import { loadEngine } from './engine.ts'
import type { RecordSegments } from './recordSegments.ts'

/** How many words are kept after their queries. */
const MAX_WORDS = 16

/**
 * The bits of a word are kept in blocks of so many: the engine copies the texts of a row that it joins, so they must
 * be short.
 */
const BITS_OF_BLOCK = 8192
const BYTES_OF_BLOCK = BITS_OF_BLOCK / 8

/** The events with a word in the leaves that segments have: a bit for each ordinal. */
interface WordBits {
  /** A table in memory of the blocks that have any: `(block, bits)`; null if no event has the word. */
  readonly table: string | null
  readonly bits: Uint8Array
  /** The last ordinal that they have. */
  readonly upTo: number
}

interface AskedWord {
  found: WordBits | null
  readonly queue: PQueue
  users: number
  /** Tables that were replaced or are no longer kept, dropped once nobody uses them. */
  readonly old: string[]
}

/** Finds words in segments, for SQL. A word that was asked for lately is not searched again. */
export class SegmentWords {
  readonly #connections: Connections
  readonly #segments: RecordSegments
  /** The least recently used first. */
  readonly #words = new Map<string, AskedWord>()
  #next = 0

  constructor(connections: Connections, segments: RecordSegments) {
    this.#connections = connections
    this.#segments = segments
  }

  /**
   * Whether an event `e` has the folded word in leaves that a segment has; null if no event's leaves are in segments.
   * Call `release` once the SQL is no longer used.
   */
  async acquire(
    word: string,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly sql: ConditionSql | null; readonly release: () => void }> {
    const { lastOrdinal } = this.#segments
    if (lastOrdinal === 0) return { sql: null, release: () => {} }
    const asked = this.#words.get(word) ?? {
      found: null,
      queue: new PQueue({ concurrency: 1 }),
      users: 0,
      old: [],
    }
    asked.users++
    this.#words.delete(word)
    this.#words.set(word, asked)
    const release = () => {
      asked.users--
      this.#dropOld(asked)
    }
    try {
      const found = await asked.queue.add(() => this.#bringUpTo(lastOrdinal, word, asked, signal))
      this.#bound()
      return { sql: sqlOf(found), release }
    } catch (error) {
      release()
      throw error
    }
  }

  async #bringUpTo(
    lastOrdinal: number,
    word: string,
    asked: AskedWord,
    signal: AbortSignal | undefined,
  ): Promise<WordBits> {
    const known = asked.found
    if (known && known.upTo >= lastOrdinal) return known
    const bits = new Uint8Array(bytesFor(lastOrdinal))
    bits.set(known?.bits ?? [])
    let isAny = known?.table != null
    for (const { segment, ...range } of this.#segments.between((known?.upTo ?? 0) + 1, lastOrdinal)) {
      signal?.throwIfAborted()
      const rows = rowsWithWord(segment, word)
      if (rows) isAny = setBits(bits, rows, range) || isAny
      await pause()
    }
    const table = isAny ? `memory.main.word_${this.#next++}` : null
    if (table !== null) {
      await this.#connections.query(`CREATE TABLE ${table} (block INTEGER, bits BIT)`, [])
      await this.#connections.append(table, blocksOf(bits))
    }
    if (known?.table != null) asked.old.push(known.table)
    return (asked.found = { table, bits, upTo: lastOrdinal })
  }

  #bound(): void {
    for (const [word, asked] of this.#words) {
      if (this.#words.size <= MAX_WORDS) return
      this.#words.delete(word)
      if (asked.found?.table != null) asked.old.push(asked.found.table)
      this.#dropOld(asked)
    }
  }

  #dropOld({ users, old }: AskedWord): void {
    if (users === 0) for (const table of old.splice(0)) this.#connections.drop(table)
  }
}

/** Whole blocks. */
const bytesFor = (lastOrdinal: number): number =>
  Math.ceil((lastOrdinal + 1) / BITS_OF_BLOCK) * BYTES_OF_BLOCK

/** The numbers and bits of the blocks that have any. */
function blocksOf(bits: Uint8Array): [blocks: number[], bits: DuckDBBitValue[]] {
  const { DuckDBBitValue } = loadEngine()
  const numbers: number[] = []
  const values: DuckDBBitValue[] = []
  for (let block = 0; block * BYTES_OF_BLOCK < bits.length; block++) {
    const ofBlock = bits.subarray(block * BYTES_OF_BLOCK, (block + 1) * BYTES_OF_BLOCK)
    if (ofBlock.every((byte) => byte === 0)) continue
    // As the engine has them: the first byte says how many bits of the next are not used, none here.
    const value = new Uint8Array(1 + BYTES_OF_BLOCK)
    value.set(ofBlock, 1)
    numbers.push(block)
    values.push(new DuckDBBitValue(value))
  }
  return [numbers, values]
}

/** Returns whether there was any to set. */
function setBits(
  bits: Uint8Array,
  rows: Uint8Array,
  { firstOrdinal, lastOrdinal, firstRow }: { firstOrdinal: number; lastOrdinal: number; firstRow: number },
): boolean {
  let isAny = false
  for (let ordinal = firstOrdinal; ordinal <= lastOrdinal; ordinal++) {
    if (rows[ordinal - firstOrdinal + firstRow] === 0) continue
    bits[ordinal >> 3]! |= 0x80 >> (ordinal & 7)
    isAny = true
  }
  return isAny
}

function sqlOf({ table }: WordBits): ConditionSql {
  if (table === null) return { joins: [], where: 'false' }
  const bits = table.replaceAll('.', '_')
  return {
    joins: [`LEFT JOIN ${table} ${bits} ON ${bits}.block = (e.ordinal // ${BITS_OF_BLOCK})::INTEGER `],
    where: `coalesce(get_bit(${bits}.bits, (e.ordinal % ${BITS_OF_BLOCK})::INTEGER) = 1, false)`,
  }
}
