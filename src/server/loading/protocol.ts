import type { RecordBatch } from '../../store/recordBatch.ts'
import type { LogFileSource } from './batchingReader.ts'

/** What a reading thread is told. */
export type ToReader =
  | { readonly kind: 'read'; readonly source: LogFileSource & { readonly path: string } }
  /** An upload: its bytes follow as chunks, the end as null. */
  | { readonly kind: 'upload'; readonly source: LogFileSource }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array<ArrayBuffer> | null }
  /** No more of the upload will come, though it has not ended. */
  | { readonly kind: 'cutOff' }
  | { readonly kind: 'flush' }
  /** The last batch is stored (or refused), the next one may come. */
  | { readonly kind: 'stored' }

/** What a reading thread says. */
export type FromReader =
  | { readonly kind: 'batch'; readonly batch: RecordBatch }
  | { readonly kind: 'bytes'; readonly read: number }
  /** An upload's chunk was taken in, the next one may come. */
  | { readonly kind: 'chunkTaken' }
  /** The file, or the flush, is done. */
  | { readonly kind: 'done' }
