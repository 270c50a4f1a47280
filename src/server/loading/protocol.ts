import type { WrappingKey } from '../../encryption/wrappingKey.ts'
import type { ListedLogFile, SourceSpec } from '../../sources/logFileSource.ts'
import type { RecordBatch } from '../../store/recordBatch.ts'

/** The data that a reading thread is started with. */
export interface ReaderData {
  /** The source of the log files to read; null for a thread that only reads uploads. */
  readonly source: SourceSpec | null
  readonly how: HowToRead
}

/** How log files are read. */
export interface HowToRead {
  /** For log files that are encrypted. */
  readonly keys: readonly WrappingKey[]
  /** Whether the store takes rows of a scanner: see `ScannedBatch`. */
  readonly scans: boolean
}

/** Messages to a reading thread. It does one task at a time: `read`, `upload` or `flush`. */
export type ToReader =
  /** `next`: the URIs of those that come behind it. */
  | { readonly kind: 'read'; readonly logFile: ListedLogFile; readonly next: readonly string[] }
  /** The upload's bytes follow as pieces. */
  | { readonly kind: 'upload'; readonly name: string }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'uploadEnd' }
  /** No more of the upload will arrive, though it is incomplete. */
  | { readonly kind: 'uploadBrokenOff' }
  /** Read no more of the upload, not even what has arrived. */
  | { readonly kind: 'uploadCanceled' }
  /** Pass on everything that was read. */
  | { readonly kind: 'flush' }
  /** The last batch is stored (or refused); send the next one. */
  | { readonly kind: 'batchStored' }

/** Messages from a reading thread. */
export type FromReader =
  | { readonly kind: 'batch'; readonly batch: RecordBatch }
  /** How many bytes of the log file have been read. */
  | { readonly kind: 'progress'; readonly bytesRead: number }
  /** What the source waits for, in a sentence; null when it goes on. */
  | { readonly kind: 'waiting'; readonly sentence: string | null }
  /** A piece of the upload was taken; send the next one. */
  | { readonly kind: 'pieceTaken' }
  /** The task is done. After an upload or a flush, all batches are stored. */
  | { readonly kind: 'done' }
