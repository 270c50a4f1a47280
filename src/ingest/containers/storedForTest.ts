import { crc32 } from 'node:zlib'

/** A Zstandard frame whose blocks are stored as they are. */
export function zstdOfStored(bytes: Buffer, blockBytes = 64 * 1024): Buffer {
  const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38])]
  for (let at = 0; ; at += blockBytes) {
    const block = bytes.subarray(at, at + blockBytes)
    const isLast = at + blockBytes >= bytes.length
    const head = Buffer.alloc(3)
    head.writeUIntLE((block.length << 3) | (isLast ? 1 : 0), 0, 3)
    parts.push(head, block)
    if (isLast) return Buffer.concat(parts)
  }
}

/** An .xz file whose chunks are stored as they are. */
export function xzOfStored(bytes: Buffer): Buffer {
  const flags = Buffer.from([0, 1])
  const header = Buffer.from([2, 0, 0x21, 1, 0x16, 0, 0, 0])
  const chunks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 64 * 1024) {
    const chunk = bytes.subarray(at, at + 64 * 1024)
    const head = Buffer.from([at === 0 ? 1 : 2, 0, 0])
    head.writeUInt16BE(chunk.length - 1, 1)
    chunks.push(head, chunk)
  }
  const data = Buffer.concat([...chunks, Buffer.alloc(1)])
  const block = Buffer.concat([header, checksum(header), data])
  const unpadded = block.length + 4
  const index = padded(Buffer.concat([Buffer.from([0, 1]), number(unpadded), number(bytes.length)]))
  const footer = Buffer.alloc(6)
  footer.writeUInt32LE((index.length + 4) / 4 - 1)
  flags.copy(footer, 4)
  return Buffer.concat([
    Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]),
    flags,
    checksum(flags),
    padded(block),
    checksum(bytes),
    index,
    checksum(index),
    checksum(footer),
    footer,
    Buffer.from('YZ'),
  ])
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(crc32(bytes))
  return sum
}

function number(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest % 128) | 0x80)
  }
}
