import { constants, type ZlibOptions } from 'node:zlib'
import type { CorruptInput } from './corruptInput.ts'
import { corruptInputOf } from './inflate.ts'

/** One of zlib's functions that answer in one call. */
type Inflate = (bytes: Buffer, options: ZlibOptions) => Buffer

/** What small compressed data holds, which is faster to have in one call than from a stream; and where it breaks. */
export interface InflatedAtOnce {
  /** All that comes out before the break; null when it is too large to be had at once. */
  readonly text: Buffer | null
  readonly damage: CorruptInput | null
}

/** Up to how many compressed bytes it is tried. */
export const SMALL = 8 * 1024 * 1024

/** What would come out larger is left to a stream. */
export const LARGEST_AT_ONCE = 64 * 1024 * 1024

export function inflateAtOnce(inflate: Inflate, bytes: Buffer): InflatedAtOnce {
  try {
    return { text: inflate(bytes, { maxOutputLength: LARGEST_AT_ONCE }), damage: null }
  } catch (error) {
    const damage = corruptInputOf(error)
    return { text: damage && longestPrefix(inflate, bytes), damage }
  }
}

/** All that comes out of the most bytes that do not break: an engine that breaks keeps what it had already. */
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
