import type { Reading } from '../reading.ts'
import { isPassedOver, readableName, tooManyFiles, type ArchiveEntry } from './archiveEntry.ts'
import { ByteSource } from './byteSource.ts'
import { CorruptInput, LimitReached } from './corruptInput.ts'
import { countOfBytes, were } from './leftBehind.ts'

export function isTar(start: Buffer): boolean {
  const numbers = [start.subarray(100, 108), start.subarray(124, 136), start.subarray(148, 156)]
  return start.length === BLOCK && start[0] !== 0 && numbers.every(isNumber) && hasChecksum(start)
}

/** Text of another kind may have the checksum by chance, but not octal digits in all these places. */
function isNumber(field: Buffer): boolean {
  return (field[0]! & 0x80) !== 0 || /^[0-7 ]*\0?[\0 ]*$/.test(field.toString('latin1'))
}

/**
 * The files in a tar archive, in their order, read while the archive arrives. Folders, links and
 * devices are passed over; a header that is damaged costs the files up to the next one. `note`: a
 * problem that ends nothing.
 */
export async function* tarEntries(
  source: ByteSource,
  { limits, budget }: Pick<Reading, 'limits' | 'budget'>,
  note: (reason: string) => void,
): AsyncGenerator<ArchiveEntry> {
  let about = NOTHING
  let everywhere = NOTHING
  for (;;) {
    const header = await nextHeader(source, note)
    if (!header) return
    const size = about.size ?? everywhere.size ?? numberOf(header.subarray(124, 136))
    const type = String.fromCharCode(header[156]!)
    if ('xgLK'.includes(type)) {
      const told = await readAbout(source, type, size)
      if (type === 'g') everywhere = { ...everywhere, ...told }
      else about = { ...about, ...told }
      continue
    }
    const { name, isSparse } = { name: nameOf(header), isSparse: false, ...everywhere, ...about }
    about = NOTHING
    const isFile = '0\x007S'.includes(type)
    if (isFile && ++budget.zipEntries > limits.maxZipEntries)
      throw new LimitReached(tooManyFiles(limits.maxZipEntries))
    const end = source.taken + Math.ceil(size / BLOCK) * BLOCK
    let wasCut = false
    if (isFile && !isPassedOver(name)) {
      if (isSparse || type === 'S')
        yield { name, bytes: 'The file is stored with gaps (sparse). Unpack the archive and load the file.' }
      else {
        const { content, isCut } = contentOf(source, size)
        const bytes = new ByteSource(content)
        yield { name, bytes }
        await bytes.close()
        wasCut = isCut()
      }
    } else if (type === 'M')
      yield { name, bytes: 'The file began in another part of the archive. Load the unpacked file.' }
    for (let left = end - source.taken; left > 0;) {
      const piece = await source.next(left)
      if (!piece) return wasCut ? undefined : note(NO_END)
      left -= piece.length
    }
  }
}

/** A file's content, and whether it was found to be cut off. */
function contentOf(source: ByteSource, size: number) {
  let isCut = false
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      const piece = await source.next(left)
      if (!piece) {
        isCut = true
        throw new CorruptInput(
          'The archive is cut off here. Load the complete archive to get the files that follow.',
        )
      }
      left -= piece.length
      yield piece
    }
  }
  return { content: pieces(), isCut: () => isCut }
}

/** The next header; null at the end. Archives may be joined, so zeros are only the end of one. */
async function nextHeader(source: ByteSource, note: (reason: string) => void): Promise<Buffer | null> {
  let leftOut = 0
  let isDamaged = false
  let hasEnd = false
  for (;;) {
    const block = await source.take(BLOCK)
    if (block.length === BLOCK && block[0] !== 0 && hasChecksum(block)) {
      if (leftOut > 0)
        note(
          `The archive is damaged: ${countOfBytes(leftOut)} in it ${were(leftOut)} left out. Download it again to get the files in them.`,
        )
      return Buffer.from(block)
    }
    const isZero = block.every((byte) => byte === 0)
    hasEnd ||= isZero && block.length > 0
    isDamaged ||= !isZero
    if (isDamaged) leftOut += block.length
    if (block.length === BLOCK) continue
    if (leftOut > 0)
      note(
        `The last ${countOfBytes(leftOut)} of the archive ${were(leftOut)} not a file and ${were(leftOut)} left out. Load the complete archive.`,
      )
    else if (!hasEnd) note(NO_END)
    return null
  }
}

/** What a header says of the next file, or of all that follow. */
interface About {
  readonly name?: string
  readonly size?: number
  readonly isSparse?: boolean
}

async function readAbout(source: ByteSource, type: string, size: number): Promise<About> {
  if (size > LARGEST_ABOUT)
    throw new CorruptInput('The archive is damaged here. Download it again to get the files that follow.')
  const block = await source.take(Math.ceil(size / BLOCK) * BLOCK)
  const content = block.subarray(0, size)
  if (type === 'K') return NOTHING
  if (type === 'L') return { name: nameFrom(content.subarray(0, lengthOfText(content))) }
  let about: About = NOTHING
  // Each line begins with its own length.
  for (let at = 0; at < content.length;) {
    const [, digits, key] = /^(\d+) ([^=]*)=/.exec(content.toString('latin1', at, at + 200)) ?? []
    if (digits === undefined || key === undefined) break
    const value = content.subarray(at + digits.length + key.length + 2, at + Number(digits) - 1)
    if (key === 'path') about = { ...about, name: nameFrom(value) }
    if (key === 'size') about = { ...about, size: Number(value.toString('latin1')) || 0 }
    if (key.startsWith('GNU.sparse.')) about = { ...about, isSparse: true }
    if (Number(digits) === 0) break
    at += Number(digits)
  }
  return about
}

function nameOf(header: Buffer): string {
  const part = (from: number, length: number) => {
    const bytes = header.subarray(from, from + length)
    return bytes.subarray(0, lengthOfText(bytes))
  }
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? part(345, 155) : Buffer.alloc(0)
  return nameFrom(prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), part(0, 100)]) : part(0, 100))
}

function nameFrom(bytes: Buffer): string {
  return readableName(bytes).replace(/^\.\/(?=.)/, '')
}

function lengthOfText(bytes: Buffer): number {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes.length : end
}

/** A number in octal digits, or in binary if the first bit is set. */
function numberOf(field: Buffer): number {
  if ((field[0]! & 0x80) !== 0) {
    const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0)
    return Math.min(value, Number.MAX_SAFE_INTEGER)
  }
  return Number.parseInt(field.toString('latin1').replace(/\0.*$/s, '').trim() || '0', 8) || 0
}

/** Whether a block's checksum is right: the sum of its bytes, with the checksum itself as spaces. */
function hasChecksum(block: Buffer): boolean {
  const expected = numberOf(block.subarray(148, 156))
  let sum = 8 * 0x20
  let signed = 8 * 0x20
  for (let i = 0; i < BLOCK; i++)
    if (i < 148 || i >= 156) {
      sum += block[i]!
      signed += (block[i]! << 24) >> 24
    }
  return expected === sum || expected === signed
}

const NO_END = 'The archive has no end. If files are missing, load the complete archive.'
const BLOCK = 512
const LARGEST_ABOUT = 1024 * 1024
const NOTHING: About = {}
