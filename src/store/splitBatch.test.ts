import { expect, test } from 'vitest'
import { readEvent } from '../testing/storeOf.ts'
import { BatchWriter } from './batchWriter.ts'
import type { RecordBatch } from './recordBatch.ts'
import { splitBatch, withoutRow } from './splitBatch.ts'

const problems = [{ position: 'byte 7', reason: 'A record is not whole.' }]

/** Rows of two log files by turns. Every third record has an empty last value. */
function batchOf(rows: number, characters = 1): RecordBatch {
  const writer = new BatchWriter()
  for (let row = 0; row < rows; row++) {
    const text = JSON.stringify({
      eventVersion: '1',
      eventID: `e${row}`,
      x: 'x'.repeat(row % 3 ? characters : 0),
    })
    const { record, event } = readEvent(text)
    writer.add(record, event, row % 2, `record ${row}`, row)
  }
  const slice = { uri: null, size: 0, modifiedMs: 0, salvaged: 3, leftOut: 2 }
  return writer.take([
    { ...slice, name: 'a.json', records: Math.ceil(rows / 2), problems, end: 'read' as const, sha256: null },
    {
      ...slice,
      name: 'b.json',
      records: Math.floor(rows / 2),
      problems: [],
      end: 'read' as const,
      sha256: null,
    },
  ])
}

const textsOf = ({ chunks }: RecordBatch) =>
  chunks.map((chunk) =>
    new TextDecoder()
      .decode(chunk)
      .split('\u001d')
      .map((column) => column.split('\u001e')),
  )

/** A batch's rows, however they are divided into chunks. */
const rowsOf = (batch: RecordBatch) =>
  textsOf(batch).flatMap((columns) => columns[0]!.map((_, row) => columns.map((column) => column[row])))

test.each([
  [2, 1],
  [3, 1],
  [101, 1],
  [9, 2_000_000],
])(
  'the halves of a batch of %i rows have every row once, and end their log files once',
  (rows, characters) => {
    const whole = batchOf(rows, characters)
    const parts = [whole]
    for (let part = 0; part < parts.length; part++) {
      const halves = splitBatch(parts[part]!)
      if (halves) parts.splice(part--, 1, ...halves)
    }
    expect(parts.map(({ rowCount }) => rowCount)).toEqual(Array.from({ length: rows }, () => 1))
    expect(parts.flatMap(rowsOf)).toEqual(rowsOf(whole))
    for (const [index, { records }] of whole.logFiles.entries())
      expect(parts.reduce((sum, part) => sum + part.logFiles[index]!.records, 0)).toBe(records)
    for (const count of ['salvaged', 'leftOut'] as const)
      expect(parts.reduce((sum, part) => sum + part.logFiles[0]![count], 0)).toBe(whole.logFiles[0]![count])
    expect(parts.map(({ logFiles }) => logFiles[0]!.end)).toEqual(
      Array.from({ length: rows }, (_, part) => (part === rows - 1 ? 'read' : null)),
    )
    expect(parts.flatMap(({ logFiles }) => logFiles.flatMap((slice) => slice.problems))).toEqual(problems)
  },
)

/** The same with rows that a scanner took, in two entries of an archive, before the others. */
function scannedBatchOf(scanned: number, others: number): RecordBatch {
  const writer = new BatchWriter()
  const record = (id: string) =>
    JSON.stringify({ eventVersion: '1.08', eventID: id, eventTime: '2026-02-01T10:00:00Z' })
  for (const entry of ['a', 'b']) {
    const records = Array.from({ length: scanned }, (_, row) => record(`${entry}${row}`))
    const taker = writer.beginText(Buffer.from(`{"Records":[${records.join(',')}]}`), 0, entry)
    expect(taker?.take()).toEqual({ end: 'end', records: scanned })
  }
  for (let row = 0; row < others; row++) {
    const read = readEvent(record(`c${row}`))
    writer.add(read.record, read.event, 1, `record ${row + 1}`, row + 1)
  }
  const slice = { uri: null, size: 0, modifiedMs: 0, salvaged: 0, leftOut: 0, problems: [], sha256: null }
  return writer.take([
    { ...slice, name: 'a.zip', records: 2 * scanned, end: 'read' as const },
    { ...slice, name: 'c.json', records: others, end: 'read' as const },
  ])
}

test.each([
  [1, 0],
  [3, 2],
  [40, 1],
])(
  'the halves of a batch of 2 x %i rows of a scanner and %i others have each row once',
  (scanned, others) => {
    const whole = scannedBatchOf(scanned, others)
    const parts = [whole]
    for (let part = 0; part < parts.length; part++) {
      const halves = splitBatch(parts[part]!)
      if (halves) parts.splice(part--, 1, ...halves)
    }
    expect(parts.map(({ rowCount }) => rowCount)).toEqual(
      Array.from({ length: 2 * scanned + others }, () => 1),
    )
    const positions = parts.map((part) =>
      withoutRow(part, 'too large').logFiles.flatMap((slice) => slice.problems),
    )
    const expected = [
      ...['a: ', 'b: '].flatMap((entry) =>
        Array.from({ length: scanned }, (_, row) => `${entry}record ${row + 1}`),
      ),
      ...Array.from({ length: others }, (_, row) => `record ${row + 1}`),
    ]
    const found = positions.flatMap((of) => of.map(({ position }) => String(position)))
    expect(new Set(found)).toEqual(new Set(expected))
    expect(parts.reduce((sum, part) => sum + part.logFiles[0]!.records, 0)).toBe(2 * scanned)
  },
)

test('a single row has the position in its log file', () => {
  const [, second] = splitBatch(batchOf(2))!
  expect(splitBatch(second)).toBeNull()
  const without = withoutRow(second, 'It is too large.')
  expect(without).toMatchObject({ rowCount: 0, chunks: [] })
  expect(without.logFiles.map((slice) => [slice.records, slice.leftOut, slice.end, slice.problems])).toEqual([
    [0, 2, 'read', problems],
    [0, 3, 'read', [{ position: 'record 1', reason: 'It is too large.' }]],
  ])
})
