import type { ListedLogFile, SourceSpec } from '../../sources/logFileSource.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'

/** What a reading thread is started with. */
export interface ReaderData {
  /** Where the log files lie that it is told to read; null when it reads uploads alone. */
  readonly source: SourceSpec | null
}

/** What a reading thread is told. It does one task at a time: `read`, `upload` or `flush`. */
export type ToReader =
  | { readonly kind: 'read'; readonly logFile: ListedLogFile }
  /** Its bytes follow as pieces. */
  | { readonly kind: 'upload'; readonly name: string }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'uploadEnd' }
  /** No more of the upload will come, though it has not ended. */
  | { readonly kind: 'uploadBrokenOff' }
  /** Pass on all that was read. */
  | { readonly kind: 'flush' }
  /** The last batch is stored (or refused), the next one may come. */
  | { readonly kind: 'batchStored' }

/** What a reading thread says. */
export type FromReader =
  | { readonly kind: 'batch'; readonly batch: RecordBatch }
  /** How many bytes of the log file have been read. */
  | { readonly kind: 'progress'; readonly bytesRead: number }
  /** A piece of the upload is being read, the next one may come. */
  | { readonly kind: 'pieceTaken' }
  /** The task is done; of an upload and a flush all batches are stored. */
  | { readonly kind: 'done' }
