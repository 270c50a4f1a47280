import { closeSync, openSync, readSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { StoreError } from '../storeError.ts'
import { Segment } from './segment.ts'

/** Where the segments of a store are. */
export interface SegmentStorage {
  /** Returns the position of the segment, once it is kept. If it fails, nothing has changed. */
  append(segment: Uint8Array): Promise<number>
  /** Gives up the segments from a position on: the store did not name them. */
  giveUp(position: number): void
  /** The segment with this checksum, at a position that `append` returned. */
  segmentAt(position: number, checksum: number): Segment
  close(): Promise<void>
}

/**
 * The file that has the segments of a store, one behind the other. It only grows: a segment is written and synced
 * before the store names its position, and what is behind the last one named is cut off when the file is opened.
 */
export class SegmentFile implements SegmentStorage {
  readonly #path: string
  /** null before the first segment. */
  #file: OpenFile | null
  readonly #segments = new Map<number, Segment>()
  #end: number

  private constructor(path: string, file: OpenFile | null, end: number) {
    this.#path = path
    this.#file = file
    this.#end = end
  }

  /**
   * `end`: where the last segment ends that the store names. Throws a StoreError if the file ends before. There need
   * be no file if there is no segment.
   */
  static async open(path: string, end: number): Promise<SegmentFile> {
    if (end === 0) return new SegmentFile(path, null, 0)
    const file = await openFile(path, 'r+').catch((error: unknown) => {
      throw incomplete(path, 'is missing', error)
    })
    const { size } = await file.writing.stat()
    if (size < end) {
      await closeFile(file)
      throw incomplete(path, `ends at byte ${size}, but records are stored up to byte ${end}`)
    }
    await file.writing.truncate(end)
    return new SegmentFile(path, file, end)
  }

  async append(segment: Uint8Array): Promise<number> {
    const { writing } = (this.#file ??= await openFile(this.#path, 'w'))
    const position = this.#end
    for (let written = 0; written < segment.length;) {
      const part = segment.subarray(written)
      const { bytesWritten } = await writing.write(part, 0, part.length, position + written)
      written += bytesWritten
    }
    await writing.datasync()
    this.#end = position + segment.length
    return position
  }

  giveUp(position: number): void {
    this.#end = position
    this.#segments.delete(position)
  }

  get end(): number {
    return this.#end
  }

  segmentAt(position: number, checksum: number): Segment {
    let segment = this.#segments.get(position)
    if (!segment) {
      const read = (offset: number, into: Uint8Array) => readAt(this.#file!.reading, position + offset, into)
      segment = new Segment({ fileName: basename(this.#path), position, read }, checksum)
      this.#segments.set(position, segment)
    }
    return segment
  }

  async close(): Promise<void> {
    if (this.#file) await closeFile(this.#file)
  }
}

interface OpenFile {
  readonly writing: FileHandle
  /** A descriptor. */
  readonly reading: number
}

async function openFile(path: string, flags: 'w' | 'r+'): Promise<OpenFile> {
  return { writing: await open(path, flags), reading: openSync(path, 'r') }
}

async function closeFile({ writing, reading }: OpenFile): Promise<void> {
  closeSync(reading)
  await writing.close()
}

/** Returns how many bytes there were. */
function readAt(file: number, position: number, into: Uint8Array): number {
  let read = 0
  while (read < into.length) {
    const more = readSync(file, into, read, into.length - read, position + read)
    if (more === 0) break
    read += more
  }
  return read
}

function incomplete(path: string, what: string, cause?: unknown): StoreError {
  return new StoreError(
    `The file ${basename(path)} of the event data store ${what}. Restore it from a backup, or load the log files into a new store.`,
    { cause },
  )
}
