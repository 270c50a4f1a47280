import { hashID } from './hashID.ts'
import type { LogFileProblem } from './eventStore.ts'
import type { DescribedEvent } from '../cloudtrail/describe.ts'
import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import type { RecordShape } from '../cloudtrail/recordShape.ts'

/** Records on their way into a store, as bytes that pass between threads without being copied. */
export interface RecordBatch {
  /** Rows as text in UTF-8, some hundreds a chunk. */
  readonly chunks: readonly Uint8Array<ArrayBuffer>[]
  readonly rowCount: number
  /** Shapes by the number that rows call them. */
  readonly shapes: readonly string[]
  /** Log files by the number that rows call them; a row of the simulated account has none. */
  readonly logFiles: readonly LogFileSlice[]
}

/** What a batch holds of one log file. */
export interface LogFileSlice {
  readonly name: string
  /** null for an upload. */
  readonly path: string | null
  readonly size: number
  readonly mtimeMs: number
  /** Records in this batch. */
  readonly records: number
  readonly problems: readonly Omit<LogFileProblem, 'logFile'>[]
  /** Whether the file ends in this batch. */
  readonly finished: boolean
}

// Characters that JSON allows nowhere in a string, and decoded values never hold (see decodeLeaf).
export const ITEM_SEPARATOR = '\u001c'
export const FIELD_SEPARATOR = '\u001d'
export const ROW_SEPARATOR = '\u001e'

/** The fields of a row, in their order. */
export const ROW_FIELDS = [
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

const CHUNK_BYTES = 1024 * 1024
const encoder = new TextEncoder()

/** Where a row's bytes lie. */
interface Row {
  readonly timeMs: number
  readonly bytes: Uint8Array
}

/** Collects records until somebody takes them as a batch, in order of time: what is asked together shall lie together. */
export class BatchWriter {
  rowCount = 0
  /** Roughly how much memory the batch takes. */
  bytes = 0
  #rows: Row[] = []
  #chunk = new Uint8Array(0)
  /** How much of the chunk is written. */
  #used = 0
  #shapes = new Map<RecordShape, number>()

  /**
   * @param logFile its number in the batch, null for the simulated account
   * @param position where it stands in the log file, for a person
   * @param idSuffix what identifies a record without eventID
   */
  add(
    record: CloudTrailRecord,
    event: DescribedEvent,
    logFile: number | null,
    position: string,
    idSuffix: string,
  ): void {
    let shape = this.#shapes.get(record.shape)
    if (shape === undefined) {
      shape = this.#shapes.size
      this.#shapes.set(record.shape, shape)
      this.bytes += record.shape.text.length
    }
    const { resources } = event
    const has = resources.length > 0
    const row = [
      shape,
      logFile ?? '',
      position,
      event.eventTimeMs ?? '',
      event.eventID ?? '',
      idSuffix,
      hashID(event.eventID ?? idSuffix),
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
      record.leavesText,
    ].join(FIELD_SEPARATOR)
    this.#rows.push({ timeMs: event.eventTimeMs ?? Number.MIN_SAFE_INTEGER, bytes: this.#write(row) })
    this.rowCount++
    this.bytes += row.length
  }

  take(logFiles: readonly LogFileSlice[]): RecordBatch {
    this.#rows.sort((a, b) => a.timeMs - b.timeMs)
    const batch = {
      chunks: joinRows(this.#rows),
      rowCount: this.rowCount,
      shapes: [...this.#shapes.keys()].map((shape) => shape.text),
      logFiles,
    }
    this.#rows = []
    this.#used = this.#chunk.length
    this.#shapes = new Map()
    this.rowCount = 0
    this.bytes = 0
    return batch
  }

  /** Behind the other rows of the chunk, or in a new one when it might not fit: a character takes three bytes at most. */
  #write(row: string): Uint8Array {
    const most = row.length * 3
    if (this.#used + most > this.#chunk.length) {
      this.#chunk = new Uint8Array(Math.max(CHUNK_BYTES, most))
      this.#used = 0
    }
    const start = this.#used
    this.#used += encoder.encodeInto(row, this.#chunk.subarray(start)).written
    return this.#chunk.subarray(start, this.#used)
  }
}

/** Rows one after the other, in chunks of about a megabyte. */
function joinRows(rows: readonly Row[]): Uint8Array<ArrayBuffer>[] {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  for (let first = 0; first < rows.length;) {
    let end = first
    let length = 0
    while (end < rows.length && (end === first || length + rows[end]!.bytes.length < CHUNK_BYTES))
      length += rows[end++]!.bytes.length + 1
    const chunk = new Uint8Array(length - 1)
    let at = 0
    for (let i = first; i < end; i++) {
      if (at > 0) chunk[at++] = ROW_SEPARATOR.charCodeAt(0)
      chunk.set(rows[i]!.bytes, at)
      at += rows[i]!.bytes.length
    }
    chunks.push(chunk)
    first = end
  }
  return chunks
}
