/** Which key encrypted the data key of a message, one of possibly several. */
export interface KeyProvider {
  /** `aws-kms` for AWS KMS, else the namespace of a key that somebody has. */
  readonly namespace: string
  /** The name of the key: with AWS KMS its ARN. */
  readonly name: string
}

/** How much of a message {@link keyProvidersOf} may need. */
export const MOST_OF_HEADER = 128 * 1024

/** By version: the algorithm suites. */
const SUITES: Readonly<Record<number, readonly number[]>> = {
  1: [0x0014, 0x0046, 0x0078, 0x0114, 0x0146, 0x0178, 0x0214, 0x0346, 0x0378],
  2: [0x0478, 0x0578],
}

/** Of the first version: customer authenticated encrypted data. */
const TYPE = 0x80

/**
 * Whether bytes begin as a message of the AWS Encryption SDK does.
 * https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html
 */
export function isSealed(start: Buffer): boolean {
  if (start.length < 22) return false
  const version = start[0]!
  if (version === 1 && start[1] !== TYPE) return false
  return SUITES[version]?.includes(start.readUInt16BE(version === 1 ? 2 : 1)) === true
}

/** The keys any one of which opens the message; empty if the header is cut off. */
export function keyProvidersOf(start: Buffer): readonly KeyProvider[] {
  const reader = new HeaderReader(start, start[0] === 1 ? 1 + 1 + 2 + 16 : 1 + 2 + 32)
  try {
    reader.field()
    return Array.from({ length: reader.number() }, () => {
      const namespace = reader.field().toString()
      const info = reader.field()
      reader.field()
      return { namespace, name: nameIn(info) }
    })
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}

/** Behind the name of a raw AES key are the lengths of tag and nonce, and the nonce. */
function nameIn(info: Buffer): string {
  const end = info.length - RAW_AES.length - NONCE_BYTES
  const isRawAes = end > 0 && info.subarray(end, end + RAW_AES.length).equals(RAW_AES)
  return info.toString('utf8', 0, isRawAes ? end : info.length)
}

const NONCE_BYTES = 12
const RAW_AES = Buffer.of(0, 0, 0, 128, 0, 0, 0, NONCE_BYTES)

/** Reads past the end throw a RangeError. */
class HeaderReader {
  readonly #bytes: Buffer
  #at: number

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  number(): number {
    const value = this.#bytes.readUInt16BE(this.#at)
    this.#at += 2
    return value
  }

  /** A number of bytes, and those. */
  field(): Buffer {
    const length = this.number()
    const end = this.#at + length
    if (end > this.#bytes.length) throw new RangeError('The header is cut off.')
    const bytes = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return bytes
  }
}
