import { BATCH_COLUMNS, chunkOfColumns, columnsOf, rowsOf, type Chunk } from './batchChunks.ts'
import type { BatchRows, RecordBatch } from './recordBatch.ts'

const LOG_FILE = BATCH_COLUMNS.indexOf('logFile')
const POSITION = BATCH_COLUMNS.indexOf('position')

/**
 * The two halves of a batch; null if it has one row or none. The second ends its log files and has
 * their counts, their problems and its pending rows. Both have the shapes and log files of the whole.
 */
export function splitBatch(batch: RecordBatch): readonly [RecordBatch, RecordBatch] | null {
  if (batch.rowCount < 2) return null
  const [first, second] = halves(batch)
  return [
    withRows({ ...batch, pending: null, contentEnd: null }, first, (slice) => ({
      ...slice,
      salvaged: 0,
      leftOut: 0,
      problems: [],
      end: null,
      sha256: null,
    })),
    withRows(batch, second, (slice) => slice),
  ]
}

/** The batch without its only row, which becomes a problem of its log file. */
export function withoutRow(batch: RecordBatch, reason: string): RecordBatch {
  const { logFile, position } = onlyRow(batch)
  const problem = { position, reason }
  return {
    ...batch,
    chunks: [],
    scanned: null,
    rowCount: 0,
    logFiles: batch.logFiles.map((slice, index) =>
      index === logFile
        ? { ...slice, records: 0, leftOut: slice.leftOut + 1, problems: [...slice.problems, problem] }
        : slice,
    ),
  }
}

function onlyRow({ chunks, scanned }: BatchRows): { logFile: number; position: string } {
  if (scanned) {
    const { logFile, entry } = scanned.places[scanned.contents[scanned.first]!]!
    const record = scanned.numbers[scanned.first]!
    return { logFile, position: `${entry === null ? '' : `${entry}: `}record ${record}` }
  }
  const columns = columnsOf(chunks[0]!)
  return { logFile: Number(textOf(columns[LOG_FILE]!)), position: textOf(columns[POSITION]!) }
}

/**
 * The batch without the pending rows of the content that ends in it, which become a problem of its
 * log file.
 */
export function withoutPending(batch: RecordBatch, reason: string): RecordBatch {
  const { contentEnd } = batch
  if (contentEnd === null) return batch
  return {
    ...batch,
    contentEnd: { ...contentEnd, hash: null },
    logFiles: batch.logFiles.map((slice, index) =>
      index === contentEnd.logFile
        ? { ...slice, problems: [...slice.problems, { position: null, reason }] }
        : slice,
    ),
  }
}

type Rows = Pick<BatchRows, 'chunks' | 'scanned'>

function withRows(
  batch: RecordBatch,
  rows: Rows,
  slice: (whole: RecordBatch['logFiles'][number]) => RecordBatch['logFiles'][number],
): RecordBatch {
  const records = batch.logFiles.map(() => 0)
  let rowCount = 0
  for (const logFile of logFilesOf(rows)) {
    rowCount++
    if (logFile !== null) records[logFile]!++
  }
  const logFiles = batch.logFiles.map((whole, index) => ({ ...slice(whole), records: records[index]! }))
  return { ...batch, ...rows, rowCount, logFiles }
}

/** The log file of each row. */
function* logFilesOf({ chunks, scanned }: Rows): Generator<number | null> {
  for (const chunk of chunks)
    for (const value of rowsOf(columnsOf(chunk)[LOG_FILE]!)) {
      const logFile = textOf(value)
      yield logFile === '' ? null : Number(logFile)
    }
  if (!scanned) return
  const { first, rowCount, contents, places } = scanned
  for (const content of contents.subarray(first, first + rowCount)) yield places[content]!.logFile
}

/** Scanned rows from the others if there are both. */
function halves({ chunks, scanned }: BatchRows): readonly [Rows, Rows] {
  if (scanned === null) {
    const [one, other] = halvesOfChunks(chunks)
    return [
      { chunks: one, scanned },
      { chunks: other, scanned },
    ]
  }
  if (chunks.length > 0)
    return [
      { chunks: [], scanned },
      { chunks, scanned: null },
    ]
  const rowCount = Math.ceil(scanned.rowCount / 2)
  const rest = { first: scanned.first + rowCount, rowCount: scanned.rowCount - rowCount }
  return [
    { chunks, scanned: { ...scanned, rowCount } },
    { chunks, scanned: { ...scanned, ...rest } },
  ]
}

/** Splits between chunks if there are several, otherwise between the rows of the only one. */
function halvesOfChunks(chunks: readonly Chunk[]): readonly [Chunk[], Chunk[]] {
  const middle = Math.ceil(chunks.length / 2)
  if (chunks.length > 1) return [chunks.slice(0, middle), chunks.slice(middle)]
  const columns = columnsOf(chunks[0]!).map(rowsOf)
  const row = Math.ceil(columns[0]!.length / 2)
  return [
    [chunkOfColumns(columns.map((rows) => rows.slice(0, row)))],
    [chunkOfColumns(columns.map((rows) => rows.slice(row)))],
  ]
}

function textOf(value: Uint8Array): string {
  return new TextDecoder().decode(value)
}
