import fc from 'fast-check'
import { LEAF_SEPARATOR } from '../cloudtrail/recordShape.ts'
import type { SegmentRows } from '../store/segments/encodeSegment.ts'

/** A row of a segment as a plain object. */
export interface PlainRow {
  readonly shape: number
  readonly leaves: readonly string[]
}

/** Rows as the encoder takes them. */
export function segmentRows(rows: readonly PlainRow[]): SegmentRows {
  const texts = rows.map(({ leaves }) => Buffer.from(leaves.join(LEAF_SEPARATOR)))
  const leafCounts: number[] = []
  for (const { shape, leaves } of rows) leafCounts[shape] = leaves.length
  const ends: number[] = []
  for (const text of texts) ends.push((ends.at(-1) ?? 0) + text.length)
  return {
    count: rows.length,
    memory: Buffer.concat(texts),
    leavesStart: Uint32Array.from(texts, ({ length }, row) => ends[row]! - length),
    leavesEnd: Uint32Array.from(ends),
    shape: Uint32Array.from(rows, ({ shape }) => shape),
    leafCounts,
  }
}

const character = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...'abciksABIKS059-:/.\\" '.split('')) },
  { weight: 1, arbitrary: fc.constantFrom('İ', '\u212a', 'ſ', 'é', 'É', 'ß', 'Σ', '名', '😀') },
)
const word = fc.string({ unit: character, maxLength: 40 })
const uuid = fc.uuid()
const second = fc
  .integer({ min: 0, max: 0xffffffff })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace('.000', ''))

/** Texts that are nearly of a form in which values are stored. */
const nearly = fc.oneof(
  uuid.map((text) => text.toUpperCase()),
  uuid.map((text) => text.replaceAll('-', '0')),
  uuid.map((text) => `${text}a`),
  // What decodes bytes may take the first character for a mark, and leave it out.
  word.map((text) => `\ufeff${text}`),
  fc.constantFrom(
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01 00:00:00Z',
    '2026-01-01t00:00:00z',
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00Z',
    '2000-02-29T12:00:00Z',
    '2100-02-29T12:00:00Z',
    '2106-02-07T06:28:15Z',
    '2106-02-07T06:28:16Z',
    '0000-00-00T00:00:00Z',
  ),
)

/** The values of one slot in a run of rows: all the same, a few, or all kinds. */
const valuesOfSlot = fc.oneof(
  fc.constantFrom(word, uuid, second, nearly).chain((any) => any.map((value) => fc.constant(value))),
  fc.array(fc.oneof(word, nearly), { minLength: 1, maxLength: 5 }).map((few) => fc.constantFrom(...few)),
  fc.constantFrom(
    word,
    uuid,
    second,
    fc.oneof(uuid, nearly),
    fc.oneof(second, nearly),
    fc.oneof(word, uuid, second, nearly),
    fc.integer().map(String),
    fc.constantFrom('', 'true', 'x'.repeat(3000)),
    fc.string({ unit: character, minLength: 20, maxLength: 20 }),
  ),
)

const runOfRows = fc
  .record({ shape: fc.nat(5), length: fc.oneof(fc.nat(3), fc.nat(40)) })
  .chain(({ shape, length }) =>
    fc.tuple(...Array.from({ length: shape }, () => valuesOfSlot)).chain((slots) =>
      fc.array(
        fc.tuple(...slots).map((leaves): PlainRow => ({ shape, leaves })),
        { minLength: length, maxLength: length },
      ),
    ),
  )

/** Rows in runs of one shape; those of shape n have n leaves. */
export const anySegmentRows = fc.array(runOfRows, { maxLength: 6 }).map((runs) => runs.flat())
