import { Decompress } from 'fzstd'
import type { ByteSource } from './byteSource.ts'
import { CorruptInput, LimitReached } from './corruptInput.ts'
import { cutOff, spend } from './inflate.ts'
import { leftBehind, type Decompression } from './leftBehind.ts'
import { Xxh64 } from './xxh64.ts'

export function isZstd(start: Buffer): boolean {
  if (start.length < 4) return false
  const magic = start.readUInt32LE(0)
  return magic === FRAME || magic >>> 4 === SKIPPABLE >>> 4
}

/** The text of all frames of a Zstandard file. Throws `CorruptInput` where it breaks. */
export async function* zstdText(source: ByteSource, needs: Decompression): AsyncGenerator<Buffer> {
  let windows = 0
  for (;;) {
    const start = await source.peek(18)
    if (!isZstd(start)) break
    if (start.readUInt32LE(0) !== FRAME) {
      if (start.length < 8) throw cutOff()
      await source.take(8)
      for (let left = start.readUInt32LE(4); left > 0;) {
        const piece = await source.next(left)
        if (!piece) throw cutOff()
        left -= piece.length
      }
      continue
    }
    const header = readHeader(start)
    windows += header.window
    if (windows > MAX_WINDOWS)
      throw new LimitReached(
        'Reading stopped here: the file has too many frames. Unpack it with zstd -d and load its content.',
      )
    yield* frameText(source, header, needs)
  }
  yield* leftBehind(source, needs)
}

interface FrameHeader {
  readonly length: number
  /** How many bytes of text are kept to refer to. */
  readonly window: number
  readonly hasChecksum: boolean
}

function readHeader(start: Buffer): FrameHeader {
  const flags = start[4] ?? 0
  const isSingle = (flags & 0x20) !== 0
  const sizeFlag = flags >>> 6
  const sizeBytes = sizeFlag > 0 ? 1 << sizeFlag : isSingle ? 1 : 0
  const dictionaryBytes = [0, 1, 2, 4][flags & 3]!
  const at = 5 + (isSingle ? 0 : 1) + dictionaryBytes
  const length = at + sizeBytes
  if (start.length < length) throw cutOff()
  if ((flags & 8) !== 0) throw damaged()
  if (start.subarray(at - dictionaryBytes, at).some((byte) => byte !== 0))
    throw new CorruptInput(
      'The data is compressed with a dictionary. Unpack it with zstd -d -D DICTIONARY and load its content.',
    )
  const exponent = 10 + (start[5]! >>> 3)
  const window = isSingle
    ? sizeBytes === 8
      ? Number(start.readBigUInt64LE(at))
      : start.readUIntLE(at, sizeBytes) + (sizeBytes === 2 ? 256 : 0)
    : 2 ** exponent + 2 ** (exponent - 3) * (start[5]! & 7)
  if (window > MAX_WINDOW)
    throw new CorruptInput(
      'The data needs more memory to unpack than is allowed here. Unpack it with zstd -d --long=31 and load its content.',
    )
  return { length, window, hasChecksum: (flags & 4) !== 0 }
}

async function* frameText(
  source: ByteSource,
  header: FrameHeader,
  { limits, budget }: Decompression,
): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = []
  const engine = new Decompress((piece) => pieces.push(piece))
  const hash = header.hasChecksum ? new Xxh64() : null
  const begun = source.taken
  let totalOut = 0
  let waiting = await source.take(header.length)
  for (let isLast = false; !isLast;) {
    const head = await source.peek(3)
    if (head.length < 3) throw cutOff()
    const word = head.readUIntLE(0, 3)
    isLast = (word & 1) === 1
    const isRun = ((word >>> 1) & 3) === 1
    const length = 3 + (isRun ? 1 : word >>> 3)
    if (length > LARGEST_BLOCK) throw damaged()
    const block = await source.take(length)
    if (block.length < length) throw cutOff()
    const trailer = isLast && header.hasChecksum ? await source.take(4) : EMPTY
    const isCut = isLast && header.hasChecksum && trailer.length < 4
    pieces = []
    try {
      engine.push(plain(Buffer.concat([waiting, block, isCut ? Buffer.alloc(4) : trailer])), isLast)
    } catch {
      throw damaged()
    }
    waiting = EMPTY
    for (const piece of pieces) {
      totalOut += piece.length
      spend(budget, piece.length, source.taken - begun, limits, totalOut)
      // The engine goes on to change its own memory.
      const text = Buffer.from(piece)
      hash?.update(text)
      if (text.length > 0) yield text
    }
    if (isCut) throw cutOff()
    if (isLast && hash && hash.low32() !== trailer.readUInt32LE(0))
      throw new CorruptInput(
        'The compressed data is damaged here or earlier (its checksum differs from the one in the file). Download the file again.',
      )
  }
}

/** The engine copies with `slice`, which copies nothing of a `Buffer`. */
function plain(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

function damaged(): CorruptInput {
  return new CorruptInput('The compressed data is damaged here. Download the file again to get the rest.')
}

const FRAME = 0xfd2fb528
const SKIPPABLE = 0x184d2a50
const LARGEST_BLOCK = 128 * 1024 + 3
/** As for the command zstd without further options. */
const MAX_WINDOW = 128 * 1024 * 1024
const MAX_WINDOWS = 8 * 1024 ** 3
const EMPTY = Buffer.alloc(0)
