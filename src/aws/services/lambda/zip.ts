import { crc32 } from 'node:zlib'

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END = 0x06054b50
const END_LENGTH = 22
/** What may follow the last record: a comment of at most 65,535 bytes. */
const LONGEST_END = END_LENGTH + 65_535
/** 1980-01-01, the first day that a zip can name. */
const FIRST_DAY = 0x21

/** An archive of one file, stored as it is. The same file always gives the same bytes. */
export function zipOf(name: string, text: string): Buffer {
  const path = Buffer.from(name)
  const data = Buffer.from(text)
  // Version, flags, method, time, date, CRC-32, both sizes, and the lengths of name and extra field.
  const entry = Buffer.alloc(26)
  entry.writeUInt16LE(10, 0)
  entry.writeUInt16LE(FIRST_DAY, 8)
  entry.writeUInt32LE(crc32(data), 10)
  entry.writeUInt32LE(data.length, 14)
  entry.writeUInt32LE(data.length, 18)
  entry.writeUInt16LE(path.length, 22)
  const local = Buffer.concat([signature(LOCAL_HEADER), entry, path, data])
  // The version that made it is in front; comment, disk, attributes and offset are all zero.
  const central = Buffer.concat([signature(CENTRAL_HEADER), Buffer.of(10, 0), entry, Buffer.alloc(14), path])
  const end = Buffer.alloc(END_LENGTH)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

/** How many files an archive has; null if the bytes are no zip archive. */
export function filesInZip(bytes: Uint8Array): number | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const from = Math.max(0, data.length - LONGEST_END)
  const end = data.lastIndexOf(signature(END))
  if (end < from || end + END_LENGTH > data.length) return null
  const count = data.readUInt16LE(end + 10)
  const directory = data.readUInt32LE(end + 16)
  if (count === 0) return 0
  const begins = directory + 4 <= data.length && data.readUInt32LE(directory) === CENTRAL_HEADER
  return begins ? count : null
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
