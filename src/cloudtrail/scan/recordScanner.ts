import { describeRecord } from '../describe.ts'
import { planOf } from '../describePlan.ts'
import { TELLING_RECORD_MEMBERS } from '../fields.ts'
import { hashID } from '../hashID.ts'
import { isCloudTrailRecord } from '../isCloudTrailRecord.ts'
import { CloudTrailRecord, RecordReader } from '../record.ts'
import { LEAF, LEAF_SEPARATOR, type RecordShape } from '../recordShape.ts'
import { TextDecoder, TextEncoder } from './platform.ts'
import { scanInstance } from './scanInstance.ts'
import { SCANNED_TEXTS, type ScannedRows, type ScannedText, type ScannedTexts } from './scannedRows.ts'
import { scanPlan } from './scanPlan.ts'

export interface RecordScannerOptions {
  /** What free text finds in a record in addition to its leaves: the column `readings`. */
  readonly readingsOf: (record: CloudTrailRecord) => string
  /** The scanner is full with this many rows: at most 61,440. */
  readonly maxRows: number
  /** It is full as soon as the rows have this many bytes: at most, and without it, 102 MiB. */
  readonly maxBytes?: number
  /** Reads the records whose shapes are new. Shared with the walk, it keeps the shapes of both. */
  readonly reader?: RecordReader
}

/**
 * Takes records out of the text of a log file, as long as it is sure of each: those that the walk
 * of `ingest` would find, in the same order and with the same numbers.
 *
 * The module cuts records whose shape it knows and describes those whose kind it knows. What is new
 * or unusual is done here, as for any other record, and the module learns from it.
 */
export class RecordScanner {
  readonly #module = scanInstance()
  readonly #memory = new Uint8Array(this.#module.memory.buffer)
  readonly #numbers = new Uint32Array(this.#module.memory.buffer)
  readonly #times = new Float64Array(this.#module.memory.buffer)
  readonly #readingsOf: (record: CloudTrailRecord) => string
  readonly #reader: RecordReader
  #shapes: RecordShape[] = []
  readonly #indexes = new Map<RecordShape, number>()
  #shapeMemory = 0
  #kinds = 0
  #handedOver = 0

  constructor({ readingsOf, maxRows, maxBytes = Infinity, reader }: RecordScannerOptions) {
    this.#readingsOf = readingsOf
    this.#reader = reader ?? new RecordReader()
    const { MAX_ROWS, MAX_BYTES } = this.#module
    this.#module.setUp(
      Math.min(maxRows, MAX_ROWS.value),
      Math.min(maxBytes, MAX_BYTES.value),
      randomKey(),
      randomKey(),
    )
    this.#module.clear()
    this.#module.forget()
  }

  /** The shapes that rows refer to by index. `clear` may empty it. */
  get shapes(): readonly RecordShape[] {
    return this.#shapes
  }

  /** How many rows it has. */
  get rowCount(): number {
    return this.#module.rows.value
  }

  /** Roughly how many bytes the rows have. */
  get bytes(): number {
    return this.#module.bytesEnd.value - this.#module.BYTES.value
  }

  /** How many records of the current text were taken so far. */
  get taken(): number {
    return this.#module.taken.value
  }

  /**
   * Begins a text: a whole log file of at most 64 MiB, valid UTF-8 (Node's `isUtf8`) and not
   * wrapped (`isWrapped`). False, and nothing is begun, if it does not start as a log file does.
   */
  begin(text: Uint8Array, logFile: number): boolean {
    const { TEXT, TEXT_SIZE } = this.#module
    if (text.length > TEXT_SIZE.value) return false
    this.#memory.set(text, TEXT.value)
    return this.#module.begin(text.length, logFile) !== 0
  }

  /**
   * Takes records until the text ends, until the rows are full (hand them over, `clear`, and take
   * on), or until something stands there that it is not sure of. What was taken before stays taken.
   */
  take(): 'end' | 'full' | 'unsure' {
    for (;;) {
      switch (this.#module.scan()) {
        case STATUS.end:
          return 'end'
        case STATUS.full:
          return 'full'
        case STATUS.newShape:
          if (this.#shapeMemory > MAX_SHAPE_MEMORY && this.rowCount > 0) return 'full'
          if (!this.#takeNewShape()) return 'unsure'
          break
        case STATUS.newKind:
          if (!this.#takeNewKind()) return 'unsure'
          break
        case STATUS.describe:
          if (!this.#describeRow(this.#openRecord())) return 'unsure'
          break
        case STATUS.readings:
          this.#setText('readings', this.#readingsOf(this.#openRecord()))
          this.#module.closeRow()
          break
        default:
          return 'unsure'
      }
    }
  }

  rows(): ScannedRows {
    const m = this.#module
    const count = this.rowCount
    const column = (at: { readonly value: number }) => this.#column(at.value, count)
    return {
      count,
      memory: this.#memory,
      logFile: column(m.LOG_FILES),
      number: column(m.NUMBERS),
      shape: column(m.SHAPES),
      leavesStart: column(m.LEAVES_STARTS),
      leavesEnd: column(m.LEAVES_ENDS),
      eventIDStart: column(m.ID_STARTS),
      eventIDEnd: column(m.ID_ENDS),
      idHash: column(m.ID_HASHES),
      eventTimeMs: this.#times.subarray(m.TIMES.value / 8, m.TIMES.value / 8 + count),
      readOnly: this.#memory.subarray(m.READ_ONLY.value, m.READ_ONLY.value + count),
      listedResources: column(m.LISTED_RESOURCES),
      texts: Object.fromEntries(SCANNED_TEXTS.map((name, i) => [name, this.#texts(i, count)])) as Record<
        ScannedText,
        ScannedTexts
      >,
    }
  }

  /** After the rows were handed over. The current text goes on where it stopped. */
  clear(): void {
    const { knownEnd, KNOWN, KNOWN_END, MAX_SHAPES } = this.#module
    this.#handedOver += this.rowCount
    this.#module.clear()
    const isCrowded =
      knownEnd.value - KNOWN.value > MOST_KNOWN * (KNOWN_END.value - KNOWN.value) ||
      this.#shapes.length >= MAX_SHAPES.value ||
      this.#shapeMemory > MAX_SHAPE_MEMORY
    if (!isCrowded) return
    this.#module.forget()
    this.#shapes = []
    this.#indexes.clear()
    this.#shapeMemory = 0
    this.#kinds = 0
    this.#handedOver = 0
  }

  #texts(index: number, count: number): ScannedTexts {
    const { TEXT_COLUMNS, TEXT_COLUMN, TEXT_CODES, TEXT_STARTS, TEXT_ENDS } = this.#module
    const at = TEXT_COLUMNS.value + index * TEXT_COLUMN.value
    const texts = this.#module.textCount(index)
    return {
      codes: this.#column(at + TEXT_CODES.value, count),
      starts: this.#column(at + TEXT_STARTS.value, texts),
      ends: this.#column(at + TEXT_ENDS.value, texts),
    }
  }

  #column(at: number, count: number): Uint32Array {
    return this.#numbers.subarray(at / 4, at / 4 + count)
  }

  /** A record that the module cannot cut: most often the first of its shape. */
  #takeNewShape(): boolean {
    const { position, bytesEnd } = this.#module
    const read = this.#readHere()
    if (read === null) return false
    const shape = this.#indexOf(read.record.shape)
    const start = bytesEnd.value
    this.#append(read.record.leavesText)
    this.#module.openRow(shape, start, position.value + read.bytes)
    return this.#describeRow(read.record)
  }

  /** The first of its kind: the others will be described as it is. */
  #takeNewKind(): boolean {
    const record = this.#openRecord()
    // A plan is only worth its time if other records follow it.
    const isWorthPlanning = this.#kinds < FIRST_KINDS + (this.#handedOver + this.rowCount) / ROWS_A_KIND
    const kind = isWorthPlanning ? this.#module.addKind(this.#module.openShape.value) : 0
    const isTaken = this.#describeRow(record)
    if (kind === 0) return isTaken
    this.#kinds++
    this.#module.setKindPlan(kind, isTaken ? this.#planFor(record) : NEVER)
    return isTaken
  }

  /** The record of the open row. */
  #openRecord(): CloudTrailRecord {
    const { rows, openShape, LEAVES_STARTS, LEAVES_ENDS } = this.#module
    const row = rows.value
    const start = this.#numbers[LEAVES_STARTS.value / 4 + row]!
    const end = this.#numbers[LEAVES_ENDS.value / 4 + row]!
    const shape = this.#shapes[openShape.value]!
    const leavesText = decoder.decode(this.#memory.subarray(start, end))
    return new CloudTrailRecord(
      shape,
      shape.leafCount === 0 ? [] : leavesText.split(LEAF_SEPARATOR),
      leavesText,
    )
  }

  /** Reads the record at the current position, and says how many bytes it has. */
  #readHere(): { readonly record: CloudTrailRecord; readonly bytes: number } | null {
    const { position, textEnd } = this.#module
    const start = position.value
    for (let size = FIRST_PIECE; ; size *= 4) {
      const end = Math.min(start + size, textEnd.value)
      const text = decoder.decode(this.#memory.subarray(start, end))
      const record = this.#reader.read(text)
      if (!('fault' in record)) {
        const bytes = this.#write(text.slice(0, this.#reader.end))
        return bytes > MAX_RECORD ? null : { record, bytes }
      }
      if (record.fault !== 'incomplete' || end === textEnd.value || size > MAX_RECORD) return null
    }
  }

  #indexOf(shape: RecordShape): number {
    const known = this.#indexes.get(shape)
    if (known !== undefined) return known
    const index = this.#shapes.length
    this.#shapes.push(shape)
    this.#indexes.set(shape, index)
    this.#shapeMemory += shape.memory
    this.#learnShape(shape, index)
    return index
  }

  /** Lets the module cut records of a shape, if there are not too many like it. */
  #learnShape(shape: RecordShape, index: number): void {
    const { MAX_SHAPES, MAX_LEAVES, FIRST_STEP, bytesEnd } = this.#module
    if (index >= MAX_SHAPES.value || shape.leafCount > MAX_LEAVES.value) return
    const pieces = shape.text.split(LEAF)
    let cell = FIRST_STEP.value
    for (const [i, piece] of pieces.entries()) {
      const length = this.#write(piece)
      const step = this.#module.addStep(cell, bytesEnd.value, length, i === pieces.length - 1 ? index : -1)
      if (step === 0) return
      cell = step + BELOW
    }
    const { callName, callSource, identityType } = planOf(shape)
    this.#module.setDecidingLeaves(index, callName, callSource, identityType)
  }

  /** Describes the open row and closes it. False if it is not sure. */
  #describeRow(record: CloudTrailRecord): boolean {
    if (!isCloudTrailRecord(record) || !beginsAsRecord(record.shape)) return false
    const event = describeRecord(record)
    const { eventID, eventTimeMs, readOnly, resources } = event
    // One with a tilde may look like an ID with a suffix (store/idSuffix.ts).
    if (eventID === null || eventID.includes('~') || eventTimeMs === null) return false
    const m = this.#module
    const row = this.rowCount
    this.#numbers[m.ID_STARTS.value / 4 + row] = m.bytesEnd.value
    this.#append(eventID)
    this.#numbers[m.ID_ENDS.value / 4 + row] = m.bytesEnd.value
    this.#numbers[m.ID_HASHES.value / 4 + row] = hashID(eventID)
    this.#times[m.TIMES.value / 8 + row] = eventTimeMs
    this.#memory[m.READ_ONLY.value + row] = readOnly === null ? 0 : readOnly ? 1 : 2
    this.#numbers[m.LISTED_RESOURCES.value / 4 + row] = resources.filter(({ derived }) => !derived).length
    for (const name of SCANNED_TEXTS) {
      if (name === 'readings') this.#setText(name, this.#readingsOf(record))
      else if (name === 'resourceTypes')
        this.#setText(name, resources.map(({ resourceType }) => resourceType ?? '').join(ITEM_SEPARATOR))
      else if (name === 'resourceNames')
        this.#setText(name, resources.map(({ resourceName }) => resourceName ?? '').join(ITEM_SEPARATOR))
      else this.#setText(name, event[name] ?? '')
    }
    m.closeRow()
    return true
  }

  /** Where the plan for records of a kind is. */
  #planFor(record: CloudTrailRecord): number {
    const m = this.#module
    const { shape } = record
    const names = new CloudTrailRecord(shape, Array<string>(shape.leafCount).fill(''))
    let hasRoom = true
    const plan = scanPlan(record, this.#readingsOf(names), (text) => {
      const length = this.#write(text)
      const start = m.keepBytes(m.bytesEnd.value, length)
      hasRoom &&= start !== 0
      return [start, length]
    })
    const at = plan === null || !hasRoom ? 0 : m.keep(4 * plan.length)
    if (plan === null || at === 0) return BY_SCRIPT
    this.#numbers.set(plan, at / 4)
    return at
  }

  #setText(name: ScannedText, text: string): void {
    const { bytesEnd } = this.#module
    const start = bytesEnd.value
    const length = text === '' ? 0 : this.#write(text)
    const isNew = this.#module.setText(SCANNED_TEXTS.indexOf(name), this.rowCount, start, length)
    if (isNew) this.#module.setBytesEnd(start + length)
  }

  #append(text: string): void {
    this.#module.setBytesEnd(this.#module.bytesEnd.value + this.#write(text))
  }

  /** Writes behind the bytes of rows, where it stays until the next one. Returns its length in bytes. */
  #write(text: string): number {
    const { bytesEnd, BYTES_END } = this.#module
    return encoder.encodeInto(text, this.#memory.subarray(bytesEnd.value, BYTES_END.value)).written
  }
}

/** Why the module stopped, as in module/scan.ts. */
const STATUS = { end: 0, full: 1, newShape: 3, newKind: 4, describe: 5, readings: 6 } as const
/** Instead of a plan, as there. */
const BY_SCRIPT = 1
const NEVER = 2
/** Where a step has the first of those below it, as in module/steps.ts. */
const BELOW = 4

/** As store/eventColumns.ts joins the parts of resources. */
const ITEM_SEPARATOR = '\u001c'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

/** Of the text, for a record whose end is not known. */
const FIRST_PIECE = 4096
/** Larger records are left to the walk. */
const MAX_RECORD = 1024 * 1024
/** So many kinds are planned in any case, and one more for each so many rows. */
const FIRST_KINDS = 2000
const ROWS_A_KIND = 8
const MAX_SHAPE_MEMORY = 64 * 1024 * 1024
/** From this share of its room on, what is known is forgotten with the next batch. */
const MOST_KNOWN = 0.75

/** Whether the walk of `ingest` takes such an object for a record before it has read more of it. */
function beginsAsRecord({ text }: RecordShape): boolean {
  const name = /^\{\s*"([^"]*)"/.exec(text)?.[1]
  return name !== undefined && TELLING_RECORD_MEMBERS.has(name)
}

function randomKey(): bigint {
  return BigInt(Math.floor(Math.random() * 2 ** 32)) * 2n ** 32n + BigInt(Math.floor(Math.random() * 2 ** 32))
}
