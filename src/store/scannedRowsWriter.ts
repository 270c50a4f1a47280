import type { RecordShape } from '../cloudtrail/recordShape.ts'
import { RecordScanner } from '../cloudtrail/scan/recordScanner.ts'
import { readingsText } from './readingsText.ts'
import { MAX_BYTES, MAX_ROWS, type ScannedBatch } from './recordBatch.ts'
import { scannedBatch } from './scannedBatch.ts'

const MIN_ROWS_OF_SEGMENT = 5000

/** Takes records out of a text that was begun. */
export interface TextTaker {
  /** How it ended, and how many records it took since the last time. */
  take(): { readonly end: 'end' | 'full' | 'unsure'; readonly records: number }
  /** Call it after the batch was taken: the number of the log file in the next one. */
  goOn(logFile: number): void
}

/** What the batch has besides the rows of a scanner. */
interface RestOfBatch {
  /** How many rows it has that no scanner took. */
  otherRows(): number
  /** The number of a shape among those of the batch, which gets it if it has none. */
  shapeOf(shape: RecordShape): number
  /** All of them, in the order of their numbers. */
  shapes(): Iterable<RecordShape>
}

/** The rows of a batch that a scanner takes out of texts. */
export class ScannedRowsWriter {
  readonly #batch: RestOfBatch
  readonly #minRowsOfSegment: number
  #scanner: RecordScanner | null = null
  /** The scanner's number for the first text of the batch: a text goes on with its number in the next one. */
  #firstPlace = 0
  /** Where the texts are that the scanner has of the batch, and from which of its rows on how many other rows came before. */
  #places: { readonly logFile: number; readonly entry: string | null }[] = []
  #others: { readonly from: number; readonly before: number }[] = []

  /** `minRowsOfSegment`: fewer rows keep their leaves, as values repeat too little in them for a segment. */
  constructor(batch: RestOfBatch, minRowsOfSegment = MIN_ROWS_OF_SEGMENT) {
    this.#batch = batch
    this.#minRowsOfSegment = minRowsOfSegment
  }

  get rowCount(): number {
    return this.#scanner?.rowCount ?? 0
  }

  /** Roughly how much memory they take. */
  get bytes(): number {
    return this.#scanner?.bytes ?? 0
  }

  /** See `BatchWriter.beginText`. */
  begin(text: Uint8Array, logFile: number, entry: string | null): TextTaker | null {
    const scanner = (this.#scanner ??= new RecordScanner({
      readingsOf: readingsText,
      maxRows: MAX_ROWS,
      maxBytes: MAX_BYTES,
    }))
    const place = this.#firstPlace + this.#places.length
    if (!scanner.begin(text, place)) return null
    this.#place(logFile, entry)
    let before = 0
    return {
      take: () => {
        const end = scanner.take()
        const records = scanner.taken - before
        before = scanner.taken
        return { end, records }
      },
      goOn: (number) => {
        this.#firstPlace = place
        this.#place(number, entry)
      },
    }
  }

  /** The rows so far, null if there are none. */
  take(): ScannedBatch | null {
    const scanner = this.#scanner
    const places = this.#places
    const others = this.#others
    this.#places = []
    this.#others = []
    if (!scanner || scanner.rowCount === 0) return null
    const rows = scanner.rows()
    const arrivals = new Uint32Array(rows.count)
    for (const [index, { from, before }] of others.entries())
      for (let row = from; row < (others[index + 1]?.from ?? rows.count); row++) arrivals[row] = row + before
    const shapes: number[] = []
    for (const shape of rows.shape) shapes[shape] ??= this.#batch.shapeOf(scanner.shapes[shape]!)
    const hasSegment = rows.count >= this.#minRowsOfSegment
    const leafCounts = hasSegment ? Array.from(this.#batch.shapes(), ({ leafCount }) => leafCount) : null
    const firstPlace = this.#firstPlace
    const batch = scannedBatch(rows, { arrivals, shapes, places, firstPlace, leafCounts })
    scanner.clear()
    return batch
  }

  #place(logFile: number, entry: string | null): void {
    this.#places.push({ logFile, entry })
    this.#others.push({ from: this.rowCount, before: this.#batch.otherRows() })
  }
}
