import { constants, createGunzip, gunzipSync } from 'node:zlib'
import type { ByteSource } from './byteSource.ts'
import type { Damage } from './damage.ts'
import type { DecompressionBudget } from './inflate.ts'
import { damageOf, inflate, spend } from './inflate.ts'
import type { LogFileLimits } from './readLogFile.ts'

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
  yield* inflate(createGunzip({ chunkSize: OUTPUT_BYTES }), source, Infinity, limits, budget)
}

/** `text` is null when it is too large to be had at once. */
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

/** What the last member says of its own size; wrong when there are several, so only a hint. */
function declaredSize(bytes: Buffer): number {
  return bytes.length < 18 ? 0 : bytes.readUInt32LE(bytes.length - 4)
}

const SMALL = 8 * 1024 * 1024
const LARGEST_AT_ONCE = 64 * 1024 * 1024
const OUTPUT_BYTES = 1024 * 1024
