import { LEAF, type RecordShape } from '../../cloudtrail/recordShape.ts'
import { SegmentModule } from './segmentModule.ts'

/** What is kept of shapes is forgotten when it takes this much memory. */
const MOST_MEMORY = 64 * 1024 * 1024

interface Pieces {
  readonly place: number
  /** Of their texts. */
  readonly bytes: number
}

/** Puts records together in memory of its own, one behind the other. */
export class JoinedRecords {
  #module = new SegmentModule()
  #pieces = new Map<RecordShape, Pieces>()
  #leaves: Area = { place: 0, size: 0 }
  #out: Area = { place: 0, size: 0 }
  #memory = new Uint8Array(0)
  /** How many bytes were put. */
  length = 0

  /** `textOf`: the text of a shape as records are to have it. */
  readonly #textOf: (shape: RecordShape) => string

  constructor(textOf: (shape: RecordShape) => string) {
    this.#textOf = textOf
  }

  /** The most bytes that a record takes. */
  most(shape: RecordShape, leaves: Uint8Array): number {
    return this.#piecesOf(shape).bytes + leaves.length
  }

  /** Makes room for so many bytes, if there are none yet. */
  makeRoom(bytes: number): void {
    if (this.length === 0 && this.#module.size > MOST_MEMORY) {
      this.#module = new SegmentModule()
      this.#pieces.clear()
      this.#leaves = this.#out = { place: 0, size: 0 }
    }
    if (this.#out.size < bytes) this.#out = this.#take(bytes)
  }

  put(bytes: Uint8Array): void {
    this.#bytes().set(bytes, this.#out.place + this.length)
    this.length += bytes.length
  }

  putRecord(shape: RecordShape, leaves: Uint8Array): void {
    const { place } = this.#piecesOf(shape)
    if (this.#leaves.size < leaves.length) this.#leaves = this.#take(Math.max(2 * leaves.length, 65_536))
    this.#bytes().set(leaves, this.#leaves.place)
    const end = this.#leaves.place + leaves.length
    const out = this.#out.place + this.length
    const next = this.#module.run.joinRecord(place, shape.leafCount, this.#leaves.place, end, out)
    this.length = next - this.#out.place
  }

  /** A copy of what was put since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    const { place } = this.#out
    const bytes = this.#bytes().slice(place, place + this.length)
    this.length = 0
    return bytes
  }

  #take(size: number): Area {
    return { place: this.#module.take(size), size }
  }

  /** The module's memory, which is another array when it has grown. */
  #bytes(): Uint8Array<ArrayBuffer> {
    const { buffer } = this.#module.run.memory
    if (this.#memory.buffer !== buffer) this.#memory = new Uint8Array(buffer)
    return this.#memory
  }

  #piecesOf(shape: RecordShape): Pieces {
    let pieces = this.#pieces.get(shape)
    if (!pieces) this.#pieces.set(shape, (pieces = this.#write(this.#textOf(shape).split(LEAF))))
    return pieces
  }

  #write(texts: readonly string[]): Pieces {
    const written = texts.map((text) => Buffer.from(text))
    const bytes = written.reduce((sum, { length }) => sum + length, 0)
    const table = this.#module.take(8 * written.length)
    let place = this.#module.take(bytes)
    for (const [index, text] of written.entries()) {
      this.#module.numbers(table + 8 * index, 2).set([place, text.length])
      this.#module.bytes(place, text.length).set(text)
      place += text.length
    }
    return { place: table, bytes }
  }
}

interface Area {
  readonly place: number
  readonly size: number
}
