import { BATCH_COLUMNS, COLUMN_SEPARATOR, ROW_SEPARATOR, type RecordBatch } from './recordBatch.ts'

const COLUMN_SEPARATOR_CODE = COLUMN_SEPARATOR.charCodeAt(0)
const ROW_SEPARATOR_CODE = ROW_SEPARATOR.charCodeAt(0)
const LOG_FILE = BATCH_COLUMNS.indexOf('logFile')
const POSITION = BATCH_COLUMNS.indexOf('position')

type Chunk = RecordBatch['chunks'][number]

/**
 * The two halves of a batch, of which the second ends its log files, has their problems and what is withheld; null where it has one row or none.
 * Each is a batch with the shapes and log files of the whole.
 */
export function splitBatch(batch: RecordBatch): readonly [RecordBatch, RecordBatch] | null {
  if (batch.rowCount < 2) return null
  const [first, second] = halves(batch.chunks)
  return [
    withChunks({ ...batch, withheld: null, contentEnd: null }, first, (slice) => ({
      ...slice,
      problems: [],
      finished: false,
    })),
    withChunks(batch, second, (slice) => slice),
  ]
}

/** The batch without its one row, which becomes a problem of its log file. */
export function withoutRow(batch: RecordBatch, reason: string): RecordBatch {
  const columns = columnsOf(batch.chunks[0]!)
  const logFile = Number(textOf(columns[LOG_FILE]!))
  const problem = { position: textOf(columns[POSITION]!), reason }
  return {
    ...batch,
    chunks: [],
    rowCount: 0,
    logFiles: batch.logFiles.map((slice, index) =>
      index === logFile ? { ...slice, records: 0, problems: [...slice.problems, problem] } : slice,
    ),
  }
}

/** The batch without what earlier batches withheld of the content that ends in it, which becomes a problem of its log file. */
export function withoutWithheld(batch: RecordBatch, reason: string): RecordBatch {
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

function withChunks(
  batch: RecordBatch,
  chunks: readonly Chunk[],
  slice: (whole: RecordBatch['logFiles'][number]) => RecordBatch['logFiles'][number],
): RecordBatch {
  const records = batch.logFiles.map(() => 0)
  let rowCount = 0
  for (const chunk of chunks) {
    for (const value of rowsOf(columnsOf(chunk)[LOG_FILE]!)) {
      rowCount++
      const logFile = textOf(value)
      if (logFile !== '') records[Number(logFile)]!++
    }
  }
  const logFiles = batch.logFiles.map((whole, index) => ({ ...slice(whole), records: records[index]! }))
  return { ...batch, chunks, rowCount, logFiles }
}

/** Between chunks where there are several, else between the rows of the one. */
function halves(chunks: readonly Chunk[]): readonly [Chunk[], Chunk[]] {
  const middle = Math.ceil(chunks.length / 2)
  if (chunks.length > 1) return [chunks.slice(0, middle), chunks.slice(middle)]
  const columns = columnsOf(chunks[0]!).map(rowsOf)
  const row = Math.ceil(columns[0]!.length / 2)
  return [
    [chunkOf(columns.map((rows) => rows.slice(0, row)))],
    [chunkOf(columns.map((rows) => rows.slice(row)))],
  ]
}

function columnsOf(chunk: Uint8Array): Uint8Array[] {
  return divided(chunk, COLUMN_SEPARATOR_CODE)
}

function rowsOf(column: Uint8Array): Uint8Array[] {
  return divided(column, ROW_SEPARATOR_CODE)
}

function divided(bytes: Uint8Array, separator: number): Uint8Array[] {
  const parts: Uint8Array[] = []
  let from = 0
  for (let at = bytes.indexOf(separator); at >= 0; at = bytes.indexOf(separator, from)) {
    parts.push(bytes.subarray(from, at))
    from = at + 1
  }
  return [...parts, bytes.subarray(from)]
}

function chunkOf(columns: readonly (readonly Uint8Array[])[]): Chunk {
  const length = columns.flat().reduce((sum, value) => sum + value.length + 1, -1)
  const chunk = new Uint8Array(length)
  let at = 0
  for (const rows of columns) {
    for (const value of rows) {
      chunk.set(value, at)
      at += value.length
      if (at < length) chunk[at++] = ROW_SEPARATOR_CODE
    }
    if (at < length) chunk[at - 1] = COLUMN_SEPARATOR_CODE
  }
  return chunk
}

function textOf(value: Uint8Array): string {
  return new TextDecoder().decode(value)
}
