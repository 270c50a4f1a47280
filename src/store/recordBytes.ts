import { LEAF, LEAF_SEPARATOR, type RecordShape } from '../cloudtrail/recordShape.ts'

const SEPARATOR = LEAF_SEPARATOR.charCodeAt(0)
const BLOCK = 512 * 1024
const encoder = new TextEncoder()

/** Some neighbouring records of a download. */
export interface RecordBlock {
  readonly bytes: Uint8Array
  /** How many records end in it. */
  readonly records: number
}

/**
 * Puts records together as bytes, from their shapes and the bytes of their leaves. A download is as
 * large as the log files, and its text need not become strings.
 */
export class RecordBytes {
  readonly #between: Uint8Array
  readonly #onOneLine: boolean
  readonly #pieces = new WeakMap<RecordShape, readonly Uint8Array[]>()
  #block = new Uint8Array(BLOCK)
  #used = 0
  #records = 0
  #isFirst = true

  /** `between` goes between two records. `onOneLine` removes the line breaks inside records. */
  constructor(between: string, onOneLine: boolean) {
    this.#between = encoder.encode(between)
    this.#onOneLine = onOneLine
  }

  /** Adds a record. Returns a block when one is full. */
  add(shape: RecordShape, leaves: Uint8Array): RecordBlock | null {
    const pieces = this.#piecesOf(shape)
    const most = leaves.length + shape.text.length * 3 + this.#between.length
    const full = this.#used + most > this.#block.length ? this.take() : null
    if (most > this.#block.length) this.#block = new Uint8Array(most)
    if (!this.#isFirst) this.#put(this.#between)
    this.#isFirst = false
    this.#put(pieces[0]!)
    for (let piece = 1, at = 0; piece < pieces.length; piece++) {
      const found = piece < pieces.length - 1 ? leaves.indexOf(SEPARATOR, at) : leaves.length
      this.#put(leaves.subarray(at, found))
      this.#put(pieces[piece]!)
      at = found + 1
    }
    this.#records++
    return full
  }

  /** What was added since the last block; null if nothing was. */
  take(): RecordBlock | null {
    if (this.#used === 0) return null
    const block = { bytes: this.#block.subarray(0, this.#used), records: this.#records }
    this.#block = new Uint8Array(BLOCK)
    this.#used = 0
    this.#records = 0
    return block
  }

  #put(bytes: Uint8Array): void {
    this.#block.set(bytes, this.#used)
    this.#used += bytes.length
  }

  #piecesOf(shape: RecordShape): readonly Uint8Array[] {
    let pieces = this.#pieces.get(shape)
    if (!pieces) {
      // Leaves contain no bare line breaks.
      const text = this.#onOneLine ? shape.text.replaceAll(/[\r\n]+\s*/g, ' ') : shape.text
      pieces = text.split(LEAF).map((piece) => encoder.encode(piece))
      this.#pieces.set(shape, pieces)
    }
    return pieces
  }
}
