import { constants, createGunzip, gunzipSync } from 'node:zlib'
import type { ByteSource } from './byteSource.ts'
import { Damage } from './damage.ts'
import type { LogFileLimits } from './readLogFile.ts'

/** What counts the bytes that come out of one file's compression, however deep. */
export interface DecompressionBudget {
  decompressedBytes: number
}

/**
 * What a gzip stream holds, all its members. Everything before a break comes out, then `Damage` is thrown.
 * Small files, which nearly all log files are, are inflated in one call: that is faster than a stream.
 */
export async function* gunzip(
  source: ByteSource,
  limits: LogFileLimits,
  budget: DecompressionBudget,
): AsyncGenerator<Buffer> {
  const whole = await source.peek(SMALL + 1)
  if (whole.length <= SMALL && declaredSize(whole) <= LARGEST_AT_ONCE) {
    const { text, damage } = gunzipAtOnce(whole)
    if (text) {
      spend(budget, text.length, whole.length, limits)
      if (text.length > 0) yield text
      if (damage) throw damage
      return
    }
  }
  yield* inflateStream(createGunzip({ chunkSize: OUTPUT_BYTES }), source, limits, budget)
}

/** Counts decompressed bytes; throws `Damage` where a small file would become absurdly large. */
export function spend(
  budget: DecompressionBudget,
  out: number,
  totalIn: number,
  limits: LogFileLimits,
  totalOut = out,
): void {
  budget.decompressedBytes += out
  if (totalOut > RATIO_FREE_BYTES && totalOut > totalIn * limits.maxRatio)
    throw new Damage(
      `It decompresses to more than ${limits.maxRatio} times its size, as no log file does: reading stopped there.`,
    )
  if (budget.decompressedBytes > limits.maxDecompressedBytes)
    throw new Damage(
      `It decompresses to more than ${limits.maxDecompressedBytes} bytes: reading stopped there; load it in smaller files.`,
    )
}

async function* inflateStream(
  engine: ReturnType<typeof createGunzip>,
  source: ByteSource,
  limits: LogFileLimits,
  budget: DecompressionBudget,
): AsyncGenerator<Buffer> {
  let totalIn = 0
  let totalOut = 0
  const feed = async () => {
    for (;;) {
      const bytes = await source.next(INPUT_BYTES)
      if (!bytes) break
      totalIn += bytes.length
      // One write at a time: an engine told of the end together with the last bytes drops their text when the end is missing.
      await new Promise<void>((resolve, reject) => {
        engine.write(bytes, (error) => (error ? reject(error) : resolve()))
      })
    }
    engine.end()
  }
  feed().catch((error: unknown) => engine.destroy(error as Error))
  try {
    for await (const chunk of engine as AsyncIterable<Buffer>) {
      totalOut += chunk.length
      spend(budget, chunk.length, totalIn, limits, totalOut)
      yield chunk
    }
  } catch (error) {
    throw damageOf(error) ?? error
  } finally {
    engine.destroy()
  }
}

function gunzipAtOnce(bytes: Buffer): { text: Buffer | null; damage: Damage | null } {
  try {
    return { text: gunzipSync(bytes, { maxOutputLength: LARGEST_AT_ONCE }), damage: null }
  } catch (error) {
    const damage = damageOf(error)
    return { text: damage && longestPrefix(bytes), damage }
  }
}

/** All that comes out before the break: of the most bytes that do not break. */
function longestPrefix(bytes: Buffer): Buffer | null {
  let text: Buffer = Buffer.alloc(0)
  let good = 0
  let bad = bytes.length + 1
  let length = bytes.length
  while (good + 1 < bad) {
    try {
      text = gunzipSync(bytes.subarray(0, length), {
        maxOutputLength: LARGEST_AT_ONCE,
        finishFlush: constants.Z_SYNC_FLUSH,
      })
      good = length
    } catch (error) {
      if (!damageOf(error)) return null
      bad = length
    }
    length = (good + bad) >>> 1
  }
  return text
}

/** What zlib's error means; null for errors of another origin and for bounds. */
export function damageOf(error: unknown): Damage | null {
  if (error instanceof Damage) return error
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'Z_BUF_ERROR')
    return new Damage('The compressed data is cut off here: load the complete file to get what follows.')
  if (code === 'Z_DATA_ERROR' || code === 'Z_NEED_DICT' || code === 'Z_STREAM_ERROR')
    return new Damage(
      `The compressed data is damaged here (${(error as Error).message}): fetch the file again to get what follows.`,
    )
  return null
}

/** What the last member says of its own size; wrong when there are several, so only a hint. */
function declaredSize(bytes: Buffer): number {
  return bytes.length < 18 ? 0 : bytes.readUInt32LE(bytes.length - 4)
}

const SMALL = 8 * 1024 * 1024
const LARGEST_AT_ONCE = 64 * 1024 * 1024
const RATIO_FREE_BYTES = 64 * 1024 * 1024
const INPUT_BYTES = 256 * 1024
const OUTPUT_BYTES = 1024 * 1024
