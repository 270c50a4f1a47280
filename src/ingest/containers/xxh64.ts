/** The checksum of Zstandard: XXH64 with seed 0. */
export class Xxh64 {
  #a = (P1 + P2) & MASK
  #b = P2
  #c = 0n
  #d = -P1 & MASK
  #tail: Buffer = Buffer.alloc(0)
  #length = 0

  update(bytes: Buffer): void {
    this.#length += bytes.length
    const all = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes
    let at = 0
    for (; at + 32 <= all.length; at += 32) {
      this.#a = round(this.#a, all.readBigUInt64LE(at))
      this.#b = round(this.#b, all.readBigUInt64LE(at + 8))
      this.#c = round(this.#c, all.readBigUInt64LE(at + 16))
      this.#d = round(this.#d, all.readBigUInt64LE(at + 24))
    }
    this.#tail = Buffer.from(all.subarray(at))
  }

  /** The lower half of the checksum of everything so far. */
  low32(): number {
    let hash = this.#length < 32 ? P5 : this.#merged()
    hash = (hash + BigInt(this.#length)) & MASK
    const tail = this.#tail
    let at = 0
    for (; at + 8 <= tail.length; at += 8) {
      hash ^= round(0n, tail.readBigUInt64LE(at))
      hash = (rotate(hash, 27n) * P1 + P4) & MASK
    }
    if (at + 4 <= tail.length) {
      hash ^= (BigInt(tail.readUInt32LE(at)) * P1) & MASK
      hash = (rotate(hash, 23n) * P2 + P3) & MASK
      at += 4
    }
    for (; at < tail.length; at++) {
      hash ^= (BigInt(tail[at]!) * P5) & MASK
      hash = (rotate(hash, 11n) * P1) & MASK
    }
    hash = ((hash ^ (hash >> 33n)) * P2) & MASK
    hash = ((hash ^ (hash >> 29n)) * P3) & MASK
    return Number((hash ^ (hash >> 32n)) & 0xffffffffn)
  }

  #merged(): bigint {
    const lanes = [this.#a, this.#b, this.#c, this.#d]
    const sum = rotate(this.#a, 1n) + rotate(this.#b, 7n) + rotate(this.#c, 12n) + rotate(this.#d, 18n)
    return lanes.reduce((hash, lane) => ((hash ^ round(0n, lane)) * P1 + P4) & MASK, sum & MASK)
  }
}

function round(lane: bigint, input: bigint): bigint {
  return (rotate((lane + input * P2) & MASK, 31n) * P1) & MASK
}

function rotate(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & MASK
}

const MASK = 0xffffffffffffffffn
const P1 = 0x9e3779b185ebca87n
const P2 = 0xc2b2ae3d27d4eb4fn
const P3 = 0x165667b19e3779f9n
const P4 = 0x85ebca77c2b2ae63n
const P5 = 0x27d4eb2f165667c5n
