import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFileForTest {
  readonly name: string
  readonly content: string | Uint8Array
  readonly stored?: boolean
  /** Size and checksum after the data, as streaming writers do. */
  readonly trailer?: boolean
  readonly encrypted?: boolean
  readonly method?: number
  /** The content, compressed by another method. */
  readonly data?: Buffer
  readonly wrongChecksum?: boolean
}

/** A zip archive of some files. */
export function zip(files: readonly ZipFileForTest[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const content = Buffer.from(file.content)
    const data = file.data ?? (file.stored ? content : deflateRawSync(content))
    const name = Buffer.from(file.name)
    const checksum = (crc32(content) ^ (file.wrongChecksum ? 1 : 0)) >>> 0
    const flags = 0x0800 | (file.trailer ? 8 : 0) | (file.encrypted ? 1 : 0)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(file.method ?? (file.stored ? 0 : 8), 4)
    common.writeUInt16LE(name.length, 22)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(checksum, 0)
    sizes.writeUInt32LE(data.length, 4)
    sizes.writeUInt32LE(content.length, 8)
    if (!file.trailer) sizes.copy(common, 10)
    const whole = [
      uint32(0x04034b50),
      Buffer.from(common),
      name,
      data,
      ...(file.trailer ? [uint32(0x08074b50), sizes] : []),
    ]
    sizes.copy(common, 10)
    directory.push(
      Buffer.concat([
        uint32(0x02014b50),
        uint16(20),
        common,
        Buffer.alloc(10),
        uint32(0),
        uint32(offset),
        name,
      ]),
    )
    parts.push(Buffer.concat(whole))
    offset += parts.at(-1)!.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.concat([
    uint32(0x06054b50),
    Buffer.alloc(4),
    uint16(files.length),
    uint16(files.length),
    uint32(listing.length),
    uint32(offset),
    uint16(0),
  ])
  return Buffer.concat([...parts, listing, end])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
