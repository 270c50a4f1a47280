import { EVERYTHING } from '../../filter/filter.ts'
import { openStore } from '../../store/openStore.ts'
import type { BatchReport, EventStore } from '../../store/eventStore.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'

/** The records of some mutants, on their way into a store. */
export interface Share {
  readonly batches: readonly RecordBatch[]
  /** The records' texts. */
  readonly texts: readonly string[]
  /** The mutants. */
  readonly numbers: readonly number[]
}

/**
 * Puts a share of the records of mutants into a real store, and checks its answers against them.
 */
export class StoreShare {
  readonly #store: EventStore
  readonly #texts: string[] = []
  #added = 0

  private constructor(store: EventStore) {
    this.#store = store
  }

  static async open(): Promise<StoreShare> {
    return new StoreShare(await openStore({ folder: null, name: 'fuzz' }))
  }

  /** The promise that was broken, null if none was. */
  async add({ batches, texts }: Share): Promise<string | null> {
    const law = 'Loaded records are counted'
    const passedOn = batches.map(
      ({ logFiles, pending }) => sum(logFiles.map(({ records }) => records)) + (pending?.rowCount ?? 0),
    )
    if (sum(passedOn) !== texts.length)
      return `${law}: ${texts.length} records were read, ${sum(passedOn)} are passed on`
    const reports = await this.#add(batches)
    const isNew = sum(reports.map(({ added }) => added))
    const isKnown = sum(reports.map(({ duplicates }) => duplicates))
    if (isNew + isKnown !== texts.length)
      return `${law}: of ${texts.length} records ${isNew} were added, and ${isKnown} were duplicates`
    this.#added += isNew
    this.#texts.push(...texts)
    const again = sum((await this.#add(batches)).map(({ added }) => added))
    return again === 0
      ? null
      : `Records that are loaded twice are stored once: ${again} records were added again`
  }

  async #add(batches: readonly RecordBatch[]) {
    const reports: BatchReport['logFiles'][number][] = []
    for (const batch of batches) reports.push(...(await this.#store.add(batch)).logFiles)
    return reports
  }

  /** Checks the whole store, and closes it. */
  async close(): Promise<string | null> {
    try {
      return await this.#broken()
    } finally {
      await this.#store.close()
    }
  }

  async #broken(): Promise<string | null> {
    const question = { filter: EVERYTHING, asOf: this.#store.asOf(Date.now()) }
    const count = await this.#store.countEvents(question)
    if (count !== this.#added) return `The count equals what was added: ${count}, not ${this.#added}`
    const blocks: Uint8Array[] = []
    const form = { order: 'newest', between: SEPARATOR, onOneLine: false } as const
    for await (const block of this.#store.downloadRecords(question, form)) blocks.push(block.bytes)
    const downloaded = count === 0 ? [] : Buffer.concat(blocks).toString().split(SEPARATOR)
    if (downloaded.length !== count)
      return `A download has every event: ${downloaded.length} of ${count} records`
    const sent = new Set(this.#texts)
    const foreign = downloaded.find((text) => !sent.has(text))
    if (foreign !== undefined) return `A download has records unchanged: ${foreign}`
    const held = new Set(downloaded.map(contentOf))
    const lost = this.#texts.find((text) => !held.has(contentOf(text)))
    if (lost !== undefined) return `No record is lost: ${lost}`
    const { buckets, withoutTime } = await this.#store.eventHistogram(question, { buckets: 60 })
    const inBuckets = withoutTime + sum(buckets.map((bucket) => bucket.count))
    return inBuckets === count ? null : `The histogram has every event: ${inBuckets} of ${count}`
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}

/** The same for records with the same content, in any order of their members. */
function contentOf(text: string): string {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  return JSON.stringify(JSON.parse(text), sorted)
}

/** No record has it. */
const SEPARATOR = '\u0000'
