import type { ContentReport } from '../contentReport.ts'
import type { Reading } from '../reading.ts'
import { columnsOf } from '../tables/columns.ts'
import { hasRecordText } from '../tables/recordText.ts'
import { isHeader } from '../tables/tableLayout.ts'
import { TableReader } from '../tables/tableReader.ts'
import { showValue } from '../shapes/showValue.ts'
import type { SheetCell } from './sheetCells.ts'

interface Row {
  readonly cells: readonly SheetCell[]
  readonly row: number
}

/** Finds the table in a sheet and reads it. */
export class SheetReader {
  readonly #name: string | null
  readonly #report: ContentReport
  readonly #reading: Reading
  /** Rows before the header, until it is found. */
  #before: Row[] = []
  #table: TableReader | null = null
  #timeColumn = -1
  #width = 0

  /** `name`: null if the workbook has only one sheet. */
  constructor(name: string | null, report: ContentReport, reading: Reading) {
    this.#name = name
    this.#report = report
    this.#reading = reading
  }

  /** Whether it has a table of events. */
  get isTable(): boolean {
    return this.#table !== null
  }

  row(cells: readonly SheetCell[], row: number): void {
    if (cells.every((cell) => cell === '')) return
    if (this.#table) return this.#table.row(this.#padded(this.#textsOf(cells)), row)
    if (this.#before.length >= MOST_TITLE_ROWS) return
    const texts = this.#textsOf(cells)
    if (isHeader(texts, this.#before.length === 0)) return this.#begin(texts)
    if (texts.some(hasRecordText)) {
      // Whole records in a column of another name, or without one.
      this.#begin(this.#before.length > 0 ? this.#textsOf(this.#before.at(-1)!.cells) : [])
      this.#table!.row(texts, row)
      return
    }
    this.#before.push({ cells, row })
  }

  end(): void {
    this.#table?.end(false)
  }

  #begin(header: readonly string[]): void {
    this.#before = []
    this.#width = header.length
    this.#timeColumn = columnsOf(header).findIndex(({ kind }) => kind === 'time')
    const sheet = this.#name === null ? '' : `sheet "${showValue(this.#name)}", `
    this.#table = new TableReader(header, this.#report, this.#reading, (row) => `${sheet}row ${row}`)
  }

  /** Empty cells at the end of a row are not in the file. */
  #padded(texts: readonly string[]): readonly string[] {
    return [...texts, ...Array.from({ length: Math.max(0, this.#width - texts.length) }, () => '')]
  }

  /** The time stays a number, so that it is read, and said to be, as one without a zone. */
  #textsOf(cells: readonly SheetCell[]): string[] {
    return cells.map((cell, i) =>
      typeof cell === 'string' ? cell : i === this.#timeColumn ? String(cell.days) : isoDate(cell.days),
    )
  }
}

function isoDate(days: number): string {
  const ms = Math.round((days - DAYS_TO_1970) * 86_400) * 1000
  return Math.abs(ms) > 8.64e15 ? String(days) : new Date(ms).toISOString().slice(0, 19)
}

const MOST_TITLE_ROWS = 20
const DAYS_TO_1970 = 25_569
