import type { DuckDBConnection } from '@duckdb/node-api'
import { LoadedSegment } from '../segments/loadedSegment.ts'
import type { Segment } from '../segments/segment.ts'
import { SegmentFile, type SegmentStorage } from '../segments/segmentFile.ts'
import { checksumOf } from '../segments/segmentHeader.ts'
import { SegmentsInMemory } from '../segments/segmentsInMemory.ts'

/** A range of events whose leaves are in a segment. */
export interface StoredSegment {
  readonly firstOrdinal: number
  readonly lastOrdinal: number
  /** The row of the first ordinal; the others follow. */
  readonly firstRow: number
  /** The store's number for each of its shapes. */
  readonly shapes: readonly number[]
  readonly position: number
  readonly checksum: number
}

/** How many segments are kept in memory to read the leaves of single events. */
const MAX_LOADED = 4

/** The segments of a store: which events they have, and where they are. */
export class RecordSegments {
  readonly #storage: SegmentStorage
  /** By ordinal. */
  readonly #segments: StoredSegment[] = []
  /** The most recently used last. */
  readonly #loaded = new Map<StoredSegment, LoadedSegment>()

  private constructor(storage: SegmentStorage, segments: readonly StoredSegment[]) {
    this.#storage = storage
    this.#segments.push(...segments)
  }

  /** `file`: null for a store in memory. */
  static async open(file: string | null, writer: DuckDBConnection): Promise<RecordSegments> {
    const rows = await writer.runAndReadAll(
      'SELECT firstOrdinal::DOUBLE, lastOrdinal::DOUBLE, firstRow, shapes, position::DOUBLE, bytes::DOUBLE, checksum FROM segments ORDER BY firstOrdinal',
    )
    let end = 0
    const segments: StoredSegment[] = []
    for (const row of rows.getRowsJS() as [number, number, number, number[], number, number, number][]) {
      const [firstOrdinal, lastOrdinal, firstRow, shapes, position, bytes, checksum] = row
      segments.push({ firstOrdinal, lastOrdinal, firstRow, shapes, position, checksum })
      end = Math.max(end, position + bytes)
    }
    const storage = file === null ? new SegmentsInMemory() : await SegmentFile.open(file, end)
    return new RecordSegments(storage, segments)
  }

  /** The last ordinal in any, 0 without any. */
  get lastOrdinal(): number {
    return this.#segments.at(-1)?.lastOrdinal ?? 0
  }

  /**
   * Writes a segment for events that are being added. It can be read at once, and stays
   * if the transaction that `name`s it is committed.
   */
  async append(bytes: Uint8Array, range: Omit<StoredSegment, 'position' | 'checksum'>): Promise<NewSegment> {
    const position = await this.#storage.append(bytes)
    const checksum = checksumOf(bytes)
    const segment = { ...range, position, checksum }
    this.#segments.push(segment)
    return {
      name: async (writer) => {
        const { firstOrdinal, lastOrdinal, firstRow, shapes } = range
        await writer.run(
          `INSERT INTO segments VALUES (${firstOrdinal}, ${lastOrdinal}, ${firstRow}, from_json($1::JSON, '["INTEGER"]'), ${position}, ${bytes.length}, ${checksum})`,
          [JSON.stringify(shapes)],
        )
      },
      giveUp: () => {
        this.#forget(segment)
        this.#storage.giveUp(position)
      },
      // Its place is not used again: the engine may have committed all the same.
      forget: () => this.#forget(segment),
    }
  }

  #forget(segment: StoredSegment): void {
    const index = this.#segments.indexOf(segment)
    if (index >= 0) this.#segments.splice(index, 1)
    this.#loaded.delete(segment)
  }

  /** Those with events of a range. */
  *between(
    firstOrdinal: number,
    lastOrdinal: number,
  ): Generator<StoredSegment & { readonly segment: Segment }> {
    for (const stored of this.#segments)
      if (stored.lastOrdinal >= firstOrdinal && stored.firstOrdinal <= lastOrdinal)
        yield { ...stored, segment: this.#storage.segmentAt(stored.position, stored.checksum) }
  }

  /**
   * The leaves of some events: different ones, in any order; null where no segment has them. They are valid until the
   * next call.
   */
  leavesOf(ordinals: ArrayLike<number>): (Uint8Array | null)[] {
    const found = Array.from(ordinals, (): Uint8Array | null => null)
    for (const [stored, indexes] of this.#bySegment(ordinals)) {
      const rows = indexes.map((index) => ordinals[index]! - stored.firstOrdinal + stored.firstRow)
      const { bytes, starts, ends } = this.#load(stored).leavesOf(rows)
      for (const [at, index] of indexes.entries()) found[index] = bytes.subarray(starts[at], ends[at])
    }
    return found
  }

  #bySegment(ordinals: ArrayLike<number>): ReadonlyMap<StoredSegment, readonly number[]> {
    const groups = new Map<StoredSegment, number[]>()
    let segment: StoredSegment | undefined
    for (let index = 0; index < ordinals.length; index++) {
      const ordinal = ordinals[index]!
      if (!segment || !has(segment, ordinal)) segment = this.#segmentOf(ordinal)
      if (!segment) continue
      const group = groups.get(segment)
      if (group) group.push(index)
      else groups.set(segment, [index])
    }
    return groups
  }

  #segmentOf(ordinal: number): StoredSegment | undefined {
    let low = 0
    let high = this.#segments.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#segments[middle]!.firstOrdinal <= ordinal) low = middle
      else high = middle - 1
    }
    const segment = this.#segments[low]
    return segment && has(segment, ordinal) ? segment : undefined
  }

  #load(stored: StoredSegment): LoadedSegment {
    const loaded =
      this.#loaded.get(stored) ?? new LoadedSegment(this.#storage.segmentAt(stored.position, stored.checksum))
    this.#loaded.delete(stored)
    this.#loaded.set(stored, loaded)
    for (const other of this.#loaded.keys()) {
      if (this.#loaded.size <= MAX_LOADED) break
      this.#loaded.delete(other)
    }
    return loaded
  }

  close(): Promise<void> {
    return this.#storage.close()
  }
}

/** A segment whose rows are being added. */
export interface NewSegment {
  /** Names it in the store, within the transaction that adds its rows. */
  name(writer: DuckDBConnection): Promise<void>
  /** Call it if the transaction has none of its rows. */
  giveUp(): void
  /** Call it if the transaction failed. */
  forget(): void
}

const has = ({ firstOrdinal, lastOrdinal }: StoredSegment, ordinal: number): boolean =>
  ordinal >= firstOrdinal && ordinal <= lastOrdinal
