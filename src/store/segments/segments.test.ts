import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { foldCase } from '../../filter/foldCase.ts'
import { anySegmentRows, segmentRows, type PlainRow } from '../../testing/segmentRows.ts'
import { StoreError } from '../storeError.ts'
import { encodeSegment, MAX_ROWS } from './encodeSegment.ts'
import { LoadedSegment } from './loadedSegment.ts'
import { rowsWithWord } from './rowsWithWord.ts'
import { Segment } from './segment.ts'
import { checksumOf } from './segmentHeader.ts'
import { valuesAtSlots } from './valuesAtSlots.ts'

describe('a segment', () => {
  test('returns the leaves of any rows, in any order', () => {
    fc.assert(
      fc.property(anySegmentRows, fc.infiniteStream(fc.nat()), (rows, chances) => {
        const segment = segmentOf(rows)
        const shuffled = [...rows.keys()]
          .map((row) => [chances.next().value as number, row] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, row]) => row)
        const some = shuffled.slice(0, (chances.next().value as number) % (rows.length + 1))
        expect(leavesIn(segment, some)).toEqual(some.map((row) => rows[row]!.leaves.join(LEAF_SEPARATOR)))
      }),
    )
  })

  test('finds a word in the leaves that contain it, whatever its case', () => {
    fc.assert(
      fc.property(anySegmentRows, fc.nat(), fc.nat(36), fc.nat(36), (rows, which, from, length) => {
        const segment = segmentOf(rows)
        const leaves = rows.flatMap((row) => row.leaves)
        const word = foldCase(
          Array.from(leaves[which % leaves.length] ?? '')
            .slice(from, from + 1 + length)
            .join(''),
        )
        expect(found(segment, word)).toEqual(containing(rows, word))
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    'a',
    'k',
    'i',
    's',
    'é',
    'σ',
    '-',
    '4',
    '00',
    'deadbeef-',
    '2026',
    '-0',
    't0',
    '0z',
    ':',
    'zz',
    '\\',
  ])('finds %j in identifiers, times and other text', (word) => {
    for (const rows of fc.sample(anySegmentRows, { numRuns: 20, seed: 5 }))
      expect(found(segmentOf(rows), word)).toEqual(containing(rows, word))
  })

  test('finds no word that spans two leaves', () => {
    const segment = segmentOf([{ shape: 0, leaves: ['one', 'two'] }])
    expect(found(segment, 'onetwo')).toEqual([])
    expect(found(segment, `one${LEAF_SEPARATOR}two`)).toEqual([])
    expect(found(segment, '')).toEqual([])
  })

  test('has the values at slots, with their rows', () => {
    fc.assert(
      fc.property(anySegmentRows, fc.array(fc.nat(4), { maxLength: 2 }), (rows, slots) => {
        const slotsOf = (shape: number) => slots.filter((slot) => slot < shape)
        const { texts, rows: ofRows, values } = valuesAtSlots(segmentOf(rows), slotsOf)
        const pairs = [...ofRows].map((row, index) => [row, texts[values[index]!]!] as const)
        const wanted = rows.flatMap(({ shape, leaves }, row) =>
          slotsOf(shape).map((slot) => [row, leaves[slot]!] as const),
        )
        expect(pairs.map(String).toSorted()).toEqual(wanted.map(String).toSorted())
      }),
    )
  })

  test('is found to be damaged wherever a byte differs', () => {
    const rows = fc.sample(anySegmentRows, { numRuns: 1, seed: 11 })[0]!
    const sound = encodeSegment(segmentRows(rows))
    const everything = (bytes: Uint8Array) => {
      const segment = new Segment(sourceOf(bytes), checksumOf(sound))
      leavesIn(segment, [])
      rowsWithWord(segment, 'a')
      valuesAtSlots(segment, () => [0])
    }
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = sound.slice()
        damaged[place]! ^= change
        expect(() => everything(damaged)).toThrow(StoreError)
      }),
    )
    for (let length = 0; length < sound.length; length += 97)
      expect(() => everything(sound.subarray(0, length))).toThrow(StoreError)
  })

  test('takes a shape of its own for each record', () => {
    const rows = Array.from({ length: MAX_ROWS }, (_, row) => ({
      shape: row,
      leaves: ['same', `value ${row}`, String(row % 7)],
    }))
    const segment = segmentOf(rows)
    expect(found(segment, 'value 65535')).toEqual([65_535])
    expect(leavesIn(segment, [40_000])).toEqual([rows[40_000]!.leaves.join(LEAF_SEPARATOR)])
  })

  test('takes more distinct values than a dictionary', () => {
    const rows = Array.from({ length: MAX_ROWS }, (_, row) => ({
      shape: Math.floor(row / 3),
      leaves: Array.from({ length: 6 }, (_leaf, slot) => `${slot}-${row}`),
    }))
    const segment = segmentOf(rows)
    expect(segment.header.valueCount).toBe(2 ** 18)
    expect(found(segment, '5-65535')).toEqual([65_535])
    const all = [...rows.keys()]
    expect(leavesIn(segment, all)).toEqual(rows.map(({ leaves }) => leaves.join(LEAF_SEPARATOR)))
  })

  test('takes a value of 64 MB, and a record of 100,000 values', () => {
    const large = `${'large '.repeat(11_000_000)}end`
    const many = Array.from({ length: 100_000 }, (_, index) => String(index))
    const rows = [
      { shape: 0, leaves: [large] },
      { shape: 1, leaves: many },
      { shape: 1, leaves: many.toReversed() },
    ]
    const segment = segmentOf(rows)
    expect(found(segment, 'large end')).toEqual([0])
    expect(found(segment, '99999')).toEqual([1, 2])
    expect(leavesIn(segment, [2, 0, 1])).toEqual(
      [2, 0, 1].map((row) => rows[row]!.leaves.join(LEAF_SEPARATOR)),
    )
  })

  test('is not made of rows that contradict their shapes', () => {
    const rows = segmentRows([{ shape: 0, leaves: ['a', 'b'] }])
    expect(() => encodeSegment({ ...rows, leafCounts: [3] })).toThrow('do not have 3 leaves')
    expect(() => encodeSegment({ ...rows, leafCounts: [1] })).toThrow('do not have 1 leaves')
    expect(() => encodeSegment({ ...rows, count: MAX_ROWS + 1 })).toThrow('at most 65536 rows')
  })
})

function sourceOf(bytes: Uint8Array) {
  const read = (offset: number, into: Uint8Array) => {
    const part = bytes.subarray(offset, offset + into.length)
    into.set(part)
    return part.length
  }
  return { fileName: 'records', position: 0, read }
}

function segmentOf(rows: readonly PlainRow[]): Segment {
  const bytes = encodeSegment(segmentRows(rows))
  return new Segment(sourceOf(bytes), checksumOf(bytes))
}

function leavesIn(segment: Segment, rows: readonly number[]): string[] {
  const { bytes, starts, ends } = new LoadedSegment(segment).leavesOf(rows)
  return rows.map((_, index) => Buffer.from(bytes.subarray(starts[index], ends[index])).toString())
}

const found = (segment: Segment, word: string): number[] =>
  [...(rowsWithWord(segment, word) ?? [])].flatMap((has, row) => (has === 1 ? [row] : []))

const containing = (rows: readonly PlainRow[], word: string): number[] =>
  rows.flatMap(({ leaves }, row) =>
    word !== '' && leaves.some((leaf) => foldCase(leaf).includes(word)) ? [row] : [],
  )
