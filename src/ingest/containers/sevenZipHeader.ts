import { CorruptInput } from './corruptInput.ts'

/** Data that is compressed as one, with one or more files in it. */
export interface Folder {
  /** The ID of the compression, in hexadecimal digits; null if there are several steps. */
  readonly method: string | null
  readonly properties: Buffer
  readonly isEncrypted: boolean
  /** Where its data begins, behind the archive's first 32 bytes. */
  readonly offset: number
  readonly packedSize: number
  readonly size: number
  /** The files in it, by their sizes. */
  readonly files: readonly { readonly size: number; readonly checksum: number | null }[]
}

export interface SevenZipHeader {
  /** The header is itself in the first of the folders. */
  readonly isPacked: boolean
  readonly folders: readonly Folder[]
  /** Of the files with content, in the order of the folders' files. */
  readonly names: readonly string[]
}

/** Reads the header at the end of a 7z archive. Throws `CorruptInput` if it is not valid. */
export function readSevenZipHeader(bytes: Buffer): SevenZipHeader {
  const header = new HeaderReader(bytes)
  const id = header.byte()
  if (id === PACKED_HEADER) return { isPacked: true, folders: readStreams(header), names: [] }
  if (id !== HEADER) throw damagedArchive()
  let folders: readonly Folder[] = []
  let names: readonly string[] = []
  for (let part = header.byte(); part !== END; part = header.byte()) {
    if (part === STREAMS) folders = readStreams(header)
    else if (part === FILES) names = readFiles(header)
    else if (part === ARCHIVE_PROPERTIES) passProperties(header)
    else throw damagedArchive()
  }
  return { isPacked: false, folders, names }
}

function passProperties(header: HeaderReader): void {
  while (header.byte() !== END) header.bytes(header.number())
}

function readStreams(header: HeaderReader): Folder[] {
  let packed: readonly number[] = []
  let begin = 0
  let coders: readonly Coders[] = []
  let files: Folder['files'][] | null = null
  for (let part = header.byte(); part !== END; part = header.byte()) {
    if (part === PACK_INFO) {
      begin = header.number()
      packed = readPackedSizes(header)
    } else if (part === FOLDERS) coders = readFolders(header)
    else if (part === SUBSTREAMS) files = readSubstreams(header, coders)
    else throw damagedArchive()
  }
  let offset = begin
  let stream = 0
  return coders.map((folder, i) => {
    const packedSize = packed
      .slice(stream, stream + folder.packedStreams)
      .reduce((sum, size) => sum + size, 0)
    const at = offset
    offset += packedSize
    stream += folder.packedStreams
    const { method, properties, isEncrypted, size, checksum } = folder
    return {
      method,
      properties,
      isEncrypted,
      size,
      offset: at,
      packedSize,
      files: files?.[i] ?? [{ size, checksum }],
    }
  })
}

function readPackedSizes(header: HeaderReader): number[] {
  const count = header.count()
  let sizes: number[] = []
  for (let part = header.byte(); part !== END; part = header.byte()) {
    if (part === SIZES) sizes = Array.from({ length: count }, () => header.number())
    else if (part === CHECKSUMS) readChecksums(header, count)
    else throw damagedArchive()
  }
  return sizes
}

interface Coders extends Pick<Folder, 'method' | 'properties' | 'isEncrypted' | 'size'> {
  readonly packedStreams: number
  readonly checksum: number | null
}

function readFolders(header: HeaderReader): Coders[] {
  if (header.byte() !== FOLDER) throw damagedArchive()
  const count = header.count()
  if (header.byte() !== 0) throw damagedArchive()
  const folders = Array.from({ length: count }, () => readCoders(header))
  if (header.byte() !== UNPACKED_SIZES) throw damagedArchive()
  const sizes = folders.map(({ outputs }) => Array.from({ length: outputs }, () => header.number()))
  let checksums: readonly (number | null)[] = []
  for (let part = header.byte(); part !== END; part = header.byte()) {
    if (part !== CHECKSUMS) throw damagedArchive()
    checksums = readChecksums(header, count)
  }
  return folders.map(({ method, properties, isEncrypted, packedStreams }, i) => ({
    method,
    properties,
    isEncrypted,
    packedStreams,
    size: sizes[i]!.at(-1)!,
    checksum: checksums[i] ?? null,
  }))
}

function readCoders(header: HeaderReader) {
  const count = header.count()
  if (count === 0 || count > MOST_CODERS) throw damagedArchive()
  const methods: string[] = []
  let properties: Buffer = Buffer.alloc(0)
  let inputs = 0
  let outputs = 0
  for (let i = 0; i < count; i++) {
    const flags = header.byte()
    methods.push(header.bytes(flags & 0x0f).toString('hex'))
    const isComplex = (flags & 0x10) !== 0
    inputs += isComplex ? header.count() : 1
    outputs += isComplex ? header.count() : 1
    if ((flags & 0x20) !== 0) properties = header.bytes(header.number())
  }
  for (let pair = 1; pair < outputs; pair++) {
    header.number()
    header.number()
  }
  const packedStreams = inputs - (outputs - 1)
  if (packedStreams < 1 || outputs < 1 || outputs > MOST_CODERS) throw damagedArchive()
  if (packedStreams > 1) for (let i = 0; i < packedStreams; i++) header.number()
  return {
    method: count === 1 ? methods[0]! : null,
    isEncrypted: methods.some((method) => method.startsWith(ENCRYPTION)),
    properties,
    packedStreams,
    outputs,
  }
}

function readSubstreams(header: HeaderReader, folders: readonly Coders[]): Folder['files'][] {
  let part = header.byte()
  let counts = folders.map(() => 1)
  if (part === SUBSTREAM_COUNTS) {
    counts = folders.map(() => header.count())
    part = header.byte()
  }
  const hasSizes = part === SIZES
  const sizes = folders.map(({ size }, i) => {
    const count = counts[i]!
    if (count === 0) return []
    const first = Array.from({ length: count - 1 }, () => (hasSizes ? header.number() : 0))
    return [...first, size - first.reduce((sum, one) => sum + one, 0)]
  })
  if (sizes.flat().some((size) => size < 0)) throw damagedArchive()
  if (hasSizes) part = header.byte()
  const isKnown = (i: number) => counts[i] === 1 && folders[i]!.checksum !== null
  const unknown = counts.reduce((sum, count, i) => sum + (isKnown(i) ? 0 : count), 0)
  let checksums: readonly (number | null)[] = []
  if (part === CHECKSUMS) {
    checksums = readChecksums(header, unknown)
    part = header.byte()
  }
  if (part !== END) throw damagedArchive()
  let next = 0
  return sizes.map((own, i) =>
    own.map((size) => ({ size, checksum: isKnown(i) ? folders[i]!.checksum : (checksums[next++] ?? null) })),
  )
}

function readChecksums(header: HeaderReader, count: number): (number | null)[] {
  const isAll = header.byte() !== 0
  const defined = isAll ? Array.from({ length: count }, () => true) : header.bits(count)
  return defined.map((isDefined) => (isDefined ? header.bytes(4).readUInt32LE(0) : null))
}

/** The names of the files that have content. */
function readFiles(header: HeaderReader): string[] {
  const count = header.count()
  let names: string[] = []
  let empty: readonly boolean[] = []
  for (let part = header.byte(); part !== END; part = header.byte()) {
    const content = new HeaderReader(header.bytes(header.number()))
    if (part === EMPTY_STREAMS) empty = content.bits(count)
    else if (part === NAMES && content.byte() === 0) names = content.texts(count)
  }
  return names.filter((_, i) => empty[i] !== true)
}

class HeaderReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  byte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw damagedArchive()
    return byte
  }

  bytes(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw damagedArchive()
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  /** The first byte's leading ones say how many bytes follow, the lowest first. */
  number(): number {
    const first = this.byte()
    let value = 0
    let factor = 1
    let mask = 0x80
    for (; (first & mask) !== 0 && mask > 0; mask >>= 1) {
      value += this.byte() * factor
      factor *= 256
    }
    value += (first & (mask - 1)) * factor
    if (mask === 0 ? !Number.isSafeInteger(value) : value > Number.MAX_SAFE_INTEGER) throw damagedArchive()
    return value
  }

  /** A number of things, each of which takes at least a bit of the header. */
  count(): number {
    const count = this.number()
    if (count > this.#bytes.length * 8) throw damagedArchive()
    return count
  }

  bits(count: number): boolean[] {
    const bytes = this.bytes(Math.ceil(count / 8))
    return Array.from({ length: count }, (_, i) => (bytes[i >>> 3]! & (0x80 >>> (i & 7))) !== 0)
  }

  texts(count: number): string[] {
    return Array.from({ length: count }, () => {
      const start = this.#at
      while (this.bytes(2).readUInt16LE(0) !== 0);
      return this.#bytes.toString('utf16le', start, this.#at - 2)
    })
  }
}

export function damagedArchive(): CorruptInput {
  return new CorruptInput(
    'The archive is damaged or cut off. Download it again and load the complete archive.',
  )
}

const END = 0
const HEADER = 1
const ARCHIVE_PROPERTIES = 2
const STREAMS = 4
const FILES = 5
const PACK_INFO = 6
const FOLDERS = 7
const SUBSTREAMS = 8
const SIZES = 9
const CHECKSUMS = 10
const FOLDER = 11
const UNPACKED_SIZES = 12
const SUBSTREAM_COUNTS = 13
const EMPTY_STREAMS = 14
const NAMES = 17
const PACKED_HEADER = 23
const ENCRYPTION = '06f107'
const MOST_CODERS = 32
