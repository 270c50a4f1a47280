import type { CloudTrailRecord, RecordReader } from '../cloudtrail/record.ts'

/** Where a record stands in its file. */
export interface RecordPosition {
  /** The archive's entry it stands in, by the name the archive gives; null when the file is no archive. */
  readonly entry: string | null
  /** The how-many-eth CloudTrail record of the file or entry, from 1. The same bytes always give the same numbers. */
  readonly record: number
}

/** As people read it: `record 17`, `logs/a.json: record 17`. */
export function describeRecordPosition({ entry, record }: RecordPosition): string {
  return entry === null ? `record ${record}` : `${entry}: record ${record}`
}

/** Where what is found in a log file goes, synchronously and in order. */
export interface LogFileSink {
  /** A whole CloudTrail record, as written. */
  record(record: CloudTrailRecord, position: RecordPosition): void
  /**
   * Something that was refused, with one sentence that says what was wrong and what to do. `position` is null for the file
   * as a whole, else `byte 1042, line 3` of the decompressed text, `line 3` of rows, or an archive's entry.
   */
  problem(position: string | null, reason: string): void
  /**
   * The content that the records before came from has ended: the file's, or that of an archive's entry, as it is when nothing of it
   * is compressed. `hash` tells it from any other; who does not ask for it need not read what was given up.
   */
  contentEnd?(hash: () => Promise<string>): Promise<void>
}

export interface LogFileLimits {
  /** The largest record, and the largest piece of text that is ever held. */
  readonly maxRecordBytes: number
  /** Decompressed bytes for each byte of the file, asked of what is over 64 MiB decompressed. */
  readonly maxRatio: number
  readonly maxDecompressedBytes: number
  readonly maxZipEntries: number
  readonly maxProblemsPerFile: number
}

export const DEFAULT_LIMITS: LogFileLimits = {
  maxRecordBytes: 16 * 1024 * 1024,
  // Deflate makes 1032 of one at most, and 100 of log files at most, whose records have an ID of their own.
  maxRatio: 250,
  maxDecompressedBytes: 64 * 1024 ** 3,
  maxZipEntries: 1_000_000,
  maxProblemsPerFile: 1000,
}

/** What counts the bytes of one file that are read, and those that come out of its compression, however deep. */
export interface DecompressionBudget {
  fileBytes: number
  decompressedBytes: number
}

/** One reading of one file, with all that is inside it. */
export interface Reading {
  readonly name: string
  readonly sink: LogFileSink
  readonly limits: LogFileLimits
  readonly reader: RecordReader
  readonly pause: () => Promise<void>
  readonly budget: DecompressionBudget & { zipEntries: number }
}
