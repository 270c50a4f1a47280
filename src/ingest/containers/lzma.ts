/** Where the data breaks, with what could be decoded. */
export class LzmaBreak extends Error {
  readonly text: Buffer
  /** Whether the input ends too early; otherwise it is not valid. */
  readonly isCut: boolean

  constructor(text: Buffer, isCut: boolean) {
    super()
    this.text = text
    this.isCut = isCut
  }
}

/** The data is not valid. */
class BadLzma extends Error {}

/** The parameters of a stream: how much of the text and of the position selects a context. */
export interface LzmaProperties {
  readonly lc: number
  readonly lp: number
  readonly pb: number
}

/** The three parameters of a byte; null if it is not valid. */
export function lzmaProperties(byte: number): LzmaProperties | null {
  if (byte >= 9 * 5 * 5) return null
  return { lc: byte % 9, lp: Math.floor(byte / 9) % 5, pb: Math.floor(byte / 45) }
}

/**
 * Decodes LZMA, as in .lzma, .xz and .7z. Input is given in pieces; the text so far, up to the size
 * of the dictionary, is kept to refer to.
 */
export class LzmaDecoder {
  readonly #most: number
  #dictionary: Buffer
  /** Where the next byte goes in the dictionary. */
  #at = 0
  /** How many bytes since the dictionary was reset. */
  #total = 0
  #probabilities = new Uint16Array(0)
  #lc = 0
  #literalMask = 0
  #positionMask = 0
  #state = 0
  #rep0 = 0
  #rep1 = 0
  #rep2 = 0
  #rep3 = 0
  #range = 0
  #code = 0
  #input: Buffer = Buffer.alloc(0)
  #inputAt = 0
  /** How much of a match is still to be copied. */
  #left = 0
  /** Whether the mark of the end was read. */
  hasEnded = false

  constructor(dictionaryBytes: number) {
    this.#most = Math.max(dictionaryBytes, LEAST_DICTIONARY)
    this.#dictionary = Buffer.alloc(LEAST_DICTIONARY)
  }

  resetDictionary(): void {
    this.#total = 0
  }

  setProperties({ lc, lp, pb }: LzmaProperties): void {
    this.#lc = lc
    this.#literalMask = (1 << lp) - 1
    this.#positionMask = (1 << pb) - 1
    const size = LITERALS + (0x300 << (lc + lp))
    if (this.#probabilities.length !== size) this.#probabilities = new Uint16Array(size)
  }

  resetState(): void {
    this.#probabilities.fill(1024)
    this.#state = this.#rep0 = this.#rep1 = this.#rep2 = this.#rep3 = this.#left = 0
  }

  /** The five bytes that begin a stream or a chunk. */
  begin(bytes: Buffer): void {
    if (bytes[0] !== 0) throw new LzmaBreak(Buffer.alloc(0), false)
    this.#range = 0xffffffff
    this.#code = bytes.readUInt32BE(1)
  }

  /** Text that is stored as it is. */
  put(bytes: Buffer): void {
    for (const byte of bytes) this.#put(byte)
  }

  /**
   * Decodes up to `most` bytes, at most a megabyte. `input`: what is left of the stream, of which
   * `taken` bytes are used. If more input follows, it stops before it needs it.
   */
  decode(input: Buffer, most: number, isLast: boolean): { text: Buffer; taken: number } {
    const begun = this.#total
    const safe = isLast ? input.length : input.length - LONGEST_SYMBOL
    this.#input = input
    this.#inputAt = 0
    try {
      while (this.#total - begun < most && !this.hasEnded && (this.#left > 0 || this.#inputAt <= safe)) {
        if (this.#left > 0) {
          this.#put(this.#byteAt(this.#rep0 + 1))
          this.#left--
          continue
        }
        this.#symbol()
        if (this.#inputAt > input.length) throw new LzmaBreak(this.#tail(this.#total - begun), true)
      }
    } catch (error) {
      throw error instanceof BadLzma ? new LzmaBreak(this.#tail(this.#total - begun), false) : error
    }
    return { text: this.#tail(this.#total - begun), taken: Math.min(this.#inputAt, input.length) }
  }

  #symbol(): void {
    const position = this.#total & this.#positionMask
    const state = this.#state
    if (this.#bit(IS_MATCH + (state << 4) + position) === 0) return this.#literal()
    let length: number
    if (this.#bit(IS_REP + state) === 0) {
      this.#rep3 = this.#rep2
      this.#rep2 = this.#rep1
      this.#rep1 = this.#rep0
      length = this.#length(MATCH_LENGTH, position)
      this.#state = state < 7 ? 7 : 10
      this.#rep0 = this.#distance(length)
      if (this.#rep0 === 0xffffffff) {
        this.hasEnded = true
        return
      }
    } else {
      if (this.#bit(IS_REP_0 + state) === 0) {
        if (this.#bit(IS_REP_0_LONG + (state << 4) + position) === 0) {
          this.#checkDistance()
          this.#state = state < 7 ? 9 : 11
          this.#put(this.#byteAt(this.#rep0 + 1))
          return
        }
      } else {
        let distance = this.#rep1
        if (this.#bit(IS_REP_1 + state) === 1) {
          distance = this.#rep2
          if (this.#bit(IS_REP_2 + state) === 1) {
            distance = this.#rep3
            this.#rep3 = this.#rep2
          }
          this.#rep2 = this.#rep1
        }
        this.#rep1 = this.#rep0
        this.#rep0 = distance
      }
      length = this.#length(REP_LENGTH, position)
      this.#state = state < 7 ? 8 : 11
    }
    this.#checkDistance()
    this.#left = length + 2
  }

  #checkDistance(): void {
    if (this.#rep0 >= this.#total || this.#rep0 >= this.#most) throw new BadLzma()
  }

  #literal(): void {
    const before = this.#total === 0 ? 0 : this.#byteAt(1)
    const context = ((this.#total & this.#literalMask) << this.#lc) + (before >>> (8 - this.#lc))
    const base = LITERALS + 0x300 * context
    let symbol = 1
    if (this.#state >= 7) {
      if (this.#rep0 >= this.#total) throw new BadLzma()
      let match = this.#byteAt(this.#rep0 + 1)
      while (symbol < 0x100) {
        const matchBit = (match >>> 7) & 1
        match <<= 1
        const bit = this.#bit(base + ((1 + matchBit) << 8) + symbol)
        symbol = (symbol << 1) | bit
        if (matchBit !== bit) break
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(base + symbol)
    this.#put(symbol & 0xff)
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6
  }

  #length(base: number, position: number): number {
    if (this.#bit(base) === 0) return this.#tree(base + 2 + (position << 3), 3)
    if (this.#bit(base + 1) === 0) return 8 + this.#tree(base + 130 + (position << 3), 3)
    return 16 + this.#tree(base + 258, 8)
  }

  #distance(length: number): number {
    const slot = this.#tree(SLOTS + (Math.min(length, 3) << 6), 6)
    if (slot < 4) return slot
    const bits = (slot >>> 1) - 1
    const high = (2 | (slot & 1)) * 2 ** bits
    if (slot < 14) return high + this.#reverseTree(SPECIAL + high - slot, bits)
    let middle = 0
    for (let i = bits - 4; i > 0; i--) {
      this.#range >>>= 1
      const isSet = this.#code >= this.#range
      if (isSet) this.#code -= this.#range
      middle = middle * 2 + (isSet ? 1 : 0)
      this.#normalize()
    }
    return high + middle * 16 + this.#reverseTree(ALIGN, 4)
  }

  #tree(base: number, bits: number): number {
    let symbol = 1
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.#bit(base + symbol)
    return symbol - (1 << bits)
  }

  #reverseTree(base: number, bits: number): number {
    let symbol = 1
    let value = 0
    for (let i = 0; i < bits; i++) {
      const bit = this.#bit(base + symbol)
      symbol = (symbol << 1) | bit
      value |= bit << i
    }
    return value
  }

  #bit(index: number): number {
    const probability = this.#probabilities[index]!
    const bound = (this.#range >>> 11) * probability
    let bit: number
    if (this.#code < bound) {
      this.#range = bound
      this.#probabilities[index] = probability + ((2048 - probability) >>> 5)
      bit = 0
    } else {
      this.#range -= bound
      this.#code -= bound
      this.#probabilities[index] = probability - (probability >>> 5)
      bit = 1
    }
    this.#normalize()
    return bit
  }

  #normalize(): void {
    if (this.#range >= 0x1000000) return
    this.#range = this.#range * 256
    // Behind the end it counts on, which `decode` notices.
    this.#code = ((this.#code << 8) | (this.#input[this.#inputAt++] ?? 0)) >>> 0
  }

  #byteAt(distance: number): number {
    const at = this.#at - distance
    return this.#dictionary[at < 0 ? at + this.#dictionary.length : at]!
  }

  #put(byte: number): void {
    if (this.#at === this.#dictionary.length) {
      if (this.#at < this.#most) this.#grow()
      else this.#at = 0
    }
    this.#dictionary[this.#at++] = byte
    this.#total++
  }

  #grow(): void {
    const grown = Buffer.alloc(Math.min(this.#most, 2 * this.#dictionary.length))
    this.#dictionary.copy(grown)
    this.#dictionary = grown
  }

  /** The last bytes of the text. */
  #tail(length: number): Buffer {
    const start = this.#at - length
    if (start >= 0) return Buffer.from(this.#dictionary.subarray(start, this.#at))
    return Buffer.concat([
      this.#dictionary.subarray(this.#dictionary.length + start),
      this.#dictionary.subarray(0, this.#at),
    ])
  }
}

/** A symbol takes no more bytes than this. */
const LONGEST_SYMBOL = 24
const LEAST_DICTIONARY = 2 * 1024 * 1024

// Where the probabilities of each kind begin.
const IS_MATCH = 0
const IS_REP = IS_MATCH + 192
const IS_REP_0 = IS_REP + 12
const IS_REP_1 = IS_REP_0 + 12
const IS_REP_2 = IS_REP_1 + 12
const IS_REP_0_LONG = IS_REP_2 + 12
const SLOTS = IS_REP_0_LONG + 192
const SPECIAL = SLOTS + 256
const ALIGN = SPECIAL + 128
const MATCH_LENGTH = ALIGN + 16
const REP_LENGTH = MATCH_LENGTH + 514
const LITERALS = REP_LENGTH + 514
