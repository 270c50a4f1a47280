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
