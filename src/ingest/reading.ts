import type { CloudTrailRecord, RecordReader } from '../cloudtrail/record.ts'
import type { WrappingKey } from '../encryption/wrappingKey.ts'

/** The position of a record in its log file. */
export interface RecordPosition {
  /** The name of the archive entry that it is in; null if the file is not an archive. */
  readonly entry: string | null
  /**
   * Its number among the CloudTrail records of the file or entry, from 1. The same bytes always
   * give the same numbers.
   */
  readonly record: number
}

/** For people: `record 17`, `logs/a.json: record 17`. */
export function describeRecordPosition({ entry, record }: RecordPosition): string {
  return entry === null ? `record ${record}` : `${entry}: record ${record}`
}

/** Receives what is found in a log file, synchronously and in order. */
export interface LogFileSink {
  /** A whole CloudTrail record, as written. */
  record(record: CloudTrailRecord, position: RecordPosition): void
  /**
   * Takes the first records of a text itself, as far as it is sure of them; the others come to `record`.
   * The text is valid UTF-8, and all of the file or of an archive's entry.
   */
  takeText?(text: Uint8Array, entry: string | null): Promise<TakenText>
  /**
   * Something that is not a record or cannot be read, with a sentence that says what is wrong and
   * what to do. `position` is null for the file as a whole, otherwise `byte 1042, line 3` of the
   * decompressed text, `line 3` of CSV, or an archive's entry.
   */
  problem(position: string | null, reason: string): void
  /**
   * The file, or an entry of an archive, is a digest file, which has no events. `reason` says so for
   * a sink to which it is a problem; without this, it is one.
   */
  digestFile?(entry: string | null, reason: string): void
  /** Called once for each content that breaks, after its last record. */
  contentCounts?(counts: ContentCounts): void
  /**
   * The content of the last records has ended: that of the file or of an archive's entry,
   * decompressed. `hash` identifies it, and reads the rest of a content that was given up; a sink
   * that does not need it saves that.
   */
  contentEnd?(hash: () => Promise<string>): Promise<void>
}

/** What a sink took of a text. */
export interface TakenText {
  readonly records: number
  /** Whether the text ends behind them, as it should. */
  readonly isWhole: boolean
}

/** What became of the records behind a break, in a file or an archive's entry. */
interface ContentCounts {
  /** How many records were read after the first break. They were passed on like all others. */
  readonly salvaged: number
  /** How many records begin there, as far as can be told, and could not be read. */
  readonly leftOut: number
}

export interface LogFileLimits {
  /** The size of the largest record, and of the longest text kept in memory. */
  readonly maxRecordBytes: number
  /** Decompressed bytes for each byte of the file; checked above 64 MiB of decompressed bytes. */
  readonly maxRatio: number
  readonly maxDecompressedBytes: number
  readonly maxZipEntries: number
  readonly maxProblemsPerFile: number
}

export const DEFAULT_LIMITS: LogFileLimits = {
  maxRecordBytes: 16 * 1024 * 1024,
  // Deflate reaches at most 1032. Log files reach 100, since each record has an ID of its own.
  maxRatio: 250,
  maxDecompressedBytes: 64 * 1024 ** 3,
  maxZipEntries: 1_000_000,
  maxProblemsPerFile: 1000,
}

/** Counts a file's bytes and its decompressed bytes, in all layers. */
export interface DecompressionBudget {
  fileBytes: number
  decompressedBytes: number
}

/** Takes the rows of a table, their cells as text, numbered from 1. */
export interface TableRows {
  row(cells: readonly string[], number: number): void
  /** `isOpen`: whether the last row may be cut off. */
  end(isOpen: boolean): void
}

/** Begins a table that was found in JSON. `placeOf`: a row's position, for people. */
export type BeginTable = (header: readonly string[], placeOf: (row: number) => string) => TableRows

/** A file that is being read, with everything inside it. */
export interface Reading {
  readonly name: string
  readonly sink: LogFileSink
  readonly limits: LogFileLimits
  readonly reader: RecordReader
  readonly pause: () => Promise<void>
  /** For files that are encrypted. */
  readonly keys: readonly WrappingKey[]
  readonly budget: DecompressionBudget & { zipEntries: number }
}
