import { describeRecord, MAX_EVENT_ID_LENGTH, writtenEventID } from '../../cloudtrail/describe.ts'
import { RecordReader } from '../../cloudtrail/record.ts'
import { describeRecordPosition } from '../../ingest/reading.ts'
import { readLogFile } from '../../ingest/readLogFile.ts'
import type { LogFile } from '../../sources/logFileSource.ts'
import { BatchWriter } from '../../store/batchWriter.ts'
import {
  areLarge,
  MAX_BYTES,
  MAX_BYTES_OF_LARGE_RECORDS,
  MAX_ROWS,
  type LogFileSlice,
  type RecordBatch,
} from '../../store/recordBatch.ts'
import { HashedFile } from './hashedFile.ts'
import type { HowToRead } from './protocol.ts'
import { TimelessRecords } from './timelessRecords.ts'

/**
 * A batch is passed on at this many rows or bytes, or when its first row is this old. Large batches
 * are stored faster, but the first events should show soon.
 */
const MAX_AGE_MS = 10_000
const MAX_AGE_OF_FIRST_MS = 700

/**
 * Reads log files one after another and passes on their records in batches. A batch may have
 * several files, and a file several batches.
 */
export class BatchingReader {
  readonly #emit: (batch: RecordBatch) => Promise<void>
  readonly #how: HowToRead
  readonly #reader = new RecordReader()
  readonly #writer = new BatchWriter()
  #slices: LogFileSlice[] = []
  #since = 0
  #maxAgeMs = MAX_AGE_OF_FIRST_MS

  constructor(emit: (batch: RecordBatch) => Promise<void>, how: HowToRead = { keys: [], scans: true }) {
    this.#emit = emit
    this.#how = how
  }

  /**
   * Resolves when the file is read; its last records may still be in the current batch. Bytes that
   * cannot be read become a problem of the file, and so does a signal that is aborted: what was read
   * before is kept.
   */
  async read(
    logFile: LogFile,
    bytes: AsyncIterable<Uint8Array>,
    onBytes: (read: number) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const file = new HashedFile(bytes)
    const timeless = new TimelessRecords()
    let records = 0
    let salvaged = 0
    let leftOut = 0
    let isRead = true
    let isDigestFile = false
    let archivedDigestFiles = 0
    let problems: LogFileSlice['problems'][number][] = []
    const slice = (end: LogFileSlice['end'], sha256: LogFileSlice['sha256']): LogFileSlice => {
      const size = logFile.uri === null ? file.size : logFile.size
      const part = { ...logFile, size, records, salvaged, leftOut, problems, end, sha256 }
      records = 0
      salvaged = 0
      leftOut = 0
      problems = []
      return part
    }
    const sink = {
      record: (
        record: Parameters<BatchWriter['add']>[0],
        position: Parameters<typeof describeRecordPosition>[0],
      ) => {
        const event = describeRecord(record)
        const place = describeRecordPosition(position)
        if (this.#writer.rowCount === 0) this.#since = Date.now()
        this.#writer.add(record, event, this.#slices.length, place, position.record)
        const isLong = event.eventID === null && writtenEventID(record) !== null
        if (isLong) sink.problem(place, LONG_EVENT_ID)
        if (event.eventTimeMs === null) timeless.add(record, place)
        if (isLong || event.eventID !== null) records++
      },
      takeText: async (text: Uint8Array, entry: string | null) => {
        const taker = this.#how.scans ? this.#writer.beginText(text, this.#slices.length, entry) : null
        if (!taker) return { records: 0, isWhole: false }
        let taken = 0
        for (;;) {
          if (this.#writer.rowCount === 0) this.#since = Date.now()
          const { end, records: more } = taker.take()
          taken += more
          records += more
          if (end !== 'full') return { records: taken, isWhole: end === 'end' }
          this.#slices.push(slice(null, null))
          await this.flush()
          signal?.throwIfAborted()
          taker.goOn(this.#slices.length)
        }
      },
      problem: (position: string | null, reason: string) => {
        problems.push({ position, reason })
      },
      digestFile: (entry: string | null, reason: string) => {
        if (entry !== null) archivedDigestFiles++
        // Only what can be read again is validated.
        else if (logFile.uri === null) sink.problem(null, reason)
        else isDigestFile = true
      },
      contentCounts: (counts: { readonly salvaged: number; readonly leftOut: number }) => {
        salvaged += counts.salvaged
        leftOut += counts.leftOut
      },
      contentEnd: async (hash: () => Promise<string>) => {
        if (this.#writer.countWithoutID === 0) return
        // The hash may take long, and a batch may go out meanwhile.
        const known = await hash()
        records += this.#writer.endContent(this.#slices.length, known)
      },
    }
    const pause = async () => {
      if (this.#isFull) {
        this.#slices.push(slice(null, null))
        await this.flush()
      }
    }
    try {
      await readLogFile(logFile.name, file.bytes(), sink, {
        reader: this.#reader,
        keys: this.#how.keys,
        pause,
        onBytes,
        ...(signal && { signal }),
      })
    } catch (error) {
      const { countWithoutID } = this.#writer
      this.#writer.endContent(this.#slices.length, null)
      sink.problem(null, signal?.aborted ? CANCELED : `The file cannot be read: ${reasonOf(error)}.`)
      if (countWithoutID > 0) sink.problem(null, notKept(countWithoutID))
      leftOut += countWithoutID
      isRead = false
    }
    if (archivedDigestFiles > 0) sink.problem(null, inArchive(archivedDigestFiles))
    for (const sentence of timeless.sentences()) sink.problem(null, sentence)
    const sha256 = await file.end()
    // A file that was changed while it was read has no hash: what was read may never have been in it.
    const isAsListed = logFile.uri === null || file.size === logFile.size
    const end = isRead && !file.isBroken ? (isDigestFile ? 'digest' : 'read') : 'failed'
    this.#slices.push(slice(end, isAsListed ? sha256 : null))
    if (this.#isFull) await this.flush()
  }

  /** Passes on what is in the current batch. */
  async flush(): Promise<void> {
    const slices = this.#slices
    this.#slices = []
    this.#maxAgeMs = MAX_AGE_MS
    if (slices.length > 0) await this.#emit(this.#writer.take(slices))
  }

  get #isFull(): boolean {
    const { rowCount, bytes } = this.#writer
    const maxBytes = areLarge(rowCount, bytes) ? MAX_BYTES_OF_LARGE_RECORDS : MAX_BYTES
    return (
      rowCount >= MAX_ROWS ||
      bytes >= maxBytes ||
      (rowCount > 0 && Date.now() - this.#since > this.#maxAgeMs) ||
      this.#slices.length >= 5000
    )
  }
}

const CANCELED = 'Loading was canceled here. Load the file again to get the rest.'

const LONG_EVENT_ID = `The eventID is longer than ${MAX_EVENT_ID_LENGTH} characters and is ignored. The record was loaded as an event without an eventID.`

/** Validation hashes files as they are. */
function inArchive(digestFiles: number): string {
  const them = digestFiles === 1 ? '1 digest file' : `${digestFiles} digest files`
  return `The archive has ${them}. Unpack it to validate the log files in it.`
}

/**
 * Records without eventID are identified by their whole content, which is not known if it breaks
 * off.
 */
function notKept(records: number): string {
  const were = records === 1 ? '1 record without eventID was' : `${records} records without eventID were`
  return `${were} not loaded, because such records are identified by the content of the whole file. Load it again when it can be read to the end.`
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied. Check the permissions of the file'
  if (code === 'ENOENT') return 'it no longer exists'
  return message
}
