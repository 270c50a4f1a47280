import { hashID } from './hashID.ts'
import { suffixOfEventID, suffixOfLongEventID, suffixOfPlace } from './idSuffix.ts'
import { NamelessRows } from './namelessRows.ts'
import type { LogFileProblem } from './eventStore.ts'
import { writtenEventID, type DescribedEvent } from '../cloudtrail/describe.ts'
import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import type { RecordShape } from '../cloudtrail/recordShape.ts'

/** Records on their way into a store, as bytes that pass between threads without being copied. */
export interface RecordBatch {
  /**
   * Some hundreds of rows a chunk, as text in UTF-8: its columns, those of {@link BATCH_COLUMNS}, divided by COLUMN_SEPARATOR, each
   * the values of its rows divided by ROW_SEPARATOR.
   */
  readonly chunks: readonly Uint8Array<ArrayBuffer>[]
  readonly rowCount: number
  /** Shapes by the number that rows call them. */
  readonly shapes: readonly string[]
  /** Log files by the number that rows call them; a row of the simulated account has none. */
  readonly logFiles: readonly LogFileSlice[]
  readonly withheld: WithheldRows | null
  readonly contentEnd: ContentEnd | null
}

/**
 * Rows of records without eventID, of the batch's last log file. What identifies them is the content that they came from, and that
 * goes on behind the batch: so they are not among the batch's own. In place of an idSuffix they have their number in the content.
 */
export interface WithheldRows {
  /** What names the content until it has ended. */
  readonly content: string
  readonly chunks: readonly Uint8Array<ArrayBuffer>[]
  readonly rowCount: number
}

/** That a content has ended of which earlier batches withheld rows. */
export interface ContentEnd {
  readonly content: string
  /** null when it could not be read to its end: what was withheld is not kept. */
  readonly hash: string | null
  /** The log file's number in the batch. */
  readonly logFile: number
}

/** What can be handed from thread to thread of a batch. */
export function buffersOf({ chunks, withheld }: RecordBatch): ArrayBuffer[] {
  return [...chunks, ...(withheld?.chunks ?? [])].map(({ buffer }) => buffer)
}

/** What a batch holds of one log file. */
export interface LogFileSlice {
  readonly name: string
  /** null for an upload. */
  readonly path: string | null
  readonly size: number
  readonly mtimeMs: number
  /** Records in this batch, but for those that are withheld. */
  readonly records: number
  readonly problems: readonly Omit<LogFileProblem, 'logFile'>[]
  /** Whether the file ends in this batch. */
  readonly finished: boolean
}

// Characters that JSON allows nowhere in a string, and decoded values never hold (see decodeLeaf).
export const ITEM_SEPARATOR = '\u001c'
export const COLUMN_SEPARATOR = '\u001d'
export const ROW_SEPARATOR = '\u001e'

/** The columns of a batch, in their order. */
export const BATCH_COLUMNS = [
  'row',
  'shape',
  'logFile',
  'position',
  'eventTimeMs',
  'eventID',
  'idSuffix',
  'idHash',
  'eventName',
  'eventSource',
  'userName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'readOnly',
  'accessKeyId',
  'accountId',
  'userType',
  'invokedBy',
  'eventType',
  'eventCategory',
  'listedResources',
  'resourceTypes',
  'resourceNames',
  'leaves',
] as const

/**
 * Rows of one stretch of time, which a store keeps together. Within it rows of one kind stand side by side: what is asked of a path
 * concerns few kinds, and the records of the others need not be unpacked.
 */
export const ROWS_TOGETHER = 30_720

/**
 * Large records are kept together in smaller batches, up to so many bytes: the engine writes and reads a row group's rows two thousand
 * at a time, several times over in memory, and a batch of these is a row group.
 */
export const MAX_BYTES_OF_LARGE_RECORDS = 16 * 1024 * 1024
const LARGE_RECORD_BYTES = 16 * 1024

/** Whether so many rows of so many bytes in all are large records. */
export function areLarge(rowCount: number, bytes: number): boolean {
  return bytes > rowCount * LARGE_RECORD_BYTES
}

const BLOCK_BYTES = 1024 * 1024
const CHUNK_ROWS = 2048
const CHUNK_BYTES = 4 * 1024 * 1024
const COLUMN_SEPARATOR_CODE = COLUMN_SEPARATOR.charCodeAt(0)
const ROW_SEPARATOR_CODE = ROW_SEPARATOR.charCodeAt(0)
const encoder = new TextEncoder()

/** A row as it was written: its columns but the last, each with COLUMN_SEPARATOR behind it, then its leaves. */
interface Row {
  readonly timeMs: number
  /** Of its event source and name. */
  readonly kind: number
  readonly shape: number
  readonly block: Uint8Array
  /** Where what is not yet in a chunk begins. */
  start: number
  readonly leaves: number
  readonly end: number
}

// A row without eventID has places of these lengths until it is known what belongs there.
const SUFFIX_LENGTH = suffixOfPlace('', 0).length
const HASH_LENGTH = 10
const SUFFIX_COLUMN = BATCH_COLUMNS.indexOf('idSuffix')

/** Collects records until somebody takes them as a batch, in the order in which a store should keep them. */
export class BatchWriter {
  /** Of the rows that go out with the batch, whether withheld or not. */
  rowCount = 0
  /** Roughly how much memory the batch takes. */
  bytes = 0
  #rows: Row[] = []
  #block = new Uint8Array(0)
  /** How much of the block is written. */
  #used = 0
  #shapes = new Map<RecordShape, number>()
  #kinds = new Map<string, number>()
  #nextRow = 0
  readonly #nameless = new NamelessRows<Row>()

  /**
   * @param logFile its number in the batch, null for the simulated account
   * @param position where it stands in the log file, for a person
   * @param number which record of the content it is: with the content it identifies a record without eventID, see `endContent`
   */
  add(
    record: CloudTrailRecord,
    event: DescribedEvent,
    logFile: number | null,
    position: string,
    number: number,
  ): void {
    const shape = this.#shapeOf(record.shape)
    const long = event.eventID === null ? writtenEventID(record) : null
    const isNameless = event.eventID === null && long === null && logFile !== null
    const idSuffix = long === null ? suffixOfEventID(event.eventID ?? '') : suffixOfLongEventID(long)
    const { resources } = event
    const has = resources.length > 0
    const columns = [
      this.#nextRow++,
      shape,
      logFile ?? '',
      position,
      event.eventTimeMs ?? '',
      event.eventID ?? '',
      isNameless ? String(number).padStart(SUFFIX_LENGTH) : idSuffix,
      isNameless ? '0'.repeat(HASH_LENGTH) : hashID(event.eventID ?? idSuffix),
      event.eventName ?? '',
      event.eventSource ?? '',
      event.userName ?? '',
      event.awsRegion ?? '',
      event.sourceIPAddress ?? '',
      event.userAgent ?? '',
      event.errorCode ?? '',
      event.readOnly ?? '',
      event.accessKeyId ?? '',
      event.accountId ?? '',
      event.userType ?? '',
      event.invokedBy ?? '',
      event.eventType ?? '',
      event.eventCategory ?? '',
      has ? resources.filter((resource) => !resource.derived).length : 0,
      has ? resources.map((resource) => resource.resourceType ?? '').join(ITEM_SEPARATOR) : '',
      has ? resources.map((resource) => resource.resourceName ?? '').join(ITEM_SEPARATOR) : '',
      '',
    ].join(COLUMN_SEPARATOR)
    this.#makeRoom(columns, record.leavesText)
    const start = this.#used
    const leaves = start + this.#write(columns)
    const end = leaves + this.#write(record.leavesText)
    const row = {
      timeMs: event.eventTimeMs ?? Number.MIN_SAFE_INTEGER,
      kind: this.#kindOf(event),
      shape,
      block: this.#block,
      start,
      leaves,
      end,
    }
    if (isNameless) this.#nameless.add(row, number)
    else this.#rows.push(row)
    this.rowCount++
    this.bytes += end - start
  }

  /** How many records without eventID the content that is being read has so far. */
  get namelessCount(): number {
    return this.#nameless.count
  }

  /**
   * To be called where a content of a log file ends, with its hash, or with null where it cannot be read to its end: then its records
   * without eventID are not kept. Returns how many of those are in the batch now.
   */
  endContent(logFile: number, hash: string | null): number {
    const waiting = this.#nameless.end(logFile, hash)
    if (hash === null) {
      this.rowCount -= waiting.length
      return 0
    }
    for (const { row, number } of waiting) {
      identify(row, suffixOfPlace(hash, number))
      this.#rows.push(row)
    }
    return waiting.length
  }

  take(logFiles: readonly LogFileSlice[]): RecordBatch {
    const { withheld, contentEnd } = this.#nameless.take()
    const batch = {
      chunks: [...chunksOf(inOrder(this.#rows, this.#kinds))],
      rowCount: this.#rows.length,
      shapes: [...this.#shapes.keys()].map((shape) => shape.text),
      logFiles,
      withheld: withheld && {
        content: withheld.content,
        chunks: [...chunksOf(inOrder([...withheld.rows], this.#kinds))],
        rowCount: withheld.rows.length,
      },
      contentEnd,
    }
    this.#rows = []
    this.#nextRow = 0
    this.#used = this.#block.length
    this.#shapes = new Map()
    this.#kinds = new Map()
    this.rowCount = 0
    this.bytes = 0
    return batch
  }

  #shapeOf(shape: RecordShape): number {
    let number = this.#shapes.get(shape)
    if (number === undefined) {
      number = this.#shapes.size
      this.#shapes.set(shape, number)
      this.bytes += shape.memory
    }
    return number
  }

  #kindOf({ eventSource, eventName }: DescribedEvent): number {
    const name = `${eventSource} ${eventName}`
    let kind = this.#kinds.get(name)
    if (kind === undefined) this.#kinds.set(name, (kind = this.#kinds.size))
    return kind
  }

  /** For two texts behind what is written. A character takes three bytes at most, but a large text is not given room that it does not need. */
  #makeRoom(columns: string, leaves: string): void {
    const most = 3 * (columns.length + leaves.length)
    if (this.#used + most <= this.#block.length) return
    const room = most <= BLOCK_BYTES ? BLOCK_BYTES : Buffer.byteLength(columns) + Buffer.byteLength(leaves)
    this.#block = new Uint8Array(Math.max(BLOCK_BYTES, room))
    this.#used = 0
  }

  /** Returns how many bytes it took. */
  #write(text: string): number {
    const { written } = encoder.encodeInto(text, this.#block.subarray(this.#used))
    this.#used += written
    return written
  }
}

function identify({ block, start }: Row, idSuffix: string): void {
  let at = start
  for (let column = 0; column < SUFFIX_COLUMN; column++) at = block.indexOf(COLUMN_SEPARATOR_CODE, at) + 1
  const hash = String(hashID(idSuffix)).padStart(HASH_LENGTH, '0')
  encoder.encodeInto(`${idSuffix}${COLUMN_SEPARATOR}${hash}`, block.subarray(at))
}

/** By time, and within {@link ROWS_TOGETHER} by kind. */
function inOrder(rows: Row[], kinds: ReadonlyMap<string, number>): Row[] {
  const rank: number[] = []
  for (const [index, name] of [...kinds.keys()].toSorted().entries()) rank[kinds.get(name)!] = index
  rows.sort((a, b) => a.timeMs - b.timeMs)
  const ordered: Row[] = []
  for (let first = 0; first < rows.length; first += ROWS_TOGETHER) {
    const together = rows.slice(first, first + ROWS_TOGETHER)
    together.sort((a, b) => rank[a.kind]! - rank[b.kind]! || a.shape - b.shape)
    for (const row of together) ordered.push(row)
  }
  return ordered
}

function* chunksOf(rows: readonly Row[]): Generator<Uint8Array<ArrayBuffer>> {
  for (let first = 0; first < rows.length;) {
    let end = first
    let bytes = 0
    while (end < rows.length && end - first < CHUNK_ROWS && (end === first || bytes < CHUNK_BYTES)) {
      // A separator behind each value; in a row its last value has none.
      bytes += rows[end]!.end - rows[end]!.start + 1
      end++
    }
    yield chunkOf(rows.slice(first, end), bytes - 1)
    first = end
  }
}

/** The columns of some rows; what is between values is not behind the last. */
function chunkOf(rows: readonly Row[], length: number): Uint8Array<ArrayBuffer> {
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
