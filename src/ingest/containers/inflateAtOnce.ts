import { constants, type ZlibOptions } from 'node:zlib'
import type { ByteSource } from './byteSource.ts'
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

/** Deflate makes no text more than 1032 times as long. */
const MOST_RATIO = 1032
/** What zlib takes without being told. */
const SMALLEST_CHUNK = 16 * 1024

/** The most text given at once. */
const PIECE_BYTES = 1024 * 1024

export function inflateAtOnce(inflate: Inflate, bytes: Buffer): InflatedAtOnce {
  try {
    return { text: inflate(bytes, { maxOutputLength: LARGEST_AT_ONCE }), damage: null }
  } catch (error) {
    const damage = corruptInputOf(error)
    return { text: damage && longestPrefix(inflate, bytes).text, damage }
  }
}

/**
 * The text, and how many of the bytes it was compressed in. Throws what zlib throws. `expected`: about how
 * long the text is; with it, zlib fills one buffer rather than many small ones.
 */
export function textAndLength(
  inflate: Inflate,
  bytes: Buffer,
  { maxOutputLength = LARGEST_AT_ONCE, expected = 0 } = {},
): { text: Buffer; length: number } {
  // One byte more shows zlib that nothing follows.
  const chunkSize = Math.max(
    SMALLEST_CHUNK,
    Math.min(expected, MOST_RATIO * bytes.length, maxOutputLength) + 1,
  )
  // With `info` zlib also returns its engine, which the types do not know.
  const { buffer, engine } = inflate(bytes, { maxOutputLength, chunkSize, info: true }) as unknown as {
    buffer: Buffer
    engine: { bytesWritten: number }
  }
  return { text: buffer, length: engine.bytesWritten }
}

/**
 * The text in pieces. The `length` bytes that it was compressed in are taken from the source along
 * with it, so that `source.taken` says how much was read.
 */
export async function* takenAlong(text: Buffer, source: ByteSource, length: number): AsyncGenerator<Buffer> {
  const pieces = Math.max(1, Math.ceil(text.length / PIECE_BYTES))
  for (let piece = 1; piece <= pieces; piece++) {
    const taken = Math.round((length * piece) / pieces) - Math.round((length * (piece - 1)) / pieces)
    await source.take(taken)
    if (text.length > 0) yield text.subarray((piece - 1) * PIECE_BYTES, piece * PIECE_BYTES)
  }
}

/**
 * Decompresses as many bytes as there are before the break: in one call, zlib returns nothing if it
 * fails. `length`: how many of the bytes are good.
 */
export function longestPrefix(
  inflate: Inflate,
  bytes: Buffer,
  maxOutputLength = LARGEST_AT_ONCE,
): { text: Buffer | null; length: number } {
  let text: Buffer = Buffer.alloc(0)
  let good = 0
  let bad = bytes.length + 1
  let length = bytes.length
  while (good + 1 < bad) {
    try {
      text = inflate(bytes.subarray(0, length), {
        maxOutputLength,
        finishFlush: constants.Z_SYNC_FLUSH,
      })
      good = length
    } catch (error) {
      if (!corruptInputOf(error)) return { text: null, length: 0 }
      bad = length
    }
    length = (good + bad) >>> 1
  }
  return { text, length: good }
}
