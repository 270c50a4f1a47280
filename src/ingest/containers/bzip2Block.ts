/** Bytes as a stream of bits, the highest first. Reading past the end throws `OutOfBits`. */
export class BitReader {
  readonly #bytes: Buffer
  /** The index of the next bit. */
  at: number

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  /** Up to 24 bits. */
  bits(count: number): number {
    const value = this.peek(count)
    this.at += count
    if (this.at > this.#bytes.length * 8) throw new OutOfBits()
    return value
  }

  /** Up to 24 bits that are not taken yet; zeros behind the end. */
  peek(count: number): number {
    const bytes = this.#bytes
    const byte = this.at >>> 3
    const word =
      ((bytes[byte]! << 24) | (bytes[byte + 1]! << 16) | (bytes[byte + 2]! << 8) | bytes[byte + 3]!) <<
      (this.at & 7)
    return count === 0 ? 0 : word >>> (32 - count)
  }
}

/** The data ends inside a block. */
export class OutOfBits extends Error {}

/** The data of a block is not valid. */
export class BadBlock extends Error {}

/** A block of bzip2, decoded as far as the transform: its bytes before runs are expanded. */
export interface Bzip2Block {
  /** For each position, its byte in the low 8 bits and the next position above. */
  readonly chain: Uint32Array
  readonly length: number
  /** The position of the first byte. */
  readonly start: number
}

/** Decodes the block behind its magic number and its checksum. `most`: of the stream's blocks. */
export function readBlock(bits: BitReader, chain: Uint32Array, most: number): Bzip2Block {
  if (bits.bits(1) === 1) throw new BadBlock('randomized')
  const origin = bits.bits(24)
  const symbols = readSymbols(bits)
  const alphabet = symbols.length + 2
  const tables = bits.bits(3)
  const selectorCount = bits.bits(15)
  if (tables < 2 || tables > 6 || selectorCount === 0 || symbols.length === 0) throw new BadBlock('tables')
  const selectors = readSelectors(bits, tables, selectorCount)
  const codes = Array.from({ length: tables }, () => readCode(bits, alphabet))
  const counts = new Uint32Array(256)
  const order = Uint8Array.from(symbols)
  let length = 0
  let run = 0
  let weight = 1
  const end = alphabet - 1
  for (let group = 0, left = 0, code = codes[0]!; ; left--) {
    if (left === 0) {
      if (group === selectorCount) throw new BadBlock('selectors')
      code = codes[selectors[group++]!]!
      left = GROUP
    }
    const symbol = readSymbol(bits, code)
    if (symbol < 2) {
      run += weight << symbol
      weight <<= 1
      if (run > most) throw new BadBlock('run')
      continue
    }
    if (run > 0) {
      if (length + run > most) throw new BadBlock('length')
      const byte = order[0]!
      counts[byte]! += run
      chain.fill(byte, length, length + run)
      length += run
      run = 0
      weight = 1
    }
    if (symbol === end) break
    if (length >= most) throw new BadBlock('length')
    const byte = order[symbol - 1]!
    order.copyWithin(1, 0, symbol - 1)
    order[0] = byte
    counts[byte]!++
    chain[length++] = byte
  }
  if (origin >= length) throw new BadBlock('origin')
  invert(chain, length, counts)
  return { chain, length, start: chain[origin]! >>> 8 }
}

/** Undoes the transform: above each byte, the position of the one that follows it. */
function invert(chain: Uint32Array, length: number, counts: Uint32Array): void {
  const next = new Uint32Array(256)
  let sum = 0
  for (let byte = 0; byte < 256; byte++) {
    next[byte] = sum
    sum += counts[byte]!
  }
  for (let i = 0; i < length; i++) chain[next[chain[i]! & 0xff]!++]! |= i << 8
}

function readSymbols(bits: BitReader): number[] {
  const symbols: number[] = []
  const ranges = bits.bits(16)
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >>> range)) === 0) continue
    const used = bits.bits(16)
    for (let i = 0; i < 16; i++) if ((used & (0x8000 >>> i)) !== 0) symbols.push(range * 16 + i)
  }
  return symbols
}

function readSelectors(bits: BitReader, tables: number, count: number): Uint8Array {
  const order = Array.from({ length: tables }, (_, table) => table)
  const selectors = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    let index = 0
    while (bits.bits(1) === 1) if (++index >= tables) throw new BadBlock('selector')
    const [table] = order.splice(index, 1)
    order.unshift(table!)
    selectors[i] = table!
  }
  return selectors
}

/** A Huffman code, by the lengths of its words. */
interface Code {
  readonly least: number
  readonly longest: number
  /** For each length: the highest word of it, and where its symbols begin. */
  readonly limits: Int32Array
  readonly offsets: Int32Array
  readonly symbols: Uint16Array
}

function readCode(bits: BitReader, alphabet: number): Code {
  const lengths = new Uint8Array(alphabet)
  let length = bits.bits(5)
  for (let symbol = 0; symbol < alphabet; symbol++) {
    for (;;) {
      if (length < 1 || length > LONGEST_WORD) throw new BadBlock('code')
      if (bits.bits(1) === 0) break
      length += bits.bits(1) === 0 ? 1 : -1
    }
    lengths[symbol] = length
  }
  const counts = new Int32Array(LONGEST_WORD + 2)
  for (const one of lengths) counts[one]!++
  const limits = new Int32Array(LONGEST_WORD + 2)
  const offsets = new Int32Array(LONGEST_WORD + 2)
  const symbols = new Uint16Array(alphabet)
  let word = 0
  let filled = 0
  for (let size = 1; size <= LONGEST_WORD; size++) {
    offsets[size] = filled - word
    for (let symbol = 0; symbol < alphabet; symbol++) if (lengths[symbol] === size) symbols[filled++] = symbol
    word += counts[size]!
    limits[size] = word - 1
    word <<= 1
  }
  return {
    least: Math.min(...lengths),
    longest: Math.max(...lengths),
    limits,
    offsets,
    symbols,
  }
}

function readSymbol(bits: BitReader, { least, longest, limits, offsets, symbols }: Code): number {
  const ahead = bits.peek(LONGEST_WORD)
  for (let size = least; size <= longest; size++) {
    const word = ahead >>> (LONGEST_WORD - size)
    if (word > limits[size]!) continue
    bits.bits(size)
    const symbol = symbols[word + offsets[size]!]
    if (symbol === undefined) break
    return symbol
  }
  throw new BadBlock('word')
}

/** The checksum of bzip2: CRC-32 with the highest bit first. */
export function bzip2Checksum(bytes: Uint8Array, before: number): number {
  let crc = ~before
  for (let i = 0; i < bytes.length; i++) crc = (crc << 8) ^ CRC_TABLE[((crc >>> 24) ^ bytes[i]!) & 0xff]!
  return ~crc >>> 0
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let i = 0; i < 8; i++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  return crc
})

const GROUP = 50
const LONGEST_WORD = 20
