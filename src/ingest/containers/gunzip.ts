import { createGunzip, gunzipSync } from 'node:zlib'
import type { ByteSource } from './byteSource.ts'
import { inflate, spend } from './inflate.ts'
import { inflateAtOnce, LARGEST_AT_ONCE, SMALL, takenAlong } from './inflateAtOnce.ts'
import type { DecompressionBudget, LogFileLimits } from '../reading.ts'

/**
 * Decompresses all members of a gzip stream. Returns everything before a break, then throws
 * `CorruptInput`.
 */
export async function* gunzip(
  source: ByteSource,
  limits: LogFileLimits,
  budget: DecompressionBudget,
): AsyncGenerator<Buffer> {
  const whole = await source.peek(SMALL + 1)
  if (whole.length <= SMALL && declaredSize(whole) <= LARGEST_AT_ONCE) {
    const { text, damage } = inflateAtOnce(gunzipSync, whole)
    if (text) {
      spend(budget, text.length, whole.length, limits)
      yield* takenAlong(text, source, whole.length)
      if (damage) throw damage
      return
    }
  }
  yield* inflate(createGunzip({ chunkSize: OUTPUT_BYTES }), source, Infinity, limits, budget)
}

/** The size that the last member declares: only a hint, since there may be several members. */
function declaredSize(bytes: Buffer): number {
  return bytes.length < 18 ? 0 : bytes.readUInt32LE(bytes.length - 4)
}

const OUTPUT_BYTES = 1024 * 1024
