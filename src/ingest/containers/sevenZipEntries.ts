import { open, type FileHandle } from 'node:fs/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import type { Reading } from '../reading.ts'
import { isPassedOver, readableName, tooManyFiles, type ArchiveEntry } from './archiveEntry.ts'
import { ByteSource } from './byteSource.ts'
import { CorruptInput, LimitReached } from './corruptInput.ts'
import { decompress, isCompressed } from './decompress.ts'
import { inflate, spend } from './inflate.ts'
import type { Decompression } from './leftBehind.ts'
import { lzmaProperties } from './lzma.ts'
import { lzma2Text, LARGEST_DICTIONARY } from './lzma2.ts'
import { lzmaText } from './lzmaAlone.ts'
import { damagedArchive, readSevenZipHeader, type Folder, type SevenZipHeader } from './sevenZipHeader.ts'
import { writeTemporaryFile } from './temporaryFile.ts'

export function isSevenZip(start: Buffer): boolean {
  return start.toString('latin1', 0, 6) === '7z\xbc\xaf\x27\x1c'
}

/**
 * The files in a 7z archive, in their order. Its header is at its end, so it is copied to a
 * temporary file first.
 */
export async function* sevenZipEntries(source: ByteSource, reading: Reading): AsyncGenerator<ArchiveEntry> {
  const copy = await writeTemporaryFile(source, 'archive.7z', reading.pause)
  try {
    const file = await open(copy.path)
    try {
      const needs = { limits: reading.limits, budget: reading.budget, note: () => {} }
      const { folders, names } = await headerOf(file, needs)
      let next = 0
      for (const folder of folders) {
        const own = names.slice(next, next + folder.files.length)
        next += folder.files.length
        yield* folderEntries(file, folder, own, reading, needs)
      }
    } finally {
      await file.close()
    }
  } finally {
    await copy.remove()
  }
}

async function* folderEntries(
  file: FileHandle,
  folder: Folder,
  names: readonly string[],
  { limits, budget }: Reading,
  needs: Decompression,
): AsyncGenerator<ArchiveEntry> {
  const refusal = refusalOf(folder)
  const text = new ByteSource(refusal === null ? folderText(file, folder, needs) : nothing())
  for (const [i, { size, checksum }] of folder.files.entries()) {
    if (++budget.zipEntries > limits.maxZipEntries) throw new LimitReached(tooManyFiles(limits.maxZipEntries))
    const name = readableName(Buffer.from(names[i] ?? ''))
    if (refusal !== null) {
      if (!isPassedOver(name)) yield { name, bytes: refusal }
      continue
    }
    const bytes = new ByteSource(fileText(text, size, checksum))
    if (!isPassedOver(name)) yield { name, bytes }
    await passOver(bytes)
  }
  await text.close()
}

/** What is left of a file has to be decompressed to get to the next one. */
async function passOver(bytes: ByteSource): Promise<void> {
  try {
    while (await bytes.next());
  } catch (error) {
    // The file's reader has reported it, and so will that of the next file.
    if (!(error instanceof CorruptInput)) throw error
  }
}

function refusalOf({ method, isEncrypted }: Folder): string | null {
  if (isEncrypted) return 'The file is encrypted. Unpack the archive with its password and load the files.'
  return method !== null && METHODS.has(method)
    ? null
    : 'The file is compressed in a way that is not read here. Unpack the archive with 7z x FILE and load the folder.'
}

async function* fileText(text: ByteSource, size: number, checksum: number | null): AsyncGenerator<Buffer> {
  let actual = 0
  for (let left = size; left > 0;) {
    const piece = await text.next(left)
    if (!piece) throw damagedArchive()
    left -= piece.length
    actual = crc32(piece, actual)
    yield piece
  }
  if (checksum !== null && actual !== checksum)
    throw new CorruptInput(
      'The file is damaged: its checksum differs from the one in the archive. Download the archive again.',
    )
}

/** The header, decompressed if it is compressed itself. */
async function headerOf(file: FileHandle, needs: Decompression): Promise<SevenZipHeader> {
  const start = await exactlyAt(file, 0, SIGNATURE_BYTES)
  if (crc32(start.subarray(12, 32)) !== start.readUInt32LE(8)) throw damagedArchive()
  const size = Number(start.readBigUInt64LE(20))
  if (size === 0) return { isPacked: false, folders: [], names: [] }
  if (size > LARGEST_HEADER) throw damagedArchive()
  const bytes = await exactlyAt(file, SIGNATURE_BYTES + Number(start.readBigUInt64LE(12)), size)
  if (crc32(bytes) !== start.readUInt32LE(28)) throw damagedArchive()
  let header = readSevenZipHeader(bytes)
  for (let layer = 0; header.isPacked; layer++) {
    const folder = header.folders[0]
    if (!folder || layer > 2 || folder.size > LARGEST_HEADER) throw damagedArchive()
    const refusal = refusalOf(folder)
    if (refusal !== null) throw new CorruptInput(refusal)
    const pieces: Buffer[] = []
    for await (const piece of fileText(new ByteSource(folderText(file, folder, needs)), folder.size, null))
      pieces.push(piece)
    header = readSevenZipHeader(Buffer.concat(pieces))
  }
  return header
}

async function* folderText(file: FileHandle, folder: Folder, needs: Decompression): AsyncGenerator<Buffer> {
  const { method, properties, packedSize } = folder
  const source = new ByteSource(bytesAt(file, SIGNATURE_BYTES + folder.offset, packedSize))
  if (method === LZMA) {
    const parameters = properties.length === 5 ? lzmaProperties(properties[0]!) : null
    if (!parameters) throw damagedArchive()
    yield* lzmaText(source, parameters, properties.readUInt32LE(1), folder.size, needs)
  } else if (method === LZMA2 || method === COPY) {
    let total = 0
    for await (const piece of method === COPY
      ? everything(source)
      : lzma2Text(source, dictionaryOf(properties))) {
      total += piece.length
      spend(needs.budget, piece.length, packedSize, needs.limits, total)
      yield piece
    }
  } else if (method === DEFLATE)
    yield* inflate(createInflateRaw(), source, packedSize, needs.limits, needs.budget)
  else {
    const start = await source.peek(16)
    if (!isCompressed(start)) throw damagedArchive()
    yield* decompress(start, source, needs).text()
  }
}

/** The size of LZMA2's dictionary, from the byte that codes it. */
function dictionaryOf(properties: Buffer): number {
  const code = properties[0] ?? 41
  const bytes = (2 | (code & 1)) * 2 ** (Math.floor(code / 2) + 11)
  if (code > 40) throw damagedArchive()
  if (bytes > LARGEST_DICTIONARY)
    throw new CorruptInput(
      'The data needs more memory to unpack than is allowed here. Unpack the archive with 7z x FILE and load the folder.',
    )
  return bytes
}

async function* everything(source: ByteSource): AsyncGenerator<Buffer> {
  for (let piece = await source.next(); piece; piece = await source.next()) yield piece
}

async function* nothing(): AsyncGenerator<Buffer> {}

async function* bytesAt(file: FileHandle, from: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length;) {
    const buffer = Buffer.alloc(Math.min(PIECE_BYTES, length - at))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from + at)
    if (bytesRead === 0) return
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

async function exactlyAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  if (!Number.isSafeInteger(from)) throw damagedArchive()
  for await (const piece of bytesAt(file, from, length)) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  if (bytes.length < length) throw damagedArchive()
  return bytes
}

const COPY = '00'
const LZMA2 = '21'
const LZMA = '030101'
const DEFLATE = '040108'
const BZIP2 = '040202'
const ZSTD = '04f71101'
const METHODS = new Set([COPY, LZMA2, LZMA, DEFLATE, BZIP2, ZSTD])
const SIGNATURE_BYTES = 32
const LARGEST_HEADER = 64 * 1024 * 1024
const PIECE_BYTES = 256 * 1024
