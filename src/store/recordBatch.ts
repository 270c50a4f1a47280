import type { LogFileProblem } from './eventStore.ts'
import type { DescribedEvent } from '../cloudtrail/describe.ts'
import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import { LEAF_SEPARATOR, type RecordShape } from '../cloudtrail/recordShape.ts'

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
  /** Of the file's bytes; null while it is not finished. */
  readonly sha256: string | null
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

const ROWS_A_CHUNK = 512
const encoder = new TextEncoder()

/** Collects records until somebody takes them as a batch. */
export class BatchWriter {
  rowCount = 0
  /** Roughly how much memory the batch takes. */
  bytes = 0
  #rows: string[] = []
  #chunks: Uint8Array<ArrayBuffer>[] = []
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
    const row = [
      shape,
      logFile ?? '',
      position,
      event.eventTimeMs ?? '',
      event.eventID ?? '',
      idSuffix,
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
      resources.filter((resource) => !resource.derived).length,
      resources.map((resource) => resource.resourceType ?? '').join(ITEM_SEPARATOR),
      resources.map((resource) => resource.resourceName ?? '').join(ITEM_SEPARATOR),
      record.leaves.join(LEAF_SEPARATOR),
    ].join(FIELD_SEPARATOR)
    this.#rows.push(row)
    this.rowCount++
    this.bytes += row.length
    if (this.#rows.length === ROWS_A_CHUNK) this.#endChunk()
  }

  take(logFiles: readonly LogFileSlice[]): RecordBatch {
    this.#endChunk()
    const batch = {
      chunks: this.#chunks,
      rowCount: this.rowCount,
      shapes: [...this.#shapes.keys()].map((shape) => shape.text),
      logFiles,
    }
    this.#chunks = []
    this.#shapes = new Map()
    this.rowCount = 0
    this.bytes = 0
    return batch
  }

  #endChunk(): void {
    if (this.#rows.length === 0) return
    this.#chunks.push(encoder.encode(this.#rows.join(ROW_SEPARATOR)))
    this.#rows = []
  }
}
