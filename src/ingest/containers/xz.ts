import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { ByteSource } from './byteSource.ts'
import { CorruptInput } from './corruptInput.ts'
import { Crc64 } from './crc64.ts'
import { spend } from './inflate.ts'
import { leftBehind, type Decompression } from './leftBehind.ts'
import { damagedLzma, exactly, LARGEST_DICTIONARY, lzma2Text } from './lzma2.ts'

export function isXz(start: Buffer): boolean {
  return start.subarray(0, 6).equals(MAGIC)
}

/** The text of all streams of an .xz file. Throws `CorruptInput` where it breaks. */
export async function* xzText(source: ByteSource, needs: Decompression): AsyncGenerator<Buffer> {
  while (isXz(await source.peek(6))) {
    const header = await exactly(source, 12)
    if (crc32(header.subarray(6, 8)) !== header.readUInt32LE(8)) throw damagedLzma()
    const check = header[7]! & 0x0f
    for (let size = await exactly(source, 1); size[0] !== 0; size = await exactly(source, 1))
      yield* blockText(source, await exactly(source, size[0]! * 4 + 3), size, check, needs)
    await passIndex(source)
    // Between streams there may be zeros.
    while ((await source.peek(4)).equals(Buffer.alloc(4))) await source.take(4)
  }
  yield* leftBehind(source, needs)
}

async function* blockText(
  source: ByteSource,
  header: Buffer,
  size: Buffer,
  check: number,
  { limits, budget }: Decompression,
): AsyncGenerator<Buffer> {
  const end = header.length - 4
  if (crc32(header.subarray(0, end), crc32(size)) !== header.readUInt32LE(end)) throw damagedLzma()
  const dictionaryBytes = dictionaryOf(header.subarray(0, end))
  const checksum = checksumOf(check)
  const begun = source.taken
  let totalOut = 0
  for await (const text of lzma2Text(source, dictionaryBytes)) {
    totalOut += text.length
    spend(budget, text.length, source.taken - begun, limits, totalOut)
    checksum?.update(text)
    yield text
  }
  await exactly(source, (4 - ((source.taken - begun) % 4)) % 4)
  const expected = await exactly(source, CHECK_BYTES[check]!)
  if (checksum && !checksum.digest().equals(expected))
    throw new CorruptInput(
      'The compressed data is damaged here or earlier (its checksum differs from the one in the file). Download the file again.',
    )
}

/** The size of the dictionary, from a block's header. */
function dictionaryOf(header: Buffer): number {
  const numbers = new Numbers(header, 1)
  const flags = header[0]!
  if ((flags & 0x3c) !== 0) throw damagedLzma()
  if ((flags & 0x40) !== 0) numbers.next()
  if ((flags & 0x80) !== 0) numbers.next()
  if ((flags & 3) !== 0 || numbers.next() !== LZMA2)
    throw new CorruptInput(
      'The data was filtered before it was compressed. Unpack it with xz -d and load its content.',
    )
  if (numbers.next() !== 1) throw damagedLzma()
  const code = header[numbers.at]!
  if (code > 40) throw damagedLzma()
  const bytes = (2 | (code & 1)) * 2 ** (Math.floor(code / 2) + 11)
  if (bytes > LARGEST_DICTIONARY)
    throw new CorruptInput(
      'The data needs more memory to unpack than is allowed here. Unpack it with xz -d and load its content.',
    )
  return bytes
}

/** Passes over the index and the footer that end a stream. */
async function passIndex(source: ByteSource): Promise<void> {
  const begun = source.taken - 1
  const number = async () => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = (await exactly(source, 1))[0]!
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
      if (factor > 2 ** 49) throw damagedLzma()
    }
  }
  for (let records = await number(); records > 0; records--) {
    await number()
    await number()
  }
  await exactly(source, (4 - ((source.taken - begun) % 4)) % 4)
  const footer = await exactly(source, 16)
  if (footer.toString('latin1', 14) !== 'YZ') throw damagedLzma()
}

/** Numbers of seven bits a byte, the lowest first. */
class Numbers {
  readonly #bytes: Buffer
  at: number

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  next(): number {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = this.#bytes[this.at++]
      if (byte === undefined || factor > 2 ** 49) throw damagedLzma()
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
    }
  }
}

interface Checksum {
  update(bytes: Buffer): unknown
  digest(): Buffer
}

function checksumOf(check: number): Checksum | null {
  if (check === 1) {
    let value = 0
    return {
      update: (bytes) => (value = crc32(bytes, value)),
      digest: () => {
        const bytes = Buffer.alloc(4)
        bytes.writeUInt32LE(value)
        return bytes
      },
    }
  }
  return check === 4 ? new Crc64() : check === 10 ? createHash('sha256') : null
}

const MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])
const LZMA2 = 0x21
/** How many bytes each kind of check takes. */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]
