import type { LogFileProblem } from '../cloudtrail/loadReport.ts'

/** Records on their way into a store, as bytes that pass between threads without being copied. */
export interface RecordBatch {
  /** Some hundreds of rows a chunk: see batchChunks.ts. */
  readonly chunks: readonly Uint8Array<ArrayBuffer>[]
  readonly rowCount: number
  /** Shapes by the number that rows call them. */
  readonly shapes: readonly string[]
  /** Log files by the number that rows call them; a row of the simulated account has none. */
  readonly logFiles: readonly LogFileSlice[]
  readonly pending: PendingRows | null
  readonly contentEnd: ContentEnd | null
}

/**
 * Rows of records without eventID, of the batch's last log file. What identifies them is the content that they came from, and that
 * goes on behind the batch: so they are not among the batch's own. In place of an idSuffix they have their number in the content.
 */
export interface PendingRows {
  /** What names the content until it has ended. */
  readonly content: string
  readonly chunks: readonly Uint8Array<ArrayBuffer>[]
  readonly rowCount: number
}

/** The end of a content of which earlier batches had pending rows. */
export interface ContentEnd {
  readonly content: string
  /** null when it could not be read to its end: its pending rows are dropped. */
  readonly hash: string | null
  /** The log file's number in the batch. */
  readonly logFile: number
}

/** What can be handed from thread to thread of a batch. */
export function buffersOf({ chunks, pending }: RecordBatch): ArrayBuffer[] {
  return [...chunks, ...(pending?.chunks ?? [])].map(({ buffer }) => buffer)
}

/** What a batch holds of one log file. */
export interface LogFileSlice {
  readonly name: string
  /** null for an upload. */
  readonly uri: string | null
  readonly size: number
  readonly modifiedMs: number
  /** Records in this batch without the pending ones. */
  readonly records: number
  readonly problems: readonly Omit<LogFileProblem, 'logFile'>[]
  /** Whether the file ends in this batch. */
  readonly finished: boolean
}

/**
 * Rows of one stretch of time, which a store keeps together. Within it rows of one kind stand side by side: what is asked of a path
 * concerns few kinds, and the records of the others need not be unpacked.
 */
export const ROWS_TOGETHER = 30_720

/**
 * Large records are kept together in smaller batches, up to so many bytes: the engine writes and reads a row group's rows two thousand
 * at a time, several times over in memory, and a batch of these is a row group.
 */
export const MAX_BYTES_OF_LARGE_RECORDS = 16 * 1024 * 1024
const LARGE_RECORD_BYTES = 16 * 1024

/** Whether so many rows of so many bytes in all are large records. */
export function areLarge(rowCount: number, bytes: number): boolean {
  return bytes > rowCount * LARGE_RECORD_BYTES
}
