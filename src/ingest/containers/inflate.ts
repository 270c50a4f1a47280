import type { createInflateRaw } from 'node:zlib'
import type { ByteSource } from './byteSource.ts'
import { CorruptInput, LimitReached } from './corruptInput.ts'
import type { DecompressionBudget, LogFileLimits } from '../reading.ts'

/**
 * Decompresses a source, up to the end of the compressed data or `size` bytes of the source.
 * Returns everything before a break, then throws `CorruptInput`. Bytes after the compressed data go
 * back to the source.
 */
export async function* inflate(
  engine: ReturnType<typeof createInflateRaw>,
  source: ByteSource,
  size: number,
  limits: LogFileLimits,
  budget: DecompressionBudget,
): AsyncGenerator<Buffer> {
  let totalIn = 0
  let totalOut = 0
  let last: Buffer = Buffer.alloc(0)
  const ended = new Promise<void>((resolve) => engine.once('end', resolve).once('close', resolve))
  const feed = async () => {
    while (totalIn < size && !engine.readableEnded && !engine.destroyed) {
      // Whole pieces: how much text a break costs must not depend on how the bytes arrive.
      const bytes = await source.take(Math.min(INPUT_BYTES, size - totalIn))
      if (bytes.length === 0) break
      totalIn += bytes.length
      last = bytes
      // One write at a time: an engine that gets the end together with the last bytes drops their
      // text if the data is incomplete. An engine that has reached the end of its data leaves bytes
      // over, and may then only respond with its end.
      const written = new Promise<void>((resolve) => engine.write(bytes, () => resolve()))
      await Promise.race([written, ended])
      if (engine.bytesWritten < totalIn) break
    }
    if (!engine.writableEnded) engine.end()
  }
  const feeding = feed().catch((error: unknown) => {
    engine.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  try {
    for await (const chunk of engine) {
      if (!Buffer.isBuffer(chunk)) continue
      totalOut += chunk.length
      spend(budget, chunk.length, totalIn, limits, totalOut)
      yield chunk
    }
  } catch (error) {
    throw corruptInputOf(error) ?? error
  } finally {
    engine.destroy()
    await feeding
    const unwanted = totalIn - engine.bytesWritten
    if (unwanted > 0 && unwanted <= last.length) source.putBack(last.subarray(last.length - unwanted))
  }
}

/**
 * Counts decompressed bytes. Throws `CorruptInput` if a small file, or one stream in it, would
 * become absurdly large.
 */
export function spend(
  budget: DecompressionBudget,
  out: number,
  totalIn: number,
  limits: LogFileLimits,
  totalOut = out,
): void {
  budget.decompressedBytes += out
  const isAbsurd = (large: number, small: number) =>
    large > RATIO_FREE_BYTES && large > small * limits.maxRatio
  if (isAbsurd(totalOut, totalIn) || isAbsurd(budget.decompressedBytes, budget.fileBytes))
    throw new LimitReached(
      `Reading stopped here: the file decompresses to more than ${limits.maxRatio} times its size, which no log file does.`,
    )
  if (budget.decompressedBytes > limits.maxDecompressedBytes)
    throw new LimitReached(
      `Reading stopped here: the file decompresses to more than ${limits.maxDecompressedBytes} bytes. Load it in smaller files.`,
    )
}

/** A zlib error as `CorruptInput`; null for other errors. */
export function corruptInputOf(error: unknown): CorruptInput | null {
  if (error instanceof CorruptInput) return error
  if (!(error instanceof Error) || !('code' in error)) return null
  if (error.code === 'Z_BUF_ERROR') return cutOff()
  if (error.code === 'Z_DATA_ERROR' || error.code === 'Z_NEED_DICT' || error.code === 'Z_STREAM_ERROR')
    return new CorruptInput(
      `The compressed data is damaged here (${error.message}). Download the file again to get the rest.`,
    )
  return null
}

export function cutOff(): CorruptInput {
  return new CorruptInput('The compressed data is cut off here. Load the complete file to get the rest.')
}

const RATIO_FREE_BYTES = 64 * 1024 * 1024
const INPUT_BYTES = 256 * 1024
