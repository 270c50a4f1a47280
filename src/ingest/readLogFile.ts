import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import { RecordReader } from '../cloudtrail/record.ts'
import { ByteSource } from './byteSource.ts'
import type { DecompressionBudget } from './inflate.ts'
import { readContent } from './readContent.ts'

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

export interface ReadLogFileOptions {
  readonly limits?: Partial<LogFileLimits>
  readonly signal?: AbortSignal
  /** Awaited between pieces of about a megabyte, so that a consumer can push back. */
  readonly pause?: () => Promise<void>
  /** Shared between files, to keep the shapes it has met. */
  readonly reader?: RecordReader
  /** How much of the file as it is stored has been read so far. */
  readonly onBytes?: (compressedBytesRead: number) => void
}

/**
 * Reads one file whatever its shape, recognised by content and not by name. Resolves when it is read to its end; rejects only
 * when the bytes cannot be read or `signal` aborts. What it holds at a time is bounded whatever the file is.
 */
export async function readLogFile(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  sink: LogFileSink,
  options: ReadLogFileOptions = {},
): Promise<void> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const reading = {
    name,
    sink: boundProblems(sink, limits.maxProblemsPerFile),
    limits,
    reader: options.reader ?? new RecordReader(),
    pause: async () => {
      options.signal?.throwIfAborted()
      // Even where nothing waits for this: what zlib is done with is only freed between turns.
      await nextTurn()
      await options.pause?.()
      options.signal?.throwIfAborted()
    },
    budget: { fileBytes: 0, decompressedBytes: 0, zipEntries: 0 },
  }
  options.signal?.throwIfAborted()
  const source = new ByteSource(counted(bytes, reading.budget, options))
  try {
    await readContent(source, null, 0, reading)
  } finally {
    await source.close()
  }
  options.signal?.throwIfAborted()
  reading.sink.close()
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  budget: DecompressionBudget,
  { onBytes, signal }: ReadLogFileOptions,
): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of bytes) {
    signal?.throwIfAborted()
    budget.fileBytes += chunk.length
    yield chunk
    read += chunk.length
    onBytes?.(read)
  }
}

/** A sink that passes on so many problems, and at the end says how many it kept back. */
function boundProblems(sink: LogFileSink, maximum: number): LogFileSink & { close(): void } {
  let problems = 0
  return {
    record: (record, position) => sink.record(record, position),
    contentEnd: async (hash) => sink.contentEnd?.(hash),
    problem: (position, reason) => {
      if (problems++ < maximum) sink.problem(position, reason)
    },
    close: () => {
      if (problems > maximum)
        sink.problem(
          null,
          `${problems - maximum} more problems are not listed: mend those listed and load the file again.`,
        )
    },
  }
}
