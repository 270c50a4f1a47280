/**
 * The zip of an evidence bundle. Of a zip file's many ways there is exactly one here, so that every byte of a bundle
 * follows from the names and contents of its parts, and a changed one can be named:
 *
 *     for each part   local header · data · trailer (deflated parts only)
 *     directory       one entry a part · zip64 end · zip64 locator · end
 *
 * Sizes of the directory are always those of zip64, and all times are 1980-01-01, the first that a zip can say. A
 * deflated part is written before its size is known, so its sizes and checksum are in the trailer.
 */

/** What a zip says of a part. */
export interface ZipPart {
  /** ASCII. */
  readonly name: string
  readonly method: 'stored' | 'deflated'
  /** CRC-32 of the content. */
  readonly crc: number
  /** Of the data: the content, deflated or as it is. */
  readonly storedBytes: number
  /** Of the content. */
  readonly bytes: number
}

/** What both the header of a part and the directory say of its content. */
export type Sizes = Pick<ZipPart, 'crc' | 'storedBytes' | 'bytes'>

const METHODS = { stored: 0, deflated: 8 } as const
const VERSION = 45
const SIZES_FOLLOW = 0x08
const FIRST_DATE = 0x21
const IN_EXTRA = 0xffffffff

const LOCAL = 0x04034b50
const TRAILER = 0x08074b50
const ENTRY = 0x02014b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const END = 0x06054b50

const TRAILER_BYTES = 24
/** The three ends after the directory's entries. */
export const ENDS_BYTES = 56 + 20 + 22

export function localHeader({ name, method, crc, storedBytes, bytes }: ZipPart): Buffer {
  const isStored = method === 'stored'
  const extra = isStored ? Buffer.alloc(0) : extraOf([0, 0])
  const header = Buffer.alloc(30)
  header.writeUInt32LE(LOCAL, 0)
  writeCommon(header, 4, method)
  if (isStored) {
    header.writeUInt32LE(crc, 14)
    header.writeUInt32LE(storedBytes, 18)
    header.writeUInt32LE(bytes, 22)
  } else {
    header.writeUInt32LE(IN_EXTRA, 18)
    header.writeUInt32LE(IN_EXTRA, 22)
  }
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, Buffer.from(name, 'latin1'), extra])
}

/** The name in a header. */
export const nameIn = (header: Buffer): string =>
  header.length < 30 ? '' : header.toString('latin1', 30, 30 + header.readUInt16LE(26))

/** What follows the data of a part. */
export function trailerOf({ method, crc, storedBytes, bytes }: ZipPart): Buffer {
  if (method === 'stored') return Buffer.alloc(0)
  const trailer = Buffer.alloc(TRAILER_BYTES)
  trailer.writeUInt32LE(TRAILER, 0)
  trailer.writeUInt32LE(crc, 4)
  trailer.writeBigUInt64LE(BigInt(storedBytes), 8)
  trailer.writeBigUInt64LE(BigInt(bytes), 16)
  return trailer
}

/** What the zip itself says of a part's content: in the header of a stored one, in the trailer of another. */
export function sizesIn(header: Buffer, trailer: Buffer, { method }: Pick<ZipPart, 'method'>): Sizes | null {
  if (method === 'stored')
    return header.length < 30
      ? null
      : { crc: header.readUInt32LE(14), storedBytes: header.readUInt32LE(18), bytes: header.readUInt32LE(22) }
  return trailer.length < TRAILER_BYTES
    ? null
    : {
        crc: trailer.readUInt32LE(4),
        storedBytes: Number(trailer.readBigUInt64LE(8)),
        bytes: Number(trailer.readBigUInt64LE(16)),
      }
}

/** How many bytes of the zip a part takes. */
export function lengthOf(part: ZipPart): number {
  return localHeader(part).length + part.storedBytes + trailerOf(part).length
}

/** The end of the zip, after these parts. */
export function directoryOf(parts: readonly ZipPart[]): Buffer {
  let offset = 0
  const entries = parts.map((part) => {
    const entry = directoryEntry(part, offset)
    offset += lengthOf(part)
    return entry
  })
  const size = entries.reduce((sum, entry) => sum + entry.length, 0)
  const ends = Buffer.alloc(ENDS_BYTES)
  ends.writeUInt32LE(END_64, 0)
  ends.writeBigUInt64LE(44n, 4)
  ends.writeUInt16LE(VERSION, 12)
  ends.writeUInt16LE(VERSION, 14)
  ends.writeBigUInt64LE(BigInt(parts.length), 24)
  ends.writeBigUInt64LE(BigInt(parts.length), 32)
  ends.writeBigUInt64LE(BigInt(size), 40)
  ends.writeBigUInt64LE(BigInt(offset), 48)
  ends.writeUInt32LE(LOCATOR_64, 56)
  ends.writeBigUInt64LE(BigInt(offset + size), 64)
  ends.writeUInt32LE(1, 72)
  ends.writeUInt32LE(END, 76)
  ends.writeUInt16LE(0xffff, 84)
  ends.writeUInt16LE(0xffff, 86)
  ends.writeUInt32LE(IN_EXTRA, 88)
  ends.writeUInt32LE(IN_EXTRA, 92)
  return Buffer.concat([...entries, ends])
}

/** How long the directory's entries are, according to the ends. */
export const entriesLength = (ends: Buffer): number => Number(ends.readBigUInt64LE(40))

/** The parts that the directory's entries name; null where they are none. */
export function partsIn(entries: Buffer): readonly ZipPart[] | null {
  const parts: ZipPart[] = []
  for (let at = 0; at < entries.length; at += ENTRY_BYTES + parts.at(-1)!.name.length) {
    if (at + ENTRY_BYTES > entries.length) return null
    const nameLength = entries.readUInt16LE(at + 28)
    const extra = at + 46 + nameLength
    if (extra + EXTRA_BYTES > entries.length) return null
    const part = {
      name: entries.toString('latin1', at + 46, extra),
      method: entries.readUInt16LE(at + 10) === METHODS.stored ? 'stored' : 'deflated',
      crc: entries.readUInt32LE(at + 16),
      bytes: Number(entries.readBigUInt64LE(extra + 4)),
      storedBytes: Number(entries.readBigUInt64LE(extra + 12)),
    } as const
    const most = part.method === 'stored' ? IN_EXTRA - 1 : Number.MAX_SAFE_INTEGER
    if (part.bytes > most || part.storedBytes > most) return null
    parts.push(part)
  }
  return parts
}

/** Two sizes and an offset. */
const EXTRA_BYTES = 4 + 3 * 8
const ENTRY_BYTES = 46 + EXTRA_BYTES

function directoryEntry({ name, method, crc, storedBytes, bytes }: ZipPart, offset: number): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(ENTRY, 0)
  entry.writeUInt16LE(VERSION, 4)
  writeCommon(entry, 6, method)
  entry.writeUInt32LE(crc, 16)
  entry.writeUInt32LE(IN_EXTRA, 20)
  entry.writeUInt32LE(IN_EXTRA, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt16LE(EXTRA_BYTES, 30)
  entry.writeUInt32LE(IN_EXTRA, 42)
  return Buffer.concat([entry, Buffer.from(name, 'latin1'), extraOf([bytes, storedBytes, offset])])
}

/** Version, flags, method, time and date. */
function writeCommon(header: Buffer, at: number, method: ZipPart['method']): void {
  header.writeUInt16LE(VERSION, at)
  header.writeUInt16LE(method === 'stored' ? 0 : SIZES_FOLLOW, at + 2)
  header.writeUInt16LE(METHODS[method], at + 4)
  header.writeUInt16LE(FIRST_DATE, at + 8)
}

/** The field in which zip64 has its numbers. */
function extraOf(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * numbers.length)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(8 * numbers.length, 2)
  numbers.forEach((number, index) => extra.writeBigUInt64LE(BigInt(number), 4 + 8 * index))
  return extra
}
