import { setImmediate as nextTurn } from 'node:timers/promises'
import { RecordReader } from '../cloudtrail/record.ts'
import type { WrappingKey } from '../encryption/wrappingKey.ts'
import { ByteSource } from './containers/byteSource.ts'
import { readContent } from './readContent.ts'
import { DEFAULT_LIMITS, type DecompressionBudget, type LogFileLimits, type LogFileSink } from './reading.ts'

export interface ReadLogFileOptions {
  readonly limits?: Partial<LogFileLimits>
  readonly signal?: AbortSignal
  /** Decrypt what is encrypted with the AWS Encryption SDK. */
  readonly keys?: readonly WrappingKey[]
  /** Awaited between pieces of about a megabyte, so that the consumer can slow it down. */
  readonly pause?: () => Promise<void>
  /** Shared between files, to keep the shapes it has seen. */
  readonly reader?: RecordReader
  /**
   * How much of the stored file has been read so far, however much of it is in memory already.
   * Called with each piece, before `pause`, and at the end.
   */
  readonly onBytes?: (compressedBytesRead: number) => void
}

/**
 * Reads a file in any format, detected by content rather than name. Resolves when it is read to its
 * end; rejects only if the bytes cannot be read or `signal` aborts. Memory is limited whatever the
 * file contains.
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
      options.onBytes?.(source.taken)
      // Even if the consumer does not wait: zlib only frees memory between turns of the event loop.
      await nextTurn()
      await options.pause?.()
      options.signal?.throwIfAborted()
    },
    keys: options.keys ?? [],
    budget: { fileBytes: 0, decompressedBytes: 0, zipEntries: 0 },
  }
  options.signal?.throwIfAborted()
  const source = new ByteSource(counted(bytes, reading.budget, options.signal))
  try {
    await readContent(source, null, 0, reading)
  } finally {
    await source.close()
  }
  options.signal?.throwIfAborted()
  reading.sink.close()
  options.onBytes?.(reading.budget.fileBytes)
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  budget: DecompressionBudget,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    signal?.throwIfAborted()
    budget.fileBytes += chunk.length
    yield chunk
  }
}

/** A sink that passes on up to `maximum` problems, and at the end says how many it left out. */
function boundProblems(sink: LogFileSink, maximum: number): LogFileSink & { close(): void } {
  let problems = 0
  return {
    record: (record, position) => sink.record(record, position),
    ...(sink.takeText && {
      takeText: (text: Uint8Array, entry: string | null) => sink.takeText!(text, entry),
    }),
    ...(sink.digestFile && {
      digestFile: (entry: string | null, reason: string) => sink.digestFile?.(entry, reason),
    }),
    contentCounts: (counts) => sink.contentCounts?.(counts),
    contentEnd: async (hash) => sink.contentEnd?.(hash),
    problem: (position, reason) => {
      if (problems++ < maximum) sink.problem(position, reason)
    },
    close: () => {
      if (problems > maximum)
        sink.problem(
          null,
          `This file has ${problems - maximum} more problems, which are not listed. The records that could be read were loaded.`,
        )
    },
  }
}
