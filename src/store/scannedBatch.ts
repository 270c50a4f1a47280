import { SCANNED_TEXTS, type ScannedRows, type ScannedText } from '../cloudtrail/scan/scannedRows.ts'
import { isLarge, segmentOfRows } from './segmentOfRows.ts'
import { parquetFile, type ParquetColumn } from './parquetWriter.ts'
import { ROWS_TOGETHER, type ScannedBatch } from './recordBatch.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The columns of the file beside those of texts, with what they are for a batch. */
export type ScannedColumn =
  | 'row'
  | 'content'
  | 'number'
  | 'shape'
  | 'eventTimeMs'
  | 'idHash'
  | 'readOnly'
  | 'listedResources'
  | 'eventID'
  | 'leaves'
  | ScannedText

/** What a batch knows of a scanner's rows. */
interface RowsInBatch {
  /** The place of each row among all rows of the batch in the order of arrival. */
  readonly arrivals: Uint32Array
  /** The batch's number for each shape of the scanner. */
  readonly shapes: readonly number[]
  /** What the rows' log file numbers mean, from `firstPlace` on. */
  readonly places: ScannedBatch['places']
  readonly firstPlace: number
  /** How many leaves each of the batch's shapes has, if the leaves go into a segment. */
  readonly leafCounts: readonly number[] | null
}

/** The rows of a scanner as a batch hands them over. */
export function scannedBatch(
  rows: ScannedRows,
  { arrivals, shapes, places, firstPlace, leafCounts }: RowsInBatch,
): ScannedBatch {
  const order = storedOrder(rows)
  const ordered = (values: Uint32Array | Uint8Array) => taken(values, order)
  const shapeNumbers = new Uint32Array(rows.count)
  for (let row = 0; row < rows.count; row++) shapeNumbers[row] = shapes[rows.shape[row]!]!
  const times = new BigInt64Array(rows.count)
  for (let row = 0; row < rows.count; row++) times[row] = BigInt(rows.eventTimeMs[order[row]!]!)
  const idHashes = ordered(rows.idHash)
  const contents = ordered(rows.logFile).map((number) => number - firstPlace)
  const numbers = ordered(rows.number)
  const segment = leafCounts && segmentOfRows(rows, order, shapes, leafCounts)
  const columns: (ParquetColumn & { readonly name: ScannedColumn })[] = [
    { name: 'row', kind: 'int32', values: ordered(arrivals) },
    { name: 'content', kind: 'int32', values: contents },
    { name: 'number', kind: 'int32', values: numbers },
    { name: 'shape', kind: 'int32', values: Uint32Array.from(order, (row) => shapes[rows.shape[row]!]!) },
    { name: 'eventTimeMs', kind: 'int64', values: times },
    { name: 'idHash', kind: 'uint32', values: idHashes },
    { name: 'readOnly', kind: 'int32', values: ordered(rows.readOnly) },
    { name: 'listedResources', kind: 'int32', values: ordered(rows.listedResources) },
    {
      name: 'eventID',
      kind: 'texts',
      plain: plainTexts(rows.memory, rows.eventIDStart, rows.eventIDEnd, order),
    },
    ...SCANNED_TEXTS.map((name): ParquetColumn & { name: ScannedText } => {
      const { codes, starts, ends } = rows.texts[name]
      return {
        name,
        kind: 'coded',
        codes: ordered(codes),
        texts: plainTexts(rows.memory, starts, ends),
        distinct: starts.length,
      }
    }),
    {
      name: 'leaves',
      kind: 'texts',
      plain: plainTexts(rows.memory, rows.leavesStart, segment ? endsOfKept(rows) : rows.leavesEnd, order),
    },
  ]
  const pieces = parquetFile(columns, rows.count)
  return { pieces, first: 0, rowCount: rows.count, segment, idHashes, contents, numbers, places }
}

/** The ends of the leaves that the rows keep beside a segment: none, but for large records. */
function endsOfKept({ count, leavesStart, leavesEnd }: ScannedRows): Uint32Array {
  const ends = new Uint32Array(count)
  for (let row = 0; row < count; row++)
    ends[row] = isLarge(leavesStart[row]!, leavesEnd[row]!) ? leavesEnd[row]! : leavesStart[row]!
  return ends
}

/** The values in an order. (A loop: `from` with a function takes ten times as long.) */
function taken(values: Uint32Array | Uint8Array, order: Uint32Array): Uint32Array<ArrayBuffer> {
  const found = new Uint32Array(order.length)
  for (let at = 0; at < order.length; at++) found[at] = values[order[at]!]!
  return found
}

/** Rows in the order in which a store keeps them: by time, and within ROWS_TOGETHER by kind (batchChunks.ts). */
function storedOrder(rows: ScannedRows): Uint32Array {
  const order = byTime(rows)
  const kinds = kindsOf(rows)
  for (let first = 0; first < order.length; first += ROWS_TOGETHER)
    order.set(sortedBy(order.subarray(first, first + ROWS_TOGETHER), kinds), first)
  return order
}

function byTime({ count, eventTimeMs }: ScannedRows): Uint32Array {
  let order = new Uint32Array(count)
  for (let row = 0; row < count; row++) order[row] = row
  const first = eventTimeMs.reduce((least, timeMs) => Math.min(least, timeMs), Infinity)
  const range = eventTimeMs.reduce((most, timeMs) => Math.max(most, timeMs - first), 0)
  const digits = new Uint16Array(count)
  for (let unit = 1; unit <= range; unit *= NUMBERS) {
    // What exceeds 16 bits is left out.
    for (let row = 0; row < count; row++) digits[row] = Math.floor((eventTimeMs[row]! - first) / unit)
    order = sortedBy(order, digits)
  }
  return order
}

/** A number for each row, by its event source, then its event name, then its shape. */
function kindsOf({ count, shape, memory, texts }: ScannedRows): Uint16Array {
  const { eventSource: source, eventName: name } = texts
  const found = new Map<number, number>()
  const kinds = new Uint16Array(count)
  for (let row = 0; row < count; row++) {
    const key = (source.codes[row]! * NUMBERS + name.codes[row]!) * NUMBERS + shape[row]!
    let kind = found.get(key)
    if (kind === undefined) found.set(key, (kind = found.size))
    kinds[row] = kind
  }
  const decoder = new TextDecoder()
  const textOf = ({ starts, ends }: typeof source, code: number) =>
    decoder.decode(memory.subarray(starts[code], ends[code]))
  const named = [...found].map(([key, kind]) => {
    const pair = Math.floor(key / NUMBERS)
    const text = `${textOf(source, Math.floor(pair / NUMBERS))} ${textOf(name, pair % NUMBERS)}`
    return { kind, text, shape: key % NUMBERS }
  })
  named.sort((a, b) => (a.text === b.text ? a.shape - b.shape : a.text < b.text ? -1 : 1))
  const places = new Uint16Array(named.length)
  for (const [place, { kind }] of named.entries()) places[kind] = place
  return kinds.map((kind) => places[kind]!)
}

/** A batch has fewer rows, texts and shapes than this. */
const NUMBERS = 65_536

/** Rows by a number that each has; those with the same one stay in their order. */
function sortedBy(rows: Uint32Array, numbers: Uint16Array): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(NUMBERS + 1)
  for (let at = 0; at < rows.length; at++) starts[numbers[rows[at]!]! + 1]!++
  for (let number = 0; number < NUMBERS; number++) starts[number + 1]! += starts[number]!
  const sorted = new Uint32Array(rows.length)
  for (let at = 0; at < rows.length; at++) sorted[starts[numbers[rows[at]!]!]!++] = rows[at]!
  return sorted
}

/** Texts as Parquet lays them out: those of some rows in an order, or all. */
function plainTexts(memory: Uint8Array, starts: Uint32Array, ends: Uint32Array, order?: Uint32Array): Bytes {
  const count = order?.length ?? starts.length
  let size = 4 * count
  for (let at = 0; at < count; at++) {
    const index = order ? order[at]! : at
    size += ends[index]! - starts[index]!
  }
  const from = Buffer.from(memory.buffer, memory.byteOffset, memory.byteLength)
  const plain = new Uint8Array(size)
  const view = new DataView(plain.buffer)
  let at = 0
  for (let n = 0; n < count; n++) {
    const index = order ? order[n]! : n
    const length = ends[index]! - starts[index]!
    view.setUint32(at, length, true)
    at += 4
    if (length < SHORT) for (let i = starts[index]!; i < ends[index]!; i++) plain[at++] = memory[i]!
    else {
      from.copy(plain, at, starts[index], ends[index])
      at += length
    }
  }
  return plain
}

/** Up to this length a loop is faster than a call. */
const SHORT = 40
