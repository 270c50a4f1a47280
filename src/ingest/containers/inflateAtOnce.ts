import { constants, type ZlibOptions } from 'node:zlib'
import type { CorruptInput } from './corruptInput.ts'
import { corruptInputOf } from './inflate.ts'

/** One of zlib's synchronous functions. */
type Inflate = (bytes: Buffer, options: ZlibOptions) => Buffer

/** Small data, decompressed in one call, which is faster than a stream. */
export interface InflatedAtOnce {
  /** Everything before the break; null if it is too large for one call. */
  readonly text: Buffer | null
  readonly damage: CorruptInput | null
}

/** The most compressed bytes to decompress in one call. */
export const SMALL = 8 * 1024 * 1024

/** The most decompressed bytes; more is left to a stream. */
export const LARGEST_AT_ONCE = 64 * 1024 * 1024

export function inflateAtOnce(inflate: Inflate, bytes: Buffer): InflatedAtOnce {
  try {
    return { text: inflate(bytes, { maxOutputLength: LARGEST_AT_ONCE }), damage: null }
  } catch (error) {
    const damage = corruptInputOf(error)
    return { text: damage && longestPrefix(inflate, bytes), damage }
  }
}

/**
 * Decompresses as many bytes as there are before the break: in one call, zlib returns nothing if it
 * fails.
 */
function longestPrefix(inflate: Inflate, bytes: Buffer): Buffer | null {
  let text: Buffer = Buffer.alloc(0)
  let good = 0
  let bad = bytes.length + 1
  let length = bytes.length
  while (good + 1 < bad) {
    try {
      text = inflate(bytes.subarray(0, length), {
        maxOutputLength: LARGEST_AT_ONCE,
        finishFlush: constants.Z_SYNC_FLUSH,
      })
      good = length
    } catch (error) {
      if (!corruptInputOf(error)) return null
      bad = length
    }
    length = (good + bad) >>> 1
  }
  return text
}
