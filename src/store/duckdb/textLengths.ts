import PQueue from 'p-queue'
import { SHOWN_CHARACTERS } from '../../filter/shown.ts'
import { EVENT_COLUMNS } from '../eventColumns.ts'
import type { Connections } from './connections.ts'

/**
 * The engine works on two thousand rows at a time, whatever their size: with larger records than
 * this, it could not hold them several times over.
 */
export const LARGE_RECORD_BYTES = 32 * 1024

const TEXT_COLUMNS = EVENT_COLUMNS.filter(({ type }) => type === 'text' || type === 'texts')

/**
 * Whether the store has texts so long that they need care. Few stores do, and checking every row
 * would take half the time of a page. The engine's statistics know how long the longest text of a
 * column is, or was. They are queried once for each snapshot, and not again once there are long
 * texts of both kinds.
 */
export class TextLengths {
  readonly #connections: Connections
  readonly #queue = new PQueue({ concurrency: 1 })
  #upTo = -1
  #hasLongValues = false
  #hasLargeRecords = false

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** Whether a value that lists must cut may be among the events up to an ordinal. */
  async hasLongValues(lastOrdinal: number): Promise<boolean> {
    if (!this.#hasLongValues) await this.#bringUpTo(lastOrdinal)
    return this.#hasLongValues
  }

  /**
   * Whether a record of more than {@link LARGE_RECORD_BYTES} may be among the events up to an
   * ordinal.
   */
  async hasLargeRecords(lastOrdinal: number): Promise<boolean> {
    if (!this.#hasLargeRecords) await this.#bringUpTo(lastOrdinal)
    return this.#hasLargeRecords
  }

  async #bringUpTo(lastOrdinal: number): Promise<void> {
    if (lastOrdinal <= this.#upTo) return
    await this.#queue.add(async () => {
      if (lastOrdinal <= this.#upTo) return
      const stats = ['leaves', ...TEXT_COLUMNS.map(({ name }) => name)].map((name) => `stats(${name})`)
      const [row = []] = await this.#connections.query(`SELECT ${stats.join(', ')} FROM events LIMIT 1`, [])
      const [leaves, ...texts] = row
      this.#hasLargeRecords = (longestIn(leaves) ?? 0) > LARGE_RECORD_BYTES
      this.#hasLongValues = texts.some(mayBeLong)
      this.#upTo = lastOrdinal
    })
  }
}

function mayBeLong(stats: unknown): boolean {
  const longest = longestIn(stats)
  return longest === null ? String(stats).includes('Min:') : longest > SHOWN_CHARACTERS
}

/**
 * `[Min: a, Max: b, …, Max String Length: 12]…`; the last part is missing for a column without
 * text.
 */
function longestIn(stats: unknown): number | null {
  const longest = /Max String Length: (\d+)/.exec(String(stats))?.[1]
  return longest === undefined ? null : Number(longest)
}
