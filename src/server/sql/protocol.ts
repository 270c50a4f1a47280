import type { SqlDownloadFormat } from '../../api/sql.ts'

/** What the process for SQL is asked: one statement at a time. */
export interface SqlTask {
  readonly statement: string
  /** The Parquet files with the events, at least one. */
  readonly tableFiles: readonly string[]
  /** A folder of its own, for what exceeds the engine's memory. */
  readonly spillFolder: string
  readonly result:
    | { readonly maxRows: number }
    | { readonly format: SqlDownloadFormat; readonly file: string }
}

interface SqlColumn {
  readonly name: string
  readonly type: string
}

export interface SqlRows {
  readonly columns: readonly SqlColumn[]
  readonly rows: readonly (readonly unknown[])[]
  readonly truncated: boolean
}

/** What it answers. A problem is one of the statement, a failure any other but files that cannot be read. */
export type SqlOutcome =
  | { readonly kind: 'rows'; readonly rows: SqlRows }
  | { readonly kind: 'file' }
  | { readonly kind: 'problem'; readonly sentence: string; readonly position: number | null }
  | { readonly kind: 'tooLarge'; readonly sentence: string }
  | { readonly kind: 'unreadableTable'; readonly message: string }
  | { readonly kind: 'failure'; readonly message: string }

/** What it says first, once it can be given a task. */
export const READY = 'ready'
