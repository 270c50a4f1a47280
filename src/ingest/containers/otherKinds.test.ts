import { expect, test } from 'vitest'
import { find } from '../readForTest.ts'
import { tar } from './tarForTest.ts'

test.each([
  ['Rar!\x1a\x07\x01\0', 'This is a RAR archive. Unpack it with unrar x FILE and load the folder.'],
  ['\x1f\x9d\x90abc', 'This is a file of compress (.Z). Unpack it with gzip -d FILE and load the result.'],
  ['\x04\x22\x4d\x18abc', 'This is an LZ4 file. Unpack it with lz4 -d FILE and load the result.'],
  ['SQLite format 3\0', 'This is an SQLite database. Export the records as JSON and load that.'],
  ['xxxxxxxxDUCK\0', 'This is a DuckDB database. Export the records as JSON and load that.'],
  ['ORC\0', 'This is an ORC file. Export the records as JSON and load that.'],
  ['%PDF-1.7', 'This is a PDF document. It is not a log file.'],
  ['\x89PNG\r\n\x1a\n', 'This is an image. It is not a log file.'],
  ['\x7fELF\x02', 'This is a program. It is not a log file.'],
  ['\x01\x02\x03\0\0', 'Not a CloudTrail log file (neither text nor compressed text).'],
])('%j is named, with what to do', async (start, reason) => {
  const bytes = Buffer.from(start, 'latin1')
  expect(await find(bytes)).toEqual({ records: [], positions: [], problems: [{ position: null, reason }] })
  const inArchive = await find(tar([{ name: 'x', content: bytes }]))
  expect(inArchive.problems).toEqual([{ position: 'x', reason }])
})
