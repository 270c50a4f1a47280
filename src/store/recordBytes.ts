import type { RecordShape } from '../cloudtrail/recordShape.ts'
import { JoinedRecords } from './segments/joinedRecords.ts'

const BLOCK = 512 * 1024

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
  readonly #joined: JoinedRecords
  #records = 0
  #isFirst = true

  /** `between` goes between two records. `onOneLine` removes the line breaks inside records. */
  constructor(between: string, onOneLine: boolean) {
    this.#between = new TextEncoder().encode(between)
    // Leaves contain no bare line breaks.
    const oneLine = ({ text }: RecordShape) => text.replaceAll(/[\r\n]+\s*/g, ' ')
    this.#joined = new JoinedRecords(onOneLine ? oneLine : ({ text }) => text)
  }

  /** Adds a record. Returns a block when one is full. */
  add(shape: RecordShape, leaves: Uint8Array): RecordBlock | null {
    const most = this.#joined.most(shape, leaves) + this.#between.length
    const full = this.#joined.length + most > BLOCK ? this.take() : null
    this.#joined.makeRoom(Math.max(BLOCK, this.#joined.length + most))
    if (!this.#isFirst) this.#joined.put(this.#between)
    this.#isFirst = false
    this.#joined.putRecord(shape, leaves)
    this.#records++
    return full
  }

  /** What was added since the last block; null if nothing was. */
  take(): RecordBlock | null {
    if (this.#joined.length === 0) return null
    const block = { bytes: this.#joined.take(), records: this.#records }
    this.#records = 0
    return block
  }
}
