import type { LogFileProblem } from '../cloudtrail/loadReport.ts'

/** Records to be added to a store, as bytes that pass between threads without being copied. */
export interface RecordBatch extends BatchRows {
  /** Shapes; rows refer to them by index. */
  readonly shapes: readonly string[]
  /** Log files; rows refer to them by index. Rows of the simulated account have none. */
  readonly logFiles: readonly LogFileSlice[]
  readonly pending: PendingRows | null
  readonly contentEnd: ContentEnd | null
}

/** Rows as they are handed over: those that were read one by one, and those that a scanner read. */
export interface BatchRows {
  /** Each has some hundreds of rows: see batchChunks.ts. */
  readonly chunks: readonly Uint8Array<ArrayBuffer>[]
  readonly scanned: ScannedBatch | null
  /** Of both. */
  readonly rowCount: number
}

/** Rows that a scanner read: a Parquet file, and what is said of its rows outside the engine (scannedBatch.ts). */
export interface ScannedBatch {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[]
  /** Which of the file's rows are meant: all of them, unless a batch was split. */
  readonly first: number
  readonly rowCount: number
  /** The leaves of the file's rows (segments/), except of large records; null if the file has them all. */
  readonly segment: Uint8Array<ArrayBuffer> | null
  /** Of every row of the file: the hash of its ID, its content, and the record's number in that. */
  readonly idHashes: Uint32Array<ArrayBuffer>
  readonly contents: Uint32Array<ArrayBuffer>
  readonly numbers: Uint32Array<ArrayBuffer>
  /** What the contents are: a log file of the batch by its index, or an entry of an archive. */
  readonly places: readonly { readonly logFile: number; readonly entry: string | null }[]
}

/**
 * Rows of records without eventID, from the batch's last log file. They are identified by the
 * content they came from, which continues after the batch, so they are not among the batch's own
 * rows. Instead of an idSuffix they have their number within the content.
 */
export interface PendingRows extends BatchRows {
  /** A name for the content until it has ended. */
  readonly content: string
}

/** The end of a content of which earlier batches had pending rows. */
export interface ContentEnd {
  readonly content: string
  /** null when it could not be read to its end: its pending rows are dropped. */
  readonly hash: string | null
  /** The log file's index in the batch. */
  readonly logFile: number
}

/** The buffers of a batch that can be transferred to another thread. */
export function buffersOf({ chunks, scanned, pending }: RecordBatch): ArrayBuffer[] {
  const ofScanned = scanned
    ? [
        ...scanned.pieces,
        ...(scanned.segment ? [scanned.segment] : []),
        scanned.idHashes,
        scanned.contents,
        scanned.numbers,
      ]
    : []
  return [...chunks, ...ofScanned, ...(pending?.chunks ?? [])].map(({ buffer }) => buffer)
}

/** How many bytes rows take. */
export function bytesOf({ chunks, scanned }: BatchRows): number {
  const size = (pieces: readonly Uint8Array[]) => pieces.reduce((sum, { length }) => sum + length, 0)
  return (
    size(chunks) +
    (scanned ? Math.ceil((size(scanned.pieces) * scanned.rowCount) / scanned.idHashes.length) : 0)
  )
}

/** What a batch has of one log file. */
export interface LogFileSlice {
  readonly name: string
  /** null for an upload. */
  readonly uri: string | null
  readonly size: number
  readonly modifiedMs: number
  /** Records in this batch without the pending ones. */
  readonly records: number
  /** Of the records since the last batch, pending ones included, those read behind a break. */
  readonly salvaged: number
  /** How many more began and could not be read. */
  readonly leftOut: number
  readonly problems: readonly Omit<LogFileProblem, 'logFile'>[]
  /**
   * How the file ends in this batch: `digest` if it is a digest file, `failed` if it could not be
   * read to its end. null if it continues in the next.
   */
  readonly end: 'read' | 'digest' | 'failed' | null
  /** Of its bytes as they were given. null before its end, and if not all of them were read. */
  readonly sha256: string | null
}

/**
 * Rows of one stretch of time, which a store keeps together. Within it they are sorted by kind: a
 * query for a path concerns few kinds, and need not unpack the records of the others.
 */
export const ROWS_TOGETHER = 30_720

/** A batch has at most about this many rows: whole stretches, which the engine writes as whole row groups. */
export const MAX_ROWS = 2 * ROWS_TOGETHER
/** And about this many bytes. */
export const MAX_BYTES = 64 * 1024 * 1024

/**
 * Large records are kept together in smaller batches, of up to this many bytes. The engine writes
 * and reads two thousand rows of a row group at a time, several times over in memory; a batch of
 * large records is a row group.
 */
export const MAX_BYTES_OF_LARGE_RECORDS = 16 * 1024 * 1024
/** A record of more bytes is large for a batch, and keeps its leaves out of a segment. */
export const LARGE_IN_BATCH_BYTES = 16 * 1024

/** Whether rows with this many bytes in all are large records. */
export function areLarge(rowCount: number, bytes: number): boolean {
  return bytes > rowCount * LARGE_IN_BATCH_BYTES
}
