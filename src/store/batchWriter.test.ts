import { expect, test } from 'vitest'
import { BatchWriter } from './batchWriter.ts'
import { MAX_ROWS, type RecordBatch } from './recordBatch.ts'

const record = (id: string) =>
  `{"eventVersion":"1.08","eventID":"${id}","eventTime":"2026-02-01T10:00:00Z","eventName":"A"}`

const textOf = (name: string, records: number) =>
  Buffer.from(`{"Records":[${Array.from({ length: records }, (_, i) => record(`${name}-${i}`)).join(',')}]}`)

/** How many rows of a scanner each log file of the batch has, by its number and entry. */
function countsOf({ scanned }: RecordBatch): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const content of scanned!.contents) {
    const { logFile, entry } = scanned!.places[content]!
    const key = `${logFile} ${entry}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

test('the rows of a text that fills a batch belong to its log file in the next one too', () => {
  const writer = new BatchWriter()
  const take = (name: string, records: number, logFile: number, entry: string | null) => {
    const taker = writer.beginText(textOf(name, records), logFile, entry)!
    return { taker, ...taker.take() }
  }
  expect(take('a', 10, 0, null)).toMatchObject({ end: 'end', records: 10 })
  expect(take('b', 5, 1, null)).toMatchObject({ end: 'end', records: 5 })
  const { taker, end } = take('c', MAX_ROWS + 20, 2, 'entry')
  expect(end).toBe('full')
  expect(countsOf(writer.take([]))).toEqual({ '0 null': 10, '1 null': 5, '2 entry': MAX_ROWS - 15 })
  taker.goOn(0)
  expect(taker.take()).toEqual({ end: 'end', records: 35 })
  expect(take('d', 7, 1, null)).toMatchObject({ end: 'end', records: 7 })
  expect(countsOf(writer.take([]))).toEqual({ '0 entry': 35, '1 null': 7 })
  expect(take('e', 3, 0, null)).toMatchObject({ end: 'end', records: 3 })
  expect(countsOf(writer.take([]))).toEqual({ '0 null': 3 })
})
