import type { CloudTrailRecord, RecordReader } from '../record.ts'
import type { RecordShape } from '../recordShape.ts'
import type { ScannedRows } from './scannedRows.ts'

export interface RecordScannerOptions {
  /** What free text finds in a record in addition to its leaves: the column `readings`. */
  readonly readingsOf: (record: CloudTrailRecord) => string
  /** The scanner is full with this many rows: at most 61,440. */
  readonly maxRows: number
  /** It is full as soon as the rows have this many bytes: at most, and without it, about 100 MB. */
  readonly maxBytes?: number
  /** Reads the records whose shapes are new. Shared with the walk, it keeps the shapes of both. */
  readonly reader?: RecordReader
}

/**
 * Takes records out of the text of a log file, as long as it is sure of each: those that the walk
 * of `ingest` would find, in the same order and with the same numbers.
 */
export interface RecordScanner {
  /** The shapes that rows refer to by index. `clear` may empty it. */
  readonly shapes: readonly RecordShape[]
  /** How many rows it has. */
  readonly rowCount: number
  /** Roughly how many bytes the rows have. */
  readonly bytes: number
  /** How many records of the current text were taken so far. */
  readonly taken: number

  /**
   * Begins a text: a whole log file of at most 64 MiB, valid UTF-8 (Node's `isUtf8`) and not
   * wrapped (`isWrapped`). False, and nothing is begun, if it does not start as a log file does.
   */
  begin(text: Uint8Array, logFile: number): boolean

  /**
   * Takes records until the text ends, until the rows are full (hand them over, `clear`, and take
   * on), or until something stands there that it is not sure of. What was taken before stays taken.
   */
  take(): 'end' | 'full' | 'unsure'

  rows(): ScannedRows

  /** After the rows were handed over. The current text goes on where it stopped. */
  clear(): void
}
