import { EVENT_COLUMNS, type EventColumnName } from './eventColumns.ts'
import { ROWS_TOGETHER } from './recordBatch.ts'

/*
 * A chunk is some hundreds of rows as text in UTF-8: the columns of BATCH_COLUMNS, separated by
 * COLUMN_SEPARATOR, and in each the values of the rows, separated by ROW_SEPARATOR.
 */
export type Chunk = Uint8Array<ArrayBuffer>

// Like ITEM_SEPARATOR, characters that no value contains.
export const COLUMN_SEPARATOR = '\u001d'
export const ROW_SEPARATOR = '\u001e'

export type BatchColumnName =
  | 'row'
  | 'shape'
  | 'logFile'
  | 'position'
  | EventColumnName
  | 'readings'
  | 'leaves'

/** The columns of a batch, in their order. */
export const BATCH_COLUMNS: readonly BatchColumnName[] = [
  'row',
  'shape',
  'logFile',
  'position',
  ...EVENT_COLUMNS.map(({ name }) => name),
  'readings',
  'leaves',
]

const CHUNK_ROWS = 2048
const CHUNK_BYTES = 4 * 1024 * 1024
export const COLUMN_SEPARATOR_CODE = COLUMN_SEPARATOR.charCodeAt(0)
const ROW_SEPARATOR_CODE = ROW_SEPARATOR.charCodeAt(0)

/**
 * A row in its block of bytes: all columns but the last, each followed by COLUMN_SEPARATOR, then
 * its leaves.
 */
export interface WrittenRow {
  readonly timeMs: number
  /** A number for its event source and event name. */
  readonly kind: number
  readonly shape: number
  readonly block: Uint8Array
  /** Where the bytes begin that are not yet in a chunk. */
  start: number
  readonly leaves: number
  readonly end: number
}

/**
 * Rows in the order in which a store keeps them: by time, and within {@link ROWS_TOGETHER} by kind.
 */
export function inOrder(rows: WrittenRow[], kinds: ReadonlyMap<string, number>): WrittenRow[] {
  const rank: number[] = []
  for (const [index, name] of [...kinds.keys()].toSorted().entries()) rank[kinds.get(name)!] = index
  rows.sort((a, b) => a.timeMs - b.timeMs)
  const ordered: WrittenRow[] = []
  for (let first = 0; first < rows.length; first += ROWS_TOGETHER) {
    const together = rows.slice(first, first + ROWS_TOGETHER)
    together.sort((a, b) => rank[a.kind]! - rank[b.kind]! || a.shape - b.shape)
    for (const row of together) ordered.push(row)
  }
  return ordered
}

/** Rows as chunks; consumes the rows. */
export function* chunksOf(rows: readonly WrittenRow[]): Generator<Chunk> {
  for (let first = 0; first < rows.length;) {
    let end = first
    let bytes = 0
    while (end < rows.length && end - first < CHUNK_ROWS && (end === first || bytes < CHUNK_BYTES)) {
      // A separator follows each value; the last value of a row has none in the row itself.
      bytes += rows[end]!.end - rows[end]!.start + 1
      end++
    }
    yield chunkOf(rows.slice(first, end), bytes - 1)
    first = end
  }
}

/** The columns of some rows. Separators go between values, none after the last. */
function chunkOf(rows: readonly WrittenRow[], length: number): Chunk {
  const chunk = new Uint8Array(length)
  let at = 0
  for (let column = 1; column < BATCH_COLUMNS.length; column++) {
    for (const row of rows) {
      const { block } = row
      let from = row.start
      for (let code = block[from]!; code !== COLUMN_SEPARATOR_CODE; code = block[++from]!) chunk[at++] = code
      row.start = from + 1
      chunk[at++] = ROW_SEPARATOR_CODE
    }
    chunk[at - 1] = COLUMN_SEPARATOR_CODE
  }
  for (const { block, leaves, end } of rows) {
    chunk.set(block.subarray(leaves, end), at)
    at += end - leaves
    chunk[at++] = ROW_SEPARATOR_CODE
  }
  return chunk
}

export function columnsOf(chunk: Chunk): Uint8Array[] {
  return divided(chunk, COLUMN_SEPARATOR_CODE)
}

export function rowsOf(column: Uint8Array): Uint8Array[] {
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

/** The chunk whose columns have these rows. */
export function chunkOfColumns(columns: readonly (readonly Uint8Array[])[]): Chunk {
  const length = columns.flat().reduce((sum, value) => sum + value.length + 1, -1)
  const chunk = new Uint8Array(length)
  let at = 0
  for (const [column, rows] of columns.entries()) {
    for (const value of rows) {
      chunk.set(value, at)
      at += value.length
      if (at < length) chunk[at++] = ROW_SEPARATOR_CODE
    }
    if (column < columns.length - 1) chunk[at - 1] = COLUMN_SEPARATOR_CODE
  }
  return chunk
}
