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
  ordinals: number[] = []
  indexes: number[] = []

  constructor(maxRows: number) {
    this.#maxRows = maxRows
  }

  get values(): Iterable<string> {
    return this.#indexes.keys()
  }

  get isTooLarge(): boolean {
    return this.ordinals.length > this.#maxRows
  }

  indexOf(value: string): number {
    const known = this.#indexes.get(value)
    if (known !== undefined) return known
    this.#indexes.set(value, this.#indexes.size)
    return this.#indexes.size - 1
  }

  add(ordinal: number, index: number): void {
    // What exceeds the limit need not be kept.
    if (this.isTooLarge) return
    this.ordinals.push(ordinal)
    this.indexes.push(index)
  }

  /** Leaves out what an event has a second time. */
  makeDistinct(): void {
    const count = this.#indexes.size
    const pairs = new Set(this.ordinals.map((ordinal, at) => ordinal * count + this.indexes[at]!))
    this.ordinals = Array.from(pairs, (pair) => Math.floor(pair / count))
    this.indexes = Array.from(pairs, (pair) => pair % count)
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
