import type { ByteSource } from './byteSource.ts'
import { BadBlock, BitReader, bzip2Checksum, OutOfBits, readBlock, type Bzip2Block } from './bzip2Block.ts'
import { CorruptInput } from './corruptInput.ts'
import { cutOff, spend } from './inflate.ts'
import { leftBehind, type Decompression } from './leftBehind.ts'

export function isBzip2(start: Buffer): boolean {
  return /^BZh[1-9]/.test(start.toString('latin1', 0, 4))
}

/**
 * The text of all streams of a bzip2 file. Each block has a checksum and stands for itself, so the
 * ones behind a damaged one are read.
 */
export class Bzip2Blocks {
  readonly #source: ByteSource
  readonly #needs: Decompression
  #chain: Uint32Array = new Uint32Array(0)
  /** The largest block of the stream; 0 between streams. */
  #most = 0
  /** How many bits of the next byte were taken. */
  #bit = 0
  #damaged = 0
  /** Whether another block was found behind the damage that ended the text. */
  continues = false

  constructor(source: ByteSource, needs: Decompression) {
    this.#source = source
    this.#needs = needs
  }

  /**
   * The text up to the end or to a damaged block; then it throws `CorruptInput`. If it `continues`,
   * call this again for the text of the blocks that follow.
   */
  async *text(): AsyncGenerator<Buffer> {
    this.continues = false
    for (;;) {
      if (this.#most === 0) {
        const start = await this.#source.peek(4)
        if (!isBzip2(start)) break
        this.#most = (start[3]! - 0x30) * 100_000
        if (this.#chain.length < this.#most) this.#chain = new Uint32Array(this.#most)
        await this.#source.take(4)
        this.#bit = 0
      }
      const ahead = await this.#source.peek(LARGEST_COMPRESSED)
      const bits = new BitReader(ahead, this.#bit)
      const taken = this.#source.taken
      let block: Bzip2Block
      let checksum: number
      try {
        const magic = bits.bits(24) * 2 ** 24 + bits.bits(24)
        checksum = bits.bits(16) * 2 ** 16 + bits.bits(16)
        if (magic === END) {
          await this.#take(Math.ceil(bits.at / 8) * 8)
          this.#most = 0
          continue
        }
        if (magic !== BLOCK) throw new BadBlock('magic')
        block = readBlock(bits, this.#chain, this.#most)
      } catch (error) {
        if (!(error instanceof BadBlock || error instanceof OutOfBits)) throw error
        throw await this.#damage(ahead, error instanceof OutOfBits)
      }
      await this.#take(bits.at)
      let actual = 0
      for (const piece of expandRuns(block)) {
        actual = bzip2Checksum(piece, actual)
        spend(this.#needs.budget, piece.length, this.#source.taken - taken, this.#needs.limits)
        yield piece
      }
      if (actual !== checksum) {
        this.continues = true
        this.#countDamage()
        throw new CorruptInput(
          'The compressed data is damaged here or earlier (the checksum of a block differs from the one in the file). Download the file again. Reading continued with the next block.',
        )
      }
    }
    yield* leftBehind(this.#source, this.#needs)
  }

  /** Takes everything up to a bit of what was peeked. */
  async #take(bit: number): Promise<void> {
    await this.#source.take(bit >>> 3)
    this.#bit = bit & 7
  }

  async #damage(ahead: Buffer, isAtEnd: boolean): Promise<CorruptInput> {
    this.#countDamage()
    const next = findBlock(ahead, this.#bit + 48)
    this.continues = next >= 0
    await this.#take(this.continues ? next : ahead.length * 8)
    if (isAtEnd && !this.continues) return cutOff()
    return new CorruptInput(
      `The compressed data is damaged here. Download the file again to get the rest.${this.continues ? ' Reading continued with the next block.' : ''}`,
    )
  }

  #countDamage(): void {
    if (++this.#damaged > MAX_DAMAGED)
      throw new CorruptInput(
        'Reading stopped here: the compressed data is damaged in too many places. Download the file again.',
      )
  }
}

/** Four equal bytes are followed by how many more there are. */
function* expandRuns({ chain, length, start }: Bzip2Block): Generator<Buffer> {
  let piece = Buffer.allocUnsafe(PIECE_BYTES)
  let filled = 0
  let equal = 0
  let last = -1
  let position = start
  for (let i = 0; i < length; i++) {
    const entry = chain[position]!
    const byte = entry & 0xff
    position = entry >>> 8
    if (filled + 256 > PIECE_BYTES) {
      yield piece.subarray(0, filled)
      piece = Buffer.allocUnsafe(PIECE_BYTES)
      filled = 0
    }
    if (equal === 4) {
      piece.fill(last, filled, filled + byte)
      filled += byte
      equal = 0
      last = -1
      continue
    }
    equal = byte === last ? equal + 1 : 1
    last = byte
    piece[filled++] = byte
  }
  if (filled > 0) yield piece.subarray(0, filled)
}

/** The index of the first bit of the next block's magic number; -1 if there is none. */
function findBlock(bytes: Buffer, from: number): number {
  let high = 0
  let low = 0
  for (let bit = from; bit < bytes.length * 8; bit++) {
    high = ((high << 1) | (low >>> 23)) & 0xffffff
    low = ((low << 1) | ((bytes[bit >>> 3]! >>> (7 - (bit & 7))) & 1)) & 0xffffff
    if (high === 0x314159 && low === 0x265359) return bit - 47
  }
  return -1
}

const BLOCK = 0x314159265359
const END = 0x177245385090
/** More than any block of 900,000 bytes takes. */
const LARGEST_COMPRESSED = 1_300_000
const PIECE_BYTES = 1024 * 1024
const MAX_DAMAGED = 1000
