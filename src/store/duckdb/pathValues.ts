import { setImmediate as pause } from 'node:timers/promises'
import { decodeLeaf } from '../../cloudtrail/recordShape.ts'
import { valuesAtSlots } from '../segments/valuesAtSlots.ts'
import type { RecordSegments } from './recordSegments.ts'

/** Events that may have a path. */
export interface PathRange {
  readonly path: string
  readonly firstOrdinal: number
  readonly lastOrdinal: number
}

/** The values of a path: each once, and the ordinals with the index of their value. */
export class PathValues {
  readonly #indexes = new Map<string, number>()
  readonly #maxRows: number
  readonly #maxLength: number
  #ordinals = new Int32Array(1024)
  #valueIndexes = new Int32Array(1024)
  #rows = 0
  /** Of the values, in characters. */
  #length = 0

  constructor(maxRows: number, maxLength: number) {
    this.#maxRows = maxRows
    this.#maxLength = maxLength
  }

  get values(): Iterable<string> {
    return this.#indexes.keys()
  }

  get ordinals(): Int32Array {
    return this.#ordinals.subarray(0, this.#rows)
  }

  /** Of the values. */
  get indexes(): Int32Array {
    return this.#valueIndexes.subarray(0, this.#rows)
  }

  get isTooLarge(): boolean {
    return this.#rows > this.#maxRows || this.#length > this.#maxLength
  }

  indexOf(value: string): number {
    const known = this.#indexes.get(value)
    if (known !== undefined) return known
    const index = this.#indexes.size
    if (!this.isTooLarge) this.#indexes.set(value, index)
    this.#length += value.length
    return index
  }

  add(ordinal: number, index: number): void {
    // What exceeds the limit need not be kept.
    if (this.isTooLarge) return
    if (this.#rows === this.#ordinals.length) this.#grow()
    this.#ordinals[this.#rows] = ordinal
    this.#valueIndexes[this.#rows++] = index
  }

  #grow(): void {
    const [ordinals, indexes] = [this.#ordinals, this.#valueIndexes]
    this.#ordinals = new Int32Array(2 * this.#rows)
    this.#ordinals.set(ordinals)
    this.#valueIndexes = new Int32Array(2 * this.#rows)
    this.#valueIndexes.set(indexes)
  }

  /** Leaves out what an event has a second time. */
  makeDistinct(): void {
    const seen = new Set<number>()
    const [ordinals, indexes] = [this.ordinals, this.indexes]
    this.#rows = 0
    for (const [at, ordinal] of ordinals.entries()) {
      const pair = ordinal * this.#indexes.size + indexes[at]!
      if (seen.has(pair)) continue
      seen.add(pair)
      this.add(ordinal, indexes[at]!)
    }
  }
}

/**
 * Adds the values of events whose leaves are in segments, but for empty ones. `slots`: where a record of a shape has
 * the path, from 1, by the store's number of the shape.
 */
export async function readSegments(
  segments: RecordSegments,
  slots: ReadonlyMap<number, readonly number[]>,
  { firstOrdinal, lastOrdinal }: PathRange,
  found: PathValues,
): Promise<void> {
  for (const stored of segments.between(firstOrdinal, lastOrdinal)) {
    const slotsOf = stored.shapes.map((shape) => (slots.get(shape) ?? []).map((slot) => slot - 1))
    if (slotsOf.every(({ length }) => length === 0)) continue
    const { texts, rows, values } = valuesAtSlots(stored.segment, (shape) => slotsOf[shape] ?? [])
    const indexes = texts.map((text) => {
      const value = decodeLeaf(text)
      return value === '' ? NO_VALUE : found.indexOf(value)
    })
    // Rows before the first and behind the last are of no event: they are duplicates.
    const first = Math.max(firstOrdinal, stored.firstOrdinal)
    const last = Math.min(lastOrdinal, stored.lastOrdinal)
    for (let at = 0; at < rows.length; at++) {
      const ordinal = stored.firstOrdinal + rows[at]! - stored.firstRow
      const index = indexes[values[at]!]!
      if (index !== NO_VALUE && ordinal >= first && ordinal <= last) found.add(ordinal, index)
    }
    if (found.isTooLarge) return
    await pause()
  }
}

const NO_VALUE = -1
