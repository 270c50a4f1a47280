import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { segmentRows } from '../../testing/segmentRows.ts'
import { encodeSegment } from './encodeSegment.ts'
import { LoadedSegment } from './loadedSegment.ts'
import { SegmentFile } from './segmentFile.ts'
import { checksumOf } from './segmentHeader.ts'

/** A segment of one row, and what is named of it. */
async function append(file: SegmentFile, value: string): Promise<Appended> {
  const bytes = encodeSegment(segmentRows([{ shape: 0, leaves: [value] }]))
  return { position: await file.append(bytes), checksum: checksumOf(bytes) }
}

interface Appended {
  readonly position: number
  readonly checksum: number
}

describe('a file of segments', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'segments-'))
    path = join(folder, 'store.records')
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('has the segments that were appended, also when it is opened again', async () => {
    const file = await SegmentFile.open(path, 0)
    const first = await append(file, 'one')
    const second = await append(file, 'two')
    expect(valueAt(file, second)).toBe('two')
    const { end } = file
    await file.close()
    const again = await SegmentFile.open(path, end)
    expect(valueAt(again, first)).toBe('one')
    expect(valueAt(again, second)).toBe('two')
    await again.close()
  })

  test('is cut where the last segment ends that the store names', async () => {
    const file = await SegmentFile.open(path, 0)
    await append(file, 'one')
    const { end } = file
    await append(file, 'not committed')
    await file.close()
    const again = await SegmentFile.open(path, end)
    expect((await stat(path)).size).toBe(end)
    const next = await append(again, 'two')
    expect(next.position).toBe(end)
    expect(valueAt(again, next)).toBe('two')
    await again.close()
  })

  test('writes over a segment that the store gave up', async () => {
    const file = await SegmentFile.open(path, 0)
    const givenUp = await append(file, 'given up')
    file.giveUp(givenUp.position)
    const next = await append(file, 'two')
    expect(next.position).toBe(givenUp.position)
    expect(valueAt(file, next)).toBe('two')
    await file.close()
  })

  test('does not take another segment for the one that is named', async () => {
    const file = await SegmentFile.open(path, 0)
    const { position } = await append(file, 'one')
    const { checksum } = await append(file, 'two')
    expect(() => valueAt(file, { position, checksum })).toThrow(`is damaged from byte ${position} on`)
    await file.close()
  })

  test('is not opened if it is missing or too short', async () => {
    await expect(SegmentFile.open(path, 10)).rejects.toThrow(
      'The file store.records of the event data store is missing',
    )
    await writeFile(path, 'short')
    await expect(SegmentFile.open(path, 10)).rejects.toThrow(
      'ends at byte 5, but records are stored up to byte 10',
    )
  })

  test('names the byte where it is damaged', async () => {
    const file = await SegmentFile.open(path, 0)
    const first = await append(file, 'one')
    const second = await append(file, 'two')
    const { end } = file
    await file.close()
    const bytes = await readFile(path)
    bytes[second.position + 70]! ^= 1
    await writeFile(path, bytes)
    const again = await SegmentFile.open(path, end)
    expect(valueAt(again, first)).toBe('one')
    expect(() => valueAt(again, second)).toThrow(
      `The file store.records of the event data store is damaged from byte ${second.position + 68} on`,
    )
    await again.close()
  })
})

function valueAt(file: SegmentFile, { position, checksum }: Appended): string {
  return Buffer.from(new LoadedSegment(file.segmentAt(position, checksum)).leavesOf([0]).bytes).toString()
}
