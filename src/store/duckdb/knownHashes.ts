import { randomInt } from 'node:crypto'

/** More hashes than this are not kept: the engine looks for them then. */
const MAX_HASHES = 16_000_000

const SMALLEST = 1 << 16

/**
 * The hashes of the IDs of all events (hashID.ts), in memory, so that a batch need not be joined with
 * the store: nearly all of its hashes are new. A hash that is known may be that of another ID, or of an
 * event that was removed.
 */
export class KnownHashes {
  readonly #readStored: (take: (hash: number) => void) => Promise<void>
  readonly #most: number
  /** An open hash table with a free place in every three; 0 is a free place. null if there are too many. */
  #table: Uint32Array | null = new Uint32Array(SMALLEST)
  #count = 0
  /** Spreads hashes over the table in a way that no file can foresee. */
  readonly #spread = randomInt(2 ** 31) * 2 + 1
  #isLoaded = false

  /** `readStored` gives the hashes of all events in the store. */
  constructor(readStored: (take: (hash: number) => void) => Promise<void>, most = MAX_HASHES) {
    this.#readStored = readStored
    this.#most = most
  }

  /**
   * The hashes of a batch that were known, or occur in it more than once; all are known from now on.
   * null if there are too many to tell.
   */
  async knownAmong(hashes: Uint32Array): Promise<ReadonlySet<number> | null> {
    await this.#load()
    const known = new Set<number>()
    for (const hash of hashes) if (!this.#add(hash)) known.add(hash)
    return this.#table && known
  }

  /** Once, when they are first needed: a console that only reads does without. */
  async #load(): Promise<void> {
    if (this.#isLoaded) return
    await this.#readStored((hash) => void this.#add(hash))
    this.#isLoaded = true
  }

  /** Whether it is new. */
  #add(hash: number): boolean {
    const table = this.#roomy()
    if (!table) return false
    // 0 stands for a free place, so that hash shares one with another.
    const entry = hash || 1
    const shift = Math.clz32(table.length - 1)
    for (let place = Math.imul(entry, this.#spread) >>> shift; ; place = (place + 1) & (table.length - 1)) {
      if (table[place] === entry) return false
      if (table[place] !== 0) continue
      table[place] = entry
      this.#count++
      return true
    }
  }

  /** The table with room for one more. */
  #roomy(): Uint32Array | null {
    const table = this.#table
    if (!table || this.#count * 3 < table.length * 2) return table
    if (this.#count >= this.#most) return (this.#table = null)
    this.#table = new Uint32Array(table.length * 2)
    this.#count = 0
    for (const hash of table) if (hash !== 0) this.#add(hash)
    return this.#table
  }
}
