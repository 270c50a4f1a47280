import { crc32 } from 'node:zlib'
import { StoreDamaged } from '../storeError.ts'
import { HEADER_BYTES, readHeader, type PartName, type SegmentHeader } from './segmentHeader.ts'
import type { SegmentModule } from './segmentModule.ts'

/** The most characters of a value that is not stored as text: a UUID's. */
export const LONGEST_WRITTEN = 36

/** Where the bytes of a segment are. */
export interface SegmentSource {
  /** The file, as messages name it. */
  readonly fileName: string
  /** Where in the file the segment begins. */
  readonly position: number
  /** Fills an array with the bytes from an offset on. Returns how many there were. */
  read(offset: number, into: Uint8Array): number
}

/** Rows of one shape, one after another. */
export interface SegmentGroup {
  /** The first of its rows. */
  readonly first: number
  readonly rowCount: number
  readonly shape: number
  readonly leafCount: number
  /** Where its columns begin and end in their part. */
  readonly columns: number
  readonly columnsEnd: number
}

/** A segment that is read part by part. A part is compared with its checksum the first time that it is read. */
export class Segment {
  readonly header: SegmentHeader
  readonly #source: SegmentSource
  readonly #sound = new Set<PartName>()

  /**
   * `checksum`: that of the segment that must be here. Throws StoreDamaged if the header is damaged or another one,
   * like all that reads the segment where it is damaged.
   */
  constructor(source: SegmentSource, checksum: number) {
    this.#source = source
    const bytes = new Uint8Array(HEADER_BYTES)
    const header = source.read(0, bytes) === HEADER_BYTES ? readHeader(bytes) : null
    if (header?.checksum !== checksum) throw this.#damage(0)
    this.header = header
  }

  /** Reads a part into the module's memory. Returns where it begins. */
  load(name: PartName, module: SegmentModule): number {
    const { offset, length } = this.header.parts[name]
    const area = module.take(length)
    const bytes = module.bytes(area, length)
    this.#read(offset, bytes)
    this.#check(name, bytes)
    return area
  }

  /** Reads a stretch of a part into an area. */
  loadStretch(name: PartName, from: number, into: Uint8Array): void {
    const { offset, length } = this.header.parts[name]
    if (!this.#sound.has(name)) {
      const whole = new Uint8Array(length)
      this.#read(offset, whole)
      this.#check(name, whole)
    }
    this.#read(offset + from, into)
  }

  #read(offset: number, into: Uint8Array): void {
    if (this.#source.read(offset, into) !== into.length) throw this.#damage(offset)
  }

  #check(name: PartName, bytes: Uint8Array): void {
    if (this.#sound.has(name)) return
    const { offset, checksum } = this.header.parts[name]
    if (crc32(bytes) !== checksum) throw this.#damage(offset)
    this.#sound.add(name)
  }

  groups(module: SegmentModule): SegmentGroup[] {
    const { groupCount, parts } = this.header
    const table = module.numbers(this.load('groups', module), 4 * groupCount)
    const groups: SegmentGroup[] = []
    let first = 0
    for (let at = 0; at < table.length; at += 4) {
      const [shape, rowCount, leafCount, columns] = table.subarray(at, at + 4) as unknown as [
        number,
        number,
        number,
        number,
      ]
      const columnsEnd = table[at + 7] ?? parts.columns.length
      groups.push({ first, rowCount, shape, leafCount, columns, columnsEnd })
      first += rowCount
    }
    return groups
  }

  #damage(offset: number): StoreDamaged {
    const { fileName, position } = this.#source
    return new StoreDamaged(
      `The file ${fileName} of the event data store is damaged from byte ${position + offset} on, so the records there cannot be read. Restore it from a backup, or load the log files into a new store.`,
    )
  }
}
