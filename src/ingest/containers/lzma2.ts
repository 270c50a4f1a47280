import type { ByteSource } from './byteSource.ts'
import { CorruptInput } from './corruptInput.ts'
import { cutOff } from './inflate.ts'
import { LzmaBreak, LzmaDecoder, lzmaProperties } from './lzma.ts'

/** Decodes LZMA2, a series of chunks that ends by itself. Throws `CorruptInput` where it breaks. */
export async function* lzma2Text(source: ByteSource, dictionaryBytes: number): AsyncGenerator<Buffer> {
  const decoder = new LzmaDecoder(dictionaryBytes)
  let needsDictionary = true
  let needsProperties = true
  for (;;) {
    const control = (await exactly(source, 1))[0]!
    if (control === 0) return
    const isStored = control < 0x80
    if (control === 1 || control >= 0xe0) {
      decoder.resetDictionary()
      needsDictionary = false
    }
    if (needsDictionary || (isStored && control > 2)) throw damagedLzma()
    const sizes = await exactly(source, isStored ? 2 : 4)
    const length = sizes.readUInt16BE(0) + 1 + (isStored ? 0 : (control & 0x1f) << 16)
    if (isStored) {
      const text = await exactly(source, length)
      decoder.put(text)
      yield text
      continue
    }
    if (control >= 0xc0) {
      const properties = lzmaProperties((await exactly(source, 1))[0]!)
      if (!properties) throw damagedLzma()
      decoder.setProperties(properties)
      needsProperties = false
    }
    if (needsProperties) throw damagedLzma()
    if (control >= 0xa0) decoder.resetState()
    yield* chunkText(decoder, await source.take(sizes.readUInt16BE(2) + 1), length)
  }
}

function* chunkText(decoder: LzmaDecoder, chunk: Buffer, length: number): Generator<Buffer> {
  if (chunk.length < 5) throw cutOff()
  try {
    decoder.begin(chunk)
    let rest = chunk.subarray(5)
    for (let left = length; left > 0;) {
      const { text, taken } = decoder.decode(rest, Math.min(left, PIECE_BYTES), true)
      if (text.length === 0) throw damagedLzma()
      yield text
      rest = rest.subarray(taken)
      left -= text.length
    }
  } catch (error) {
    if (!(error instanceof LzmaBreak)) throw error
    yield error.text
    throw error.isCut ? cutOff() : damagedLzma()
  }
}

/** The next bytes. Throws `CorruptInput` if there are not as many. */
export async function exactly(source: ByteSource, length: number): Promise<Buffer> {
  const bytes = await source.take(length)
  if (bytes.length < length) throw cutOff()
  return bytes
}

export function damagedLzma(): CorruptInput {
  return new CorruptInput('The compressed data is damaged here. Download the file again to get the rest.')
}

/** The largest dictionary that is kept, twice that of `xz -9`. */
export const LARGEST_DICTIONARY = 128 * 1024 * 1024
const PIECE_BYTES = 1024 * 1024
