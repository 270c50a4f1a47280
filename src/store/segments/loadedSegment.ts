import { LONGEST_WRITTEN, type Segment, type SegmentGroup } from './segment.ts'
import { SegmentModule } from './segmentModule.ts'

/** The leaves of some records, joined by LEAF_SEPARATOR. */
export interface LeavesOfRows {
  readonly bytes: Uint8Array
  /** Where in them the leaves of each row begin and end, in the order that was asked for. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

/** Leaves that are read at once; those of one record may be more. */
const LEAVES_AT_ONCE = 32_768

/** A segment that is kept in memory, some megabytes, to read the leaves of its rows. */
export class LoadedSegment {
  readonly #module = new SegmentModule()
  readonly #groups: readonly SegmentGroup[]
  readonly #rowCount: number
  readonly #columns: number
  readonly #wanted: number
  readonly #rowEnds: number
  readonly #references: number
  readonly #texts: number
  readonly #written = new GrowingBytes()
  /** The last area: it grows. */
  readonly #out: number

  constructor(segment: Segment) {
    const module = this.#module
    this.#groups = segment.groups(module)
    this.#rowCount = segment.header.rowCount
    this.#columns = segment.load('columns', module)
    const dictionary = segment.load('dictionary', module)
    const offsets = segment.load('offsets', module)
    module.run.useParts(dictionary, offsets, segment.load('raw', module))
    const mostLeaves = this.#groups.reduce((most, { leafCount }) => Math.max(most, leafCount), LEAVES_AT_ONCE)
    this.#wanted = module.take(4 * LEAVES_AT_ONCE)
    this.#rowEnds = module.take(4 * LEAVES_AT_ONCE)
    this.#references = module.take(8 * mostLeaves)
    this.#texts = module.take(LONGEST_WRITTEN * mostLeaves)
    this.#out = module.take(0)
  }

  /** The leaves of some rows: different ones, in any order. They are valid until the next call. */
  leavesOf(rows: ArrayLike<number>): LeavesOfRows {
    const starts = new Uint32Array(rows.length)
    const ends = new Uint32Array(rows.length)
    const written = this.#written
    written.length = 0
    for (const { group, indexes } of this.#byGroup(rows)) {
      let start = written.length
      const { bytes, rowEnds } = this.#read(group, rows, indexes)
      for (let at = 0; at < indexes.length; at++) {
        starts[indexes[at]!] = start
        start = written.length + rowEnds[at]! - this.#out
        ends[indexes[at]!] = start
      }
      written.add(bytes)
    }
    return { bytes: written.all, starts, ends }
  }

  /** Reads rows of a group, given by indexes of `rows`. What it returns is valid until the next call. */
  #read({ first, leafCount, columns }: SegmentGroup, rows: ArrayLike<number>, indexes: Int32Array) {
    const { run } = this.#module
    const count = indexes.length
    const wanted = this.#module.numbers(this.#wanted, count)
    for (let at = 0; at < count; at++) wanted[at] = rows[indexes[at]!]! - first
    const place = this.#columns + columns
    const bytes = run.readGroup(place, leafCount, this.#wanted, count, this.#references, this.#texts)
    this.#module.makeRoom(this.#out + bytes)
    const end = run.joinLeaves(this.#references, leafCount, count, this.#out, this.#rowEnds)
    return {
      bytes: this.#module.bytes(this.#out, end - this.#out),
      rowEnds: this.#module.numbers(this.#rowEnds, count),
    }
  }

  /** The rows by their groups, as indexes of `rows`; those of a large group in several parts. */
  *#byGroup(rows: ArrayLike<number>): Generator<{ group: SegmentGroup; indexes: Int32Array }> {
    const indexOf = new Int32Array(this.#rowCount).fill(NOT_WANTED)
    for (let index = 0; index < rows.length; index++) indexOf[rows[index]!] = index
    for (const group of this.#groups) {
      const { first, rowCount, leafCount } = group
      const wanted = indexOf.subarray(first, first + rowCount).filter((index) => index !== NOT_WANTED)
      const most = Math.max(1, Math.floor(LEAVES_AT_ONCE / Math.max(1, leafCount)))
      for (let at = 0; at < wanted.length; at += most)
        yield { group, indexes: wanted.subarray(at, at + most) }
    }
  }
}

const NOT_WANTED = -1

class GrowingBytes {
  #bytes = new Uint8Array(4096)
  length = 0

  add(more: Uint8Array): void {
    const length = this.length + more.length
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.length))
      larger.set(this.#bytes.subarray(0, this.length))
      this.#bytes = larger
    }
    this.#bytes.set(more, this.length)
    this.length = length
  }

  get all(): Uint8Array {
    return this.#bytes.subarray(0, this.length)
  }
}
