import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { localHeader, nameIn, sizesIn, trailerOf, type Sizes, type ZipPart } from './bundleZip.ts'

/** A part of a bundle as it is in the file. */
export interface CheckedPart {
  /** As the directory names it, and as its header does. */
  readonly name: string
  readonly nameBeside: string
  /**
   * Why the zip shows that it was damaged, in a sentence; `directory` if the directory is wrong about it, `name` if one
   * of the two names is wrong; null if everything fits.
   */
  readonly fault: string | null
  readonly sizes: Sizes
  readonly sha256: string
  readonly storedSha256: string
  /** Its content, if it is stored as it is. */
  readonly small: Buffer | null
}

/** How much of a part that is stored as it is is kept in memory: a manifest of 100,000 parts. */
const MAX_SMALL_BYTES = 64 * 1024 * 1024

const PIECE_BYTES = 256 * 1024

/**
 * Checks a part at a position. Its sizes are in three places: in its content, beside it and in the directory. If only
 * one differs, that is the one that was changed.
 */
export async function checkPart(file: number, at: number, part: ZipPart): Promise<CheckedPart> {
  const headerLength = localHeader(part).length
  const header = readAt(file, at, headerLength)
  const content = await readContent(file, at + headerLength, part)
  const trailer = readAt(file, at + headerLength + part.storedBytes, trailerOf(part).length)
  const beside = sizesIn(header, trailer, part)
  const nameBeside = nameIn(header)
  const checked = { name: part.name, nameBeside, ...content, sizes: content.sizes ?? part }
  const written = { ...part, name: nameBeside, ...(beside ?? part) }
  const isBesideWhole =
    beside !== null && header.equals(localHeader(written)) && trailer.equals(trailerOf(written))
  const isContentRight = isSame(content.sizes, part)
  if (!isBesideWhole)
    return { ...checked, fault: isContentRight ? DAMAGED_HEADER : `${DAMAGED_CONTENT} ${OR_MOVED}` }
  if (isSame(beside, part) && isContentRight)
    return { ...checked, fault: nameBeside === part.name ? null : 'name' }
  if (isSame(beside, part)) return { ...checked, fault: DAMAGED_CONTENT }
  if (isContentRight) return { ...checked, fault: DAMAGED_HEADER }
  return { ...checked, fault: isSame(content.sizes, beside) ? 'directory' : DAMAGED_CONTENT }
}

export const DAMAGED_HEADER = 'What the zip says of it, before or after its content, was changed.'
const DAMAGED_CONTENT = 'Its content was changed.'
const OR_MOVED = 'Bytes may be missing, or too many.'

const isSame = (one: Sizes | null, other: Sizes): boolean =>
  one !== null && one.crc === other.crc && one.bytes === other.bytes && one.storedBytes === other.storedBytes

type Content = Pick<CheckedPart, 'sha256' | 'storedSha256' | 'small'> & {
  /** Null if it cannot be unpacked. */
  readonly sizes: Sizes | null
}

async function readContent(file: number, start: number, part: ZipPart): Promise<Content> {
  const data = () => dataOf(file, start, part.storedBytes)
  const stored = { bytes: 0, hash: createHash('sha256') }
  for (const bytes of data()) {
    stored.bytes += bytes.length
    stored.hash.update(bytes)
  }
  const plain = { crc: 0, bytes: 0, hash: createHash('sha256') }
  const isSmall = part.method === 'stored' && part.storedBytes <= MAX_SMALL_BYTES
  const kept: Buffer[] = []
  let isWhole = true
  try {
    for await (const bytes of part.method === 'stored' ? data() : inflated(data())) {
      plain.crc = crc32(bytes, plain.crc)
      plain.bytes += bytes.length
      plain.hash.update(bytes)
      if (isSmall) kept.push(bytes)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_') !== true) throw error
    isWhole = false
  }
  return {
    sizes: isWhole ? { crc: plain.crc, bytes: plain.bytes, storedBytes: stored.bytes } : null,
    sha256: plain.hash.digest('hex'),
    storedSha256: stored.hash.digest('hex'),
    small: isSmall ? Buffer.concat(kept) : null,
  }
}

function* dataOf(file: number, start: number, length: number): Generator<Buffer> {
  for (let at = start; at < start + length;) {
    const bytes = readAt(file, at, Math.min(PIECE_BYTES, start + length - at))
    if (bytes.length === 0) return
    yield bytes
    at += bytes.length
  }
}

/** The content of a part at a position that is as it was written. */
export function contentAt(file: number, at: number, part: ZipPart): AsyncIterable<Buffer> | Iterable<Buffer> {
  const data = dataOf(file, at + localHeader(part).length, part.storedBytes)
  return part.method === 'stored' ? data : inflated(data)
}

/** Fewer bytes at the end of the file. Nothing else runs while a bundle is verified, so it need not wait. */
export function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, position))
}

/** Until the deflated data ends, whatever follows. */
async function* inflated(data: Iterable<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw()
  const source = pipeline(Readable.from(data, { objectMode: false }), inflate, () => {})
  yield* source as AsyncIterable<Buffer>
}
