const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * Repeatable random numbers: the same parts (a seed, a day, a name) always give the same numbers.
 * The generator is sfc32; its 128 bits of state keep thousands of streams apart.
 */
export class Chance {
  #a: number
  #b: number
  #c: number
  #d: number

  constructor(...parts: readonly (string | number)[]) {
    const text = parts.join('/')
    let a = 1779033703
    let b = 3144134277
    let c = 1013904242
    let d = 2773480762
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      a = b ^ Math.imul(a ^ code, 597399067)
      b = c ^ Math.imul(b ^ code, 2869860233)
      c = d ^ Math.imul(c ^ code, 951274213)
      d = a ^ Math.imul(d ^ code, 2716044179)
    }
    this.#a = a
    this.#b = b
    this.#c = c
    this.#d = d
    for (let round = 0; round < 12; round++) this.uint32()
  }

  uint32(): number {
    const sum = (this.#a + this.#b + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    return sum >>> 0
  }

  /** From 0 to below 1. */
  next(): number {
    return this.uint32() / 4294967296
  }

  /** A number from `low` to below `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  /** A whole number, both ends inclusive. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  happens(probability: number): boolean {
    return this.next() < probability
  }

  /** One of a list that is not empty. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)]
    if (item === undefined) throw new Error('There is nothing to pick from')
    return item
  }

  /** One of a list of [weight, item], with a probability in proportion to its weight. */
  weighted<T>(items: readonly (readonly [number, T])[]): T {
    let left = this.next() * items.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, item] of items) {
      left -= weight
      if (left < 0) return item
    }
    throw new Error('There is nothing to weigh')
  }

  /** A whole number with the mean `mean`. */
  about(mean: number): number {
    return Math.floor(mean * this.between(0.6, 1.4) + this.next())
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, place: this.uint32() }))
      .toSorted((one, other) => one.place - other.place)
      .map(({ item }) => item)
  }

  characters(alphabet: string, length: number): string {
    // One draw is enough for five characters of an alphabet of sixty-four.
    let text = ''
    let draw = 0
    for (let index = 0; index < length; index++) {
      if (index % 5 === 0) draw = this.uint32()
      text += alphabet[draw % alphabet.length]
      draw = Math.floor(draw / alphabet.length)
    }
    return text
  }

  hex(length: number): string {
    let text = ''
    for (let index = 0; index < length; index += 4) {
      const draw = this.uint32()
      text += BYTES[draw & 255] ?? ''
      text += BYTES[(draw >>> 8) & 255] ?? ''
    }
    return text.length === length ? text : text.slice(0, length)
  }
}
