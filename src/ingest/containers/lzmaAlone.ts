import type { ByteSource } from './byteSource.ts'
import { CorruptInput } from './corruptInput.ts'
import { cutOff, spend } from './inflate.ts'
import { leftBehind, type Decompression } from './leftBehind.ts'
import { LzmaBreak, LzmaDecoder, lzmaProperties, type LzmaProperties } from './lzma.ts'
import { damagedLzma, exactly, LARGEST_DICTIONARY } from './lzma2.ts'

/** Whether this is an .lzma file. It has no magic number, but few values are in use. */
export function isLzmaAlone(start: Buffer): boolean {
  if (start.length < 14 || lzmaProperties(start[0]!) === null || start[13] !== 0) return false
  const dictionary = start.readUInt32LE(1)
  const isUsual =
    dictionary >= 4096 && [1, 3].some((factor) => Number.isInteger(Math.log2(dictionary / factor)))
  const size = start.readBigUInt64LE(5)
  return isUsual && (size === UNKNOWN_SIZE || size < 2n ** 38n)
}

/** The text of an .lzma file. Throws `CorruptInput` where it breaks. */
export async function* lzmaAloneText(source: ByteSource, needs: Decompression): AsyncGenerator<Buffer> {
  const header = await exactly(source, 13)
  const size = header.readBigUInt64LE(5)
  yield* lzmaText(
    source,
    lzmaProperties(header[0]!)!,
    header.readUInt32LE(1),
    size === UNKNOWN_SIZE ? null : Number(size),
    needs,
  )
  yield* leftBehind(source, needs)
}

/** The text of LZMA in a zip archive. `size`: null if only the end mark tells it. */
export async function* zipLzmaText(
  source: ByteSource,
  size: number | null,
  needs: Decompression,
): AsyncGenerator<Buffer> {
  const header = await exactly(source, 9)
  const properties = lzmaProperties(header[4]!)
  if (!properties || header.readUInt16LE(2) !== 5) throw damagedLzma()
  yield* lzmaText(source, properties, header.readUInt32LE(5), size, needs)
}

/** Decodes LZMA up to its end mark, or to the size of its text if that is known. */
export async function* lzmaText(
  source: ByteSource,
  properties: LzmaProperties,
  dictionaryBytes: number,
  size: number | null,
  { limits, budget }: Decompression,
): AsyncGenerator<Buffer> {
  if (dictionaryBytes > LARGEST_DICTIONARY)
    throw new CorruptInput(
      'The data needs more memory to unpack than is allowed here. Unpack it and load its content.',
    )
  const decoder = new LzmaDecoder(dictionaryBytes)
  decoder.setProperties(properties)
  decoder.resetState()
  const begun = source.taken
  let total = 0
  try {
    decoder.begin(await exactly(source, 5))
    const most = size ?? Infinity
    while (!decoder.hasEnded && total < most) {
      const ahead = await source.peek(INPUT_BYTES)
      const isLast = ahead.length < INPUT_BYTES
      const { text, taken } = decoder.decode(ahead, Math.min(PIECE_BYTES, most - total), isLast)
      if (taken === 0 && text.length === 0 && !decoder.hasEnded) throw cutOff()
      await source.take(taken)
      total += text.length
      spend(budget, text.length, source.taken - begun, limits, total)
      if (text.length > 0) yield text
    }
  } catch (error) {
    if (!(error instanceof LzmaBreak)) throw error
    spend(budget, error.text.length, source.taken - begun, limits, total)
    yield error.text
    throw error.isCut ? cutOff() : damagedLzma()
  }
}

const UNKNOWN_SIZE = 2n ** 64n - 1n
const INPUT_BYTES = 256 * 1024
const PIECE_BYTES = 1024 * 1024
