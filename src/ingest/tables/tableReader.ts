import { dayOrderOf, type DayOrder } from '../../cloudtrail/eventTime.ts'
import { CloudTrailRecord } from '../../cloudtrail/record.ts'
import type { ContentReport } from '../contentReport.ts'
import type { BeginTable, Reading } from '../reading.ts'
import { showValue } from '../shapes/showValue.ts'
import { walkInnerText } from '../text/stringWalk.ts'
import { TextBuffer } from '../text/textBuffer.ts'
import { beginWalk } from '../text/valueWalk.ts'
import { isNothing, valueOfCell } from './cellJson.ts'
import { columnsOf, plain, type Column } from './columns.ts'
import { hasRecordText, TEXT_COLUMNS } from './recordText.ts'
import { RowReader } from './rowReader.ts'
import { TableNotes } from './tableNotes.ts'
import { likelyOrder } from './timeCell.ts'

interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

/** Begins the tables that are found in JSON. */
export function tablesOf(report: ContentReport, reading: Reading): BeginTable {
  return (header, placeOf) => new TableReader(header, report, reading, placeOf)
}

/**
 * Reads the rows of one table. A cell with a whole record in it is read as that record, otherwise
 * the row becomes a record of its columns.
 */
export class TableReader {
  readonly #columns: readonly Column[]
  readonly #report: ContentReport
  readonly #reading: Reading
  readonly #placeOf: (line: number) => string
  readonly #notes = new TableNotes()
  readonly #rows: RowReader
  readonly #timeColumn: number
  readonly #textColumn: number
  /** The last row waits: whether it is cut off is known at the end. */
  #last: Row | null = null
  #hasShortRows = false
  #count = 0
  /** Rows with a date of two meanings wait for one that decides. */
  #waiting: Row[] = []
  #waitingLength = 0
  #order: DayOrder | null = null

  /** Without a header, only records in cells are read. `placeOf`: a row's position, for people. */
  constructor(
    header: readonly string[],
    report: ContentReport,
    reading: Reading,
    placeOf = (line: number) => `line ${line}`,
  ) {
    this.#placeOf = placeOf
    this.#columns = columnsOf(header)
    this.#report = report
    this.#reading = reading
    this.#rows = new RowReader(this.#columns, this.#notes)
    this.#timeColumn = this.#columns.findIndex(({ kind }) => kind === 'time')
    this.#textColumn = header.findIndex((name) => TEXT_COLUMNS.has(plain(name)))
  }

  row(cells: readonly string[], line: number): void {
    if (this.#last) this.#read(this.#last)
    this.#count++
    this.#last = { cells: this.#isNumbered(cells) ? cells.slice(1) : cells, line }
  }

  /** `isOpen`: the text ends without a line break, so its last row may be cut off. */
  end(isOpen: boolean): void {
    const last = this.#last
    if (last && isOpen && this.#isShort(last) && !this.#hasShortRows) this.#readCutOff(last)
    else if (last) this.#read(last)
    this.#decide(null)
    this.#rows.report(this.#report)
    this.#notes.report(this.#report, this.#placeOf)
    if (!this.#rows.hasEventColumn)
      this.#report.refuseIfEmpty(
        this.#columns.length === 0
          ? 'This is a table without a header. Add a first line with the names of its columns, such as eventTime, eventName and userIdentity.userName, and load it again.'
          : `This is a table without columns for the event name and time (eventName, eventTime) or the event ID (eventID), so it has no events to load. Its columns are ${namesOf(this.#columns)}.`,
      )
  }

  #readCutOff(row: Row): void {
    if (isFooter(row.cells) || this.#readRecordText(row)) return
    this.#notes.add('cutOff', row.line, this.#sizes(row))
    this.#report.leftOut()
  }

  #read(row: Row): void {
    const { cells, line } = row
    if (isFooter(cells) || this.#readRecordText(row)) return
    if (cells.some((cell) => cell.length === LONGEST_EXCEL_CELL)) this.#notes.add('cellCutOff', line)
    if (!this.#rows.hasEventColumn) return this.#notEvent(row)
    if (cells.slice(this.#columns.length).some((cell) => cell.trim() !== '')) {
      this.#notes.add('tooManyCells', line, this.#sizes(row))
      this.#report.leftOut()
      return
    }
    if (this.#isShort(row)) {
      this.#hasShortRows = true
      this.#notes.add('tooFewCells', line, this.#sizes(row))
    }
    if (!this.#waitsForOrder(row)) this.#readColumns(row)
  }

  /** Whether the row has a date of two meanings, and no row so far has decided which is meant. */
  #waitsForOrder(row: Row): boolean {
    const time = this.#timeColumn < 0 ? undefined : row.cells[this.#timeColumn]
    if (time === undefined || this.#order !== null) return false
    const order = dayOrderOf(valueOfCell(time))
    // A date with dots says nothing of those with slashes.
    if ((order === 'dayFirst' || order === 'monthFirst') && !time.includes('.')) this.#decide(order)
    if (order !== 'unknown') return false
    this.#waiting.push(row)
    for (const cell of row.cells) this.#waitingLength += cell.length
    if (this.#waitingLength > LONGEST_WAITING) this.#decide(null)
    return true
  }

  /** Reads the rows that wait. `order`: null if nothing in the file has decided it. */
  #decide(order: DayOrder | null): void {
    const waiting = this.#waiting
    this.#waiting = []
    const first = waiting[0]
    const guess = first ? likelyOrder(valueOfCell(first.cells[this.#timeColumn]!)) : null
    this.#order = order ?? guess
    for (const row of waiting) {
      if (order === null && guess) this.#notes.add(guess, row.line, row.cells[this.#timeColumn])
      this.#readColumns(row)
    }
  }

  #readColumns(row: Row): void {
    const text = this.#rows.recordText(row.cells, row.line, this.#order)
    if (text === null) return this.#notEvent(row)
    const record = this.#reading.reader.read(text)
    if (record instanceof CloudTrailRecord) this.#report.record(record)
    else this.#report.skipped(this.#placeOf(row.line), `A row is ${record.reason} and was skipped.`)
  }

  /** Reads the cells that have the text of a record, or of something with records in it. */
  #readRecordText({ cells, line }: Row): boolean {
    const before = this.#report.records
    for (const [i, cell] of cells.entries()) {
      const kind = this.#columns[i]?.kind
      if (kind === 'free' || kind === 'object' || !hasRecordText(cell)) continue
      this.#walk(cell, line)
      if (this.#report.records > before) return true
    }
    return false
  }

  #notEvent({ cells, line }: Row): void {
    if (cells.every((cell, i) => isNothing(valueOfCell(cell), this.#columns[i]?.kind ?? 'leaf'))) return
    const text = cells[this.#textColumn]
    if (!this.#rows.hasEventColumn && text !== undefined && text !== '') this.#walk(text, line)
    else this.#notes.add('noEvent', line)
  }

  #walk(text: string, line: number): void {
    walkInnerText(
      beginWalk(new TextBuffer('', true), this.#report, this.#reading, tablesOf(this.#report, this.#reading)),
      text,
      this.#placeOf(line),
      null,
    )
  }

  /** R writes the number of each row, without a name for them in the header. */
  #isNumbered(cells: readonly string[]): boolean {
    return cells.length === this.#columns.length + 1 && cells[0] === String(this.#count)
  }

  #isShort({ cells }: Row): boolean {
    return cells.length < this.#columns.length
  }

  #sizes({ cells }: Row): string {
    return `${cells.length} instead of ${this.#columns.length}`
  }
}

/** `(2 rows)`, as databases write behind a table. */
function isFooter(cells: readonly string[]): boolean {
  return cells.length === 1 && /^\s*\(?\d+ rows?\b/.test(cells[0]!)
}

function namesOf(columns: readonly Column[]): string {
  const names = columns.map(({ name }) => name).filter((name) => name !== '')
  const shown = names.slice(0, 8).map(showValue).join(', ')
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown
}

/** Characters of rows that wait for the order of dates. */
const LONGEST_WAITING = 16 * 1024 * 1024
const LONGEST_EXCEL_CELL = 32_767
