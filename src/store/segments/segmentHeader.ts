import { crc32 } from 'node:zlib'

/** The parts of a segment, in their order. */
const PARTS = ['groups', 'offsets', 'dictionary', 'raw', 'columns'] as const
export type PartName = (typeof PARTS)[number]

interface SegmentPart {
  /** From the start of the segment. */
  readonly offset: number
  readonly length: number
  readonly checksum: number
}

export interface SegmentHeader {
  /** Of the header, and so of everything: it has the checksums of the parts. */
  readonly checksum: number
  readonly rowCount: number
  readonly groupCount: number
  /** Of the dictionary. */
  readonly valueCount: number
  /** Whether any value has a character beyond ASCII, and whether any has one that folds to ASCII (foldCase.ts). */
  readonly isBeyondAscii: boolean
  readonly foldsToAscii: boolean
  readonly parts: Readonly<Record<PartName, SegmentPart>>
}

export const HEADER_BYTES = 68
const MAGIC = 0x53524845 // EHRS
const VERSION = 1
const BEYOND_ASCII = 1
const FOLDS_TO_ASCII = 2
const FIRST_PART = 24
const CHECKSUM = 64

/** A segment: a header and its parts. */
export function writeSegment(
  counts: Omit<SegmentHeader, 'checksum' | 'parts'>,
  parts: Readonly<Record<PartName, readonly Uint8Array[]>>,
): Uint8Array<ArrayBuffer> {
  const blocks = PARTS.map((name) => parts[name])
  const lengths = blocks.map((part) => part.reduce((sum, { length }) => sum + length, 0))
  const segment = new Uint8Array(lengths.reduce((sum, length) => sum + length, HEADER_BYTES))
  const header = new DataView(segment.buffer, 0, HEADER_BYTES)
  const numbers = [MAGIC, VERSION, counts.rowCount, counts.groupCount, counts.valueCount]
  const flags = (counts.isBeyondAscii ? BEYOND_ASCII : 0) | (counts.foldsToAscii ? FOLDS_TO_ASCII : 0)
  for (const [index, number] of [...numbers, flags].entries()) header.setUint32(4 * index, number, true)
  let at = HEADER_BYTES
  for (const [index, part] of blocks.entries()) {
    const start = at
    for (const bytes of part) {
      segment.set(bytes, at)
      at += bytes.length
    }
    header.setUint32(FIRST_PART + 8 * index, at - start, true)
    header.setUint32(FIRST_PART + 8 * index + 4, crc32(segment.subarray(start, at)), true)
  }
  header.setUint32(CHECKSUM, crc32(segment.subarray(0, CHECKSUM)), true)
  return segment
}

/** The checksum in the header of a segment. */
export function checksumOf(segment: Uint8Array): number {
  return new DataView(segment.buffer, segment.byteOffset).getUint32(CHECKSUM, true)
}

/** null if these are not the bytes of a header that this version reads. */
export function readHeader(bytes: Uint8Array): SegmentHeader | null {
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  const number = (at: number) => header.getUint32(at, true)
  if (number(0) !== MAGIC || number(4) !== VERSION) return null
  if (number(CHECKSUM) !== crc32(bytes.subarray(0, CHECKSUM))) return null
  let offset = HEADER_BYTES
  const parts = PARTS.map((name, index): [PartName, SegmentPart] => {
    const part = {
      offset,
      length: number(FIRST_PART + 8 * index),
      checksum: number(FIRST_PART + 8 * index + 4),
    }
    offset += part.length
    return [name, part]
  })
  return {
    checksum: number(CHECKSUM),
    rowCount: number(8),
    groupCount: number(12),
    valueCount: number(16),
    isBeyondAscii: (number(20) & BEYOND_ASCII) !== 0,
    foldsToAscii: (number(20) & FOLDS_TO_ASCII) !== 0,
    parts: Object.fromEntries(parts) as Record<PartName, SegmentPart>,
  }
}
