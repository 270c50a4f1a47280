import { writtenEventID, type DescribedEvent } from '../cloudtrail/describe.ts'
import { hashID } from '../cloudtrail/hashID.ts'
import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import type { RecordShape } from '../cloudtrail/recordShape.ts'
import {
  BATCH_COLUMNS,
  chunksOf,
  COLUMN_SEPARATOR,
  COLUMN_SEPARATOR_CODE,
  inOrder,
  type WrittenRow,
} from './batchChunks.ts'
import { EVENT_COLUMNS } from './eventColumns.ts'
import { readingsText } from './readingsText.ts'
import { suffixOfEventID, suffixOfLongEventID, suffixOfPlace } from './idSuffix.ts'
import { RowsWithoutID } from './rowsWithoutID.ts'
import type { LogFileSlice, RecordBatch } from './recordBatch.ts'
import { ScannedRowsWriter, type TextTaker } from './scannedRowsWriter.ts'

const BLOCK_BYTES = 1024 * 1024
const encoder = new TextEncoder()

// A row without eventID reserves space of these lengths until its suffix and hash are known.
const SUFFIX_LENGTH = suffixOfPlace('', 0).length
const HASH_LENGTH = 10
const SUFFIX_COLUMN = BATCH_COLUMNS.indexOf('idSuffix')
const HASH_COLUMN = BATCH_COLUMNS.indexOf('idHash')

/**
 * Collects records and hands them out as batches, in the order in which a store should keep them.
 */
export class BatchWriter {
  #rowCount = 0
  #bytes = 0
  #rows: WrittenRow[] = []
  #block = new Uint8Array(0)
  /** How many bytes of the block are written. */
  #used = 0
  #shapes = new Map<RecordShape, number>()
  #kinds = new Map<string, number>()
  /** How many of its rows no scanner took. */
  #nextOther = 0
  readonly #withoutID = new RowsWithoutID<WrittenRow>()
  readonly #scanned: ScannedRowsWriter

  /** `minRowsOfSegment`: see ScannedRowsWriter. */
  constructor({ minRowsOfSegment }: { readonly minRowsOfSegment?: number } = {}) {
    const rest = {
      otherRows: () => this.#nextOther,
      shapeOf: (shape: RecordShape) => this.#shapeOf(shape),
      shapes: () => this.#shapes.keys(),
    }
    this.#scanned = new ScannedRowsWriter(rest, minRowsOfSegment)
  }

  /** Rows of the batch, pending ones included. */
  get rowCount(): number {
    return this.#rowCount + this.#scanned.rowCount
  }

  /** Roughly how much memory the batch takes. */
  get bytes(): number {
    return this.#bytes + this.#scanned.bytes
  }

  /**
   * @param logFile its number in the batch, null for the simulated account
   * @param position where it is in the log file, for a person
   * @param number its number within the content, by which records without eventID are identified:
   *   see `endContent`
   */
  add(
    record: CloudTrailRecord,
    event: DescribedEvent,
    logFile: number | null,
    position: string,
    number: number,
  ): void {
    const shape = this.#shapeOf(record.shape)
    const long = event.eventID === null ? writtenEventID(record) : null
    const isWithoutID = event.eventID === null && long === null && logFile !== null
    const idSuffix = long === null ? suffixOfEventID(event.eventID ?? '') : suffixOfLongEventID(long)
    const identity = {
      idSuffix: isWithoutID ? String(number).padStart(SUFFIX_LENGTH) : idSuffix,
      idHash: isWithoutID ? '0'.repeat(HASH_LENGTH) : hashID(event.eventID ?? idSuffix),
    }
    const row = this.#nextOther++ + this.#scanned.rowCount
    const values: (string | number | boolean)[] = [row, shape, logFile ?? '', position]
    for (const { write } of EVENT_COLUMNS) values.push(write(event, identity))
    // Ends the columns with a separator; the leaves follow.
    values.push(readingsText(record), '')
    const columns = values.join(COLUMN_SEPARATOR)
    this.#makeRoom(columns, record.leavesText)
    const start = this.#used
    const leaves = start + this.#write(columns)
    const end = leaves + this.#write(record.leavesText)
    const written = {
      timeMs: event.eventTimeMs ?? Number.MIN_SAFE_INTEGER,
      kind: this.#kindOf(event),
      shape,
      block: this.#block,
      start,
      leaves,
      end,
    }
    if (isWithoutID) this.#withoutID.add(written, number)
    else this.#rows.push(written)
    this.#rowCount++
    this.#bytes += end - start
  }

  /**
   * Takes the first records of a text, up to its end or to something that has to be read one by one: see
   * RecordScanner. `logFile` as for `add`, `entry`: the archive's entry that the text is. null if it cannot begin;
   * otherwise call the result until it says how the text ended. When it says `full`, take the batch first,
   * and say which number the log file has in the next one.
   */
  beginText(text: Uint8Array, logFile: number, entry: string | null): TextTaker | null {
    return this.#scanned.begin(text, logFile, entry)
  }

  /** How many records without eventID the current content has so far. */
  get countWithoutID(): number {
    return this.#withoutID.count
  }

  /**
   * Call it where a content of a log file ends, with its hash, or with null if it could not be read
   * to its end: its records without eventID are then dropped. Returns how many of those are in the
   * current batch.
   */
  endContent(logFile: number, hash: string | null): number {
    const waiting = this.#withoutID.end(logFile, hash)
    if (hash === null) {
      this.#rowCount -= waiting.length
      return 0
    }
    for (const { row, number } of waiting) {
      identify(row, suffixOfPlace(hash, number))
      this.#rows.push(row)
    }
    return waiting.length
  }

  take(logFiles: readonly LogFileSlice[]): RecordBatch {
    const { pending, contentEnd } = this.#withoutID.take()
    const scanned = this.#scanned.take()
    const batch = {
      chunks: [...chunksOf(inOrder(this.#rows, this.#kinds))],
      scanned,
      rowCount: this.#rows.length + (scanned?.rowCount ?? 0),
      shapes: [...this.#shapes.keys()].map((shape) => shape.text),
      logFiles,
      pending: pending && {
        content: pending.content,
        chunks: [...chunksOf(inOrder([...pending.rows], this.#kinds))],
        scanned: null,
        rowCount: pending.rows.length,
      },
      contentEnd,
    }
    this.#rows = []
    this.#nextOther = 0
    this.#used = this.#block.length
    this.#shapes = new Map()
    this.#kinds = new Map()
    this.#rowCount = 0
    this.#bytes = 0
    return batch
  }

  #shapeOf(shape: RecordShape): number {
    let number = this.#shapes.get(shape)
    if (number === undefined) {
      number = this.#shapes.size
      this.#shapes.set(shape, number)
      this.#bytes += shape.memory
    }
    return number
  }

  #kindOf({ eventSource, eventName }: DescribedEvent): number {
    const name = `${eventSource} ${eventName}`
    let kind = this.#kinds.get(name)
    if (kind === undefined) this.#kinds.set(name, (kind = this.#kinds.size))
    return kind
  }

  /**
   * Makes room for two texts after what is written. A character takes three bytes at most, but a
   * large text does not get room that it does not need.
   */
  #makeRoom(columns: string, leaves: string): void {
    const most = 3 * (columns.length + leaves.length)
    if (this.#used + most <= this.#block.length) return
    const room = most <= BLOCK_BYTES ? BLOCK_BYTES : Buffer.byteLength(columns) + Buffer.byteLength(leaves)
    this.#block = new Uint8Array(Math.max(BLOCK_BYTES, room))
    this.#used = 0
  }

  /** Returns the number of bytes written. */
  #write(text: string): number {
    const { written } = encoder.encodeInto(text, this.#block.subarray(this.#used))
    this.#used += written
    return written
  }
}

function identify(row: WrittenRow, idSuffix: string): void {
  put(row, SUFFIX_COLUMN, idSuffix)
  put(row, HASH_COLUMN, String(hashID(idSuffix)).padStart(HASH_LENGTH, '0'))
}

/** Writes a value into the space of the same length that a column reserved in a row. */
function put({ block, start }: WrittenRow, column: number, value: string): void {
  let at = start
  for (let before = 0; before < column; before++) at = block.indexOf(COLUMN_SEPARATOR_CODE, at) + 1
  encoder.encodeInto(value, block.subarray(at))
}
