import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { isPassedOver, readableName, tooManyFiles, type ArchiveEntry } from './archiveEntry.ts'
import { ByteSource } from './byteSource.ts'
import { CorruptInput, LimitReached } from './corruptInput.ts'
import { decompress, isCompressed } from './decompress.ts'
import { zipLzmaText } from './lzmaAlone.ts'
import { corruptInputOf, inflate, spend } from './inflate.ts'
import { inflateAtOnce, SMALL, takenAlong } from './inflateAtOnce.ts'
import type { DecompressionBudget, LogFileLimits } from '../reading.ts'

/**
 * The files in a zip archive, in their order, read while the archive arrives: memory does not grow
 * with its size. Files are found by their headers rather than the directory at the end. Throws
 * `CorruptInput` where the archive breaks, after all files before that.
 */
export async function* zipEntries(
  source: ByteSource,
  limits: LogFileLimits,
  budget: DecompressionBudget & { zipEntries: number },
): AsyncGenerator<ArchiveEntry> {
  for (;;) {
    const header = await readHeader(source)
    if (!header) return
    if (++budget.zipEntries > limits.maxZipEntries) throw new LimitReached(tooManyFiles(limits.maxZipEntries))
    const { name } = header
    const end = header.hasTrailer ? null : source.taken + header.compressedSize
    if (header.refusal !== null) {
      if (!header.isIgnored) yield { name, bytes: header.refusal }
      if (end === null)
        throw new CorruptInput(
          `The files after ${name} in the archive cannot be found. Unpack the archive and load the files.`,
        )
    } else {
      let damage: CorruptInput | null = null
      const content = contentOf(source, header, limits, budget)
      const watched = (async function* () {
        try {
          yield* content
        } catch (error) {
          damage = corruptInputOf(error)
          throw error
        }
      })()
      const bytes = new ByteSource(watched)
      if (!header.isIgnored) yield { name, bytes }
      // An entry that was not read to its end is decompressed all the same if nothing else shows
      // where it ends.
      if (end === null && !damage) while (await bytes.next());
      await bytes.close()
      if (damage && end === null)
        throw new CorruptInput(
          'The following files in the archive cannot be found. Unpack the archive and load the files.',
        )
    }
    if (end !== null) await passOver(source, end - source.taken)
  }
}

async function passOver(source: ByteSource, length: number): Promise<void> {
  for (let left = length; left > 0;) {
    const bytes = await source.next(left)
    if (!bytes) throw cutOff()
    left -= bytes.length
  }
}

interface ZipHeader {
  readonly name: string
  /** Folders, and the files that macOS adds. */
  readonly isIgnored: boolean
  readonly method: number
  readonly crc: number
  readonly compressedSize: number
  /** The size of the content; null if it needs more than 32 bits. */
  readonly size: number | null
  /** Whether size and checksum follow the data. */
  readonly hasTrailer: boolean
  readonly refusal: string | null
}

/** The header of the next file; null at the directory that ends the archive. */
async function readHeader(source: ByteSource): Promise<ZipHeader | null> {
  const start = await source.peek(4)
  const signature = start.length < 4 ? 0 : start.readUInt32LE(0)
  if (
    signature === DIRECTORY ||
    signature === DIRECTORY_END ||
    signature === DIRECTORY_64 ||
    signature === ARCHIVE_EXTRA
  )
    return null
  if (signature === SPANNED) {
    await source.take(4)
    return await readHeader(source)
  }
  if (start.length < 4) throw cutOff()
  if (signature !== LOCAL_FILE)
    throw new CorruptInput('The archive is damaged here. Download it again to get the files that follow.')
  const fixed = await source.take(30)
  if (fixed.length < 30) throw cutOff()
  const flags = fixed.readUInt16LE(6)
  const method = fixed.readUInt16LE(8)
  const nameLength = fixed.readUInt16LE(26)
  const extraLength = fixed.readUInt16LE(28)
  const variable = await source.take(nameLength + extraLength)
  if (variable.length < nameLength + extraLength) throw cutOff()
  const name = readableName(variable.subarray(0, nameLength))
  const hasTrailer = (flags & 0x08) !== 0
  const isWithoutSize = hasTrailer && method !== DEFLATED
  return {
    name,
    isIgnored: isPassedOver(name),
    method,
    crc: fixed.readUInt32LE(14),
    size: fixed.readUInt32LE(22) === 0xffffffff ? null : fixed.readUInt32LE(22),
    compressedSize: compressedSizeOf(fixed, variable.subarray(nameLength)),
    hasTrailer,
    refusal:
      (flags & 0x01) !== 0
        ? 'The file is encrypted. Unpack the archive with its password and load the files.'
        : !isKnownMethod(method)
          ? `The file uses an unsupported compression (method ${method}). Unpack the archive and load the files.`
          : isWithoutSize
            ? 'The archive does not give the length of this file. Unpack the archive and load the files.'
            : null,
  }
}

/** Sizes of 4 GiB and more are in an extra field. */
function compressedSizeOf(fixed: Buffer, extra: Buffer): number {
  const size = fixed.readUInt32LE(18)
  if (size !== 0xffffffff) return size
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    const isLarge = fixed.readUInt32LE(22) === 0xffffffff
    const place = at + 4 + (isLarge ? 8 : 0)
    if (extra.readUInt16LE(at) === 1 && place + 8 <= extra.length) return Number(extra.readBigUInt64LE(place))
  }
  return size
}

async function* contentOf(
  source: ByteSource,
  header: ZipHeader,
  limits: LogFileLimits,
  budget: DecompressionBudget,
): AsyncGenerator<Buffer> {
  let crc = 0
  for await (const bytes of bytesOf(source, header, limits, budget)) {
    crc = crc32(bytes, crc)
    yield bytes
  }
  const expected = header.hasTrailer ? await readTrailer(source) : header.crc
  if (crc !== expected)
    throw new CorruptInput(
      'The file is damaged: its checksum differs from the one in the archive. Download the archive again.',
    )
}

async function* bytesOf(
  source: ByteSource,
  header: ZipHeader,
  limits: LogFileLimits,
  budget: DecompressionBudget,
): AsyncGenerator<Buffer> {
  const { compressedSize, hasTrailer } = header
  if (header.method !== STORED && header.method !== DEFLATED) {
    yield* otherMethod(source, header, limits, budget)
    return
  }
  if (header.method === STORED) {
    for await (const bytes of firstBytes(source, compressedSize)) {
      spend(budget, bytes.length, bytes.length, limits)
      yield bytes
    }
    return
  }
  if (!hasTrailer && compressedSize <= SMALL) {
    const compressed = await source.peek(compressedSize)
    const { text, damage } = inflateAtOnce(inflateRawSync, compressed)
    if (text) {
      spend(budget, text.length, compressedSize, limits)
      yield* takenAlong(text, source, compressed.length)
      if (damage) throw damage
      return
    }
  }
  yield* inflate(
    createInflateRaw({ chunkSize: OUTPUT_BYTES }),
    source,
    hasTrailer ? Infinity : compressedSize,
    limits,
    budget,
  )
}

/** Data that other programs than zip itself compressed, each in its own format. */
async function* otherMethod(
  source: ByteSource,
  { compressedSize, size, method }: ZipHeader,
  limits: LogFileLimits,
  budget: DecompressionBudget,
): AsyncGenerator<Buffer> {
  const part = new ByteSource(firstBytes(source, compressedSize))
  const start = await part.peek(16)
  const needs = { limits, budget, note: () => {} }
  if (method === LZMA) yield* zipLzmaText(part, size, needs)
  else if (isCompressed(start)) yield* decompress(start, part, needs).text()
  else throw new CorruptInput('The file is damaged here. Download the archive again.')
}

async function* firstBytes(source: ByteSource, length: number): AsyncGenerator<Buffer> {
  for (let left = length; left > 0;) {
    const bytes = await source.next(left)
    if (!bytes) throw cutOff()
    left -= bytes.length
    yield bytes
  }
}

function isKnownMethod(method: number): boolean {
  return [STORED, DEFLATED, BZIP2, LZMA, ZSTD, XZ].includes(method)
}

/**
 * The checksum after the data: with a signature or without, followed by sizes of four or eight
 * bytes.
 */
async function readTrailer(source: ByteSource): Promise<number> {
  const bytes = await source.peek(28)
  const at = bytes.length >= 4 && bytes.readUInt32LE(0) === SPANNED ? 4 : 0
  for (const length of [at + 12, at + 20]) {
    if (bytes.length < length + 4) continue
    const next = bytes.readUInt32LE(length)
    if (next !== LOCAL_FILE && next !== DIRECTORY && next !== ARCHIVE_EXTRA) continue
    await source.take(length)
    return bytes.readUInt32LE(at)
  }
  throw cutOff()
}

function cutOff(): CorruptInput {
  return new CorruptInput(
    'The archive is cut off here. Load the complete archive to get the files that follow.',
  )
}

const LOCAL_FILE = 0x04034b50
const SPANNED = 0x08074b50
const DIRECTORY = 0x02014b50
const DIRECTORY_END = 0x06054b50
const DIRECTORY_64 = 0x06064b50
const ARCHIVE_EXTRA = 0x08064b50
const STORED = 0
const DEFLATED = 8
const BZIP2 = 12
const LZMA = 14
const ZSTD = 93
const XZ = 95
const OUTPUT_BYTES = 256 * 1024
