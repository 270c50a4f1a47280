import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { AwsFailure } from '../../failure.ts'
import type { Checksum } from './s3State.ts'

/** By the name of the algorithm in the API. XXHASH is not among them. */
const ALGORITHMS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  CRC32: (bytes) => bigEndian(crc32(bytes)),
  CRC32C: (bytes) => bigEndian(crc32c(bytes)),
  CRC64NVME: crc64Nvme,
  SHA1: (bytes) => digest('sha1', bytes),
  SHA256: (bytes) => digest('sha256', bytes),
  SHA512: (bytes) => digest('sha512', bytes),
  MD5: (bytes) => digest('md5', bytes),
}

const NAMES = Object.keys(ALGORITHMS)

/** What S3 computes if the client sends no checksum. */
const STANDARD = 'CRC64NVME'

const memberOf = (algorithm: string): string => `Checksum${algorithm}`

export const algorithmOf = ({ member }: Checksum): string => member.slice('Checksum'.length)

export function checksumOf(algorithm: string, bytes: Uint8Array): Checksum {
  const compute = ALGORITHMS[algorithm] ?? ALGORITHMS[STANDARD]!
  return {
    member: memberOf(algorithm in ALGORITHMS ? algorithm : STANDARD),
    value: Buffer.from(compute(bytes)).toString('base64'),
    type: 'FULL_OBJECT',
  }
}

/** Of a multipart upload: the checksum of the parts' checksums, with their number. */
export function compositeOf(algorithm: string, checksums: readonly Checksum[]): Checksum {
  const bytes = Buffer.concat(checksums.map(({ value }) => Buffer.from(value, 'base64')))
  const { member, value } = checksumOf(algorithm, bytes)
  return { member, value: `${value}-${checksums.length}`, type: 'COMPOSITE' }
}

/** The bytes' checksum by the client's algorithm, or by S3's own; fails where the client's differs. */
export function verifiedChecksum(
  input: object,
  bytes: Uint8Array,
  preferred: string | null | undefined,
): Checksum {
  const given = input as Readonly<Record<string, unknown>>
  if (typeof given['ContentMD5'] === 'string') verifyMd5(given['ContentMD5'], bytes)
  const sent = NAMES.filter((name) => typeof given[memberOf(name)] === 'string')
  for (const name of sent)
    if (checksumOf(name, bytes).value !== given[memberOf(name)])
      throw new AwsFailure('BadDigest', `The ${name} you specified did not match the calculated checksum.`)
  return checksumOf(sent[0] ?? preferred ?? STANDARD, bytes)
}

function verifyMd5(given: string, bytes: Uint8Array): void {
  if (Buffer.from(given, 'base64').length !== 16)
    throw new AwsFailure('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, {
      'Content-MD5': given,
    })
  const calculated = md5(bytes).toString('base64')
  if (calculated !== given)
    throw new AwsFailure('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400, {
      ExpectedDigest: given,
      CalculatedDigest: calculated,
    })
}

export const md5 = (bytes: Uint8Array): Buffer => digest('md5', bytes)

const digest = (name: string, bytes: Uint8Array): Buffer => createHash(name).update(bytes).digest()

function bigEndian(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}

/** The Castagnoli polynomial, bits reversed. */
const CRC32C = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0x82f63b78 : 0)
  return value
})

function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = CRC32C[(crc ^ byte) & 255]! ^ (crc >>> 8)
  return ~crc
}

/** The polynomial of NVMe, bits reversed, as two halves: numbers have no 64 bits. */
const CRC64_HIGH = new Uint32Array(256)
const CRC64_LOW = new Uint32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let value = BigInt(byte)
  for (let bit = 0; bit < 8; bit++) value = (value >> 1n) ^ (value & 1n ? 0x9a6c9329ac4bc9b5n : 0n)
  CRC64_HIGH[byte] = Number(value >> 32n)
  CRC64_LOW[byte] = Number(value & 0xffffffffn)
}

function crc64Nvme(bytes: Uint8Array): Uint8Array {
  let high = 0xffffffff
  let low = 0xffffffff
  for (const byte of bytes) {
    const index = (low ^ byte) & 255
    low = ((low >>> 8) | (high << 24)) ^ CRC64_LOW[index]!
    high = (high >>> 8) ^ CRC64_HIGH[index]!
  }
  return Buffer.concat([bigEndian(~high), bigEndian(~low)])
}
