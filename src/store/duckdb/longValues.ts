import { SHOWN_CHARACTERS } from '../../filter/shown.ts'
import { EVENT_COLUMNS } from '../eventColumns.ts'
import type { Connections } from './connections.ts'

const COLUMNS = EVENT_COLUMNS.filter(({ type }) => type === 'text' || type === 'texts')

/** Whether lists have to cut values. Few stores have any that long, and to look for them in every row would cost a page half of its time. */
export class LongValues {
  readonly #connections: Connections
  #upTo = -1
  #areThere = false

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** Whether one may be among the events up to one. The engine knows how long the longest text of a column is, or was, without looking. */
  async areThere(lastOrdinal: number): Promise<boolean> {
    if (this.#areThere || lastOrdinal <= this.#upTo) return this.#areThere
    const stats = COLUMNS.map(({ name }) => `stats(${name})`)
    const [row = []] = await this.#connections.query(`SELECT ${stats.join(', ')} FROM events LIMIT 1`, [])
    this.#areThere = row.some(mayBeLong)
    this.#upTo = lastOrdinal
    return this.#areThere
  }
}

/** `[Min: a, Max: b, …, Max String Length: 12]…`; a column without any text has no such part. */
function mayBeLong(stats: unknown): boolean {
  const text = String(stats)
  const longest = /Max String Length: (\d+)/.exec(text)?.[1]
  return longest === undefined ? text.includes('Min:') : Number(longest) > SHOWN_CHARACTERS
}
