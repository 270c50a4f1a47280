import type { CloudTrailRecord, RecordReader } from '../cloudtrail/record.ts'

/** The place of a record in its log file. */
export interface RecordPosition {
  /** The archive's entry that it is in, by its name there; null when the file is no archive. */
  readonly entry: string | null
  /** Its number among the CloudTrail records of the file or entry, from 1. The same bytes always give the same numbers. */
  readonly record: number
}

/** As people read it: `record 17`, `logs/a.json: record 17`. */
export function describeRecordPosition({ entry, record }: RecordPosition): string {
  return entry === null ? `record ${record}` : `${entry}: record ${record}`
}

/** Takes what is found in a log file, synchronously and in order. */
export interface LogFileSink {
  /** A whole CloudTrail record, as written. */
  record(record: CloudTrailRecord, position: RecordPosition): void
  /**
   * Something that is no record or cannot be read, with one sentence that says what is wrong and what
   * to do. `position` is null for the file as a whole, else `byte 1042, line 3` of the decompressed
   * text, `line 3` of CSV, or an archive's entry.
   */
  problem(position: string | null, reason: string): void
  /**
   * The content that the last records came from has ended: that of the file, or of an archive's
   * entry, decompressed. `hash` identifies it, and reads the rest of a content that was given up; a
   * sink that does not need it saves that.
   */
  contentEnd?(hash: () => Promise<string>): Promise<void>
}

export interface LogFileLimits {
  /** The largest record, and the longest text that is held in memory. */
  readonly maxRecordBytes: number
  /** Decompressed bytes for each byte of the file; checked above 64 MiB of decompressed bytes. */
  readonly maxRatio: number
  readonly maxDecompressedBytes: number
  readonly maxZipEntries: number
  readonly maxProblemsPerFile: number
}

export const DEFAULT_LIMITS: LogFileLimits = {
  maxRecordBytes: 16 * 1024 * 1024,
  // Deflate reaches 1032 at most. Log files reach 100, since each of their records has an ID of its own.
  maxRatio: 250,
  maxDecompressedBytes: 64 * 1024 ** 3,
  maxZipEntries: 1_000_000,
  maxProblemsPerFile: 1000,
}

/** Counts the bytes of one file, and those that were decompressed, in all layers. */
export interface DecompressionBudget {
  fileBytes: number
  decompressedBytes: number
}

/** One file that is being read, with all that is inside it. */
export interface Reading {
  readonly name: string
  readonly sink: LogFileSink
  readonly limits: LogFileLimits
  readonly reader: RecordReader
  readonly pause: () => Promise<void>
  readonly budget: DecompressionBudget & { zipEntries: number }
}
