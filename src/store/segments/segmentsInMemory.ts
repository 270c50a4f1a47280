import { Segment } from './segment.ts'
import type { SegmentStorage } from './segmentFile.ts'
import { checksumOf } from './segmentHeader.ts'

/** The segments of a store that is in memory; a position is an index. */
export class SegmentsInMemory implements SegmentStorage {
  readonly #segments: Segment[] = []

  append(bytes: Uint8Array): Promise<number> {
    const read = (offset: number, into: Uint8Array) => {
      const part = bytes.subarray(offset, offset + into.length)
      into.set(part)
      return part.length
    }
    const segment = new Segment({ fileName: 'memory', position: 0, read }, checksumOf(bytes))
    return Promise.resolve(this.#segments.push(segment) - 1)
  }

  giveUp(position: number): void {
    this.#segments.length = position
  }

  segmentAt(position: number): Segment {
    return this.#segments[position]!
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}
