import { inflateRawSync } from 'node:zlib'
import { CorruptInput } from './corruptInput.ts'
import { corruptInputOf, cutOff } from './inflate.ts'
import { LARGEST_AT_ONCE, longestPrefix, textAndLength } from './inflateAtOnce.ts'

/** The length of the gzip header at the start of these bytes; null if there is none. */
export function gzipHeaderLength(bytes: Buffer): number | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return null
  const flags = bytes[3] ?? 0xff
  if ((flags & 0xe0) !== 0 || bytes.length < 10) return null
  let at = 10
  if ((flags & HAS_EXTRA) !== 0) at += 2 + (bytes.length < at + 2 ? 0 : bytes.readUInt16LE(at))
  for (const flag of [HAS_NAME, HAS_COMMENT])
    if ((flags & flag) !== 0) {
      const end = bytes.indexOf(0, at)
      if (end < 0) return null
      at = end + 1
    }
  if ((flags & HAS_CHECKSUM) !== 0) at += 2
  return at <= bytes.length ? at : null
}

/** Whether these few bytes at the end of a stream can be the beginning of a gzip header. */
export function beginsGzipHeader(bytes: Buffer): boolean {
  return bytes.length < 4 && bytes.length > 0 && bytes.equals(MAGIC.subarray(0, bytes.length))
}

/**
 * The index of the next gzip member in these bytes, from `from` on: a header whose data can be
 * decompressed at least in part. -1 if there is none.
 */
export function findGzipMember(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(MAGIC, from); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
    const header = gzipHeaderLength(bytes.subarray(at, at + LONGEST_HEADER))
    if (header === null || !isUsual(bytes, at)) continue
    const start = bytes.subarray(at + header, at + header + TRIED_BYTES)
    const { text, damage } = memberText(start, TRIED_TEXT)
    if (damage === null || text === null || text.length > 0) return at
  }
  return -1
}

/** The index of the last gzip header in these bytes; 0 if there is none behind the start. */
export function findLastGzipHeader(bytes: Buffer): number {
  for (let at = bytes.lastIndexOf(MAGIC); at > 0; at = bytes.lastIndexOf(MAGIC, at - 1))
    if (gzipHeaderLength(bytes.subarray(at, at + LONGEST_HEADER)) !== null && isUsual(bytes, at)) return at
  return 0
}

/** The operating system and the extra flags that writers of gzip give: few values are in use. */
function isUsual(bytes: Buffer, at: number): boolean {
  const extraFlags = bytes[at + 8]!
  const system = bytes[at + 9]!
  return (extraFlags === 0 || extraFlags === 2 || extraFlags === 4) && (system <= 13 || system === 255)
}

/** One member's data, decompressed. */
export interface MemberText {
  /** Everything before the break; null if it is longer than `most`. */
  readonly text: Buffer | null
  /** The length of the deflate data, without the trailer; of a damaged one up to the break. */
  readonly length: number
  readonly damage: CorruptInput | null
}

/** Decompresses the deflate data at the start of these bytes, behind a member's header. */
export function memberText(bytes: Buffer, most = LARGEST_AT_ONCE): MemberText {
  try {
    return { ...textAndLength(inflateRawSync, bytes, { maxOutputLength: most }), damage: null }
  } catch (error) {
    const damage = corruptInputOf(error)
    return damage
      ? { ...longestPrefix(inflateRawSync, bytes, most), damage }
      : { text: null, length: 0, damage: null }
  }
}

/** Why a member's trailer does not match its text; null if it does. */
export function trailerDamage(trailer: Buffer, checksum: number, size: number): CorruptInput | null {
  if (trailer.length < TRAILER_BYTES) return cutOff()
  const what =
    trailer.readUInt32LE(0) !== checksum
      ? 'checksum'
      : trailer.readUInt32LE(4) !== size % 2 ** 32
        ? 'length'
        : null
  return what === null
    ? null
    : new CorruptInput(
        `The compressed data is damaged here or earlier (its ${what} differs from the one in the file). Download the file again.`,
      )
}

export const TRAILER_BYTES = 8
export const LONGEST_HEADER = 64 * 1024
const MAGIC = Buffer.from([0x1f, 0x8b, 8])
const HAS_CHECKSUM = 2
const HAS_EXTRA = 4
const HAS_NAME = 8
const HAS_COMMENT = 16
const TRIED_BYTES = 64 * 1024
const TRIED_TEXT = 256 * 1024
