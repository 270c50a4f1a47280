import type { ContentReport } from '../contentReport.ts'
import { showValue } from '../shapes/showValue.ts'

/** What is said of rows, once for each kind: how many there are, with the first one's place. */
export class TableNotes {
  readonly #notes = new Map<RowNote, { readonly line: number; readonly detail: string; count: number }>()

  /** `detail`: what the sentence quotes of the first row. */
  add(note: RowNote, line: number, detail = ''): void {
    const known = this.#notes.get(note)
    if (known) known.count++
    else this.#notes.set(note, { line, detail: showValue(detail), count: 1 })
  }

  report(report: ContentReport, placeOf: (line: number) => string): void {
    for (const [note, { line, detail, count }] of this.#notes)
      report.foreign(placeOf(line), SENTENCES[note](count, detail))
  }
}

/** `3 rows have no event`. */
const rows = (count: number, one: string, many: string) =>
  count === 1 ? `1 row ${one}` : `${count} rows, the first of them here, ${many}`

const SENTENCES = {
  noEvent: (count) => `${rows(count, 'has no event and was', 'have no event and were')} skipped.`,
  noUser: (count) =>
    `${rows(count, 'has', 'have')} no user: ${count === 1 ? 'it was' : 'they were'} loaded as ${count === 1 ? 'an event' : 'events'} without a user name.`,
  tooFewCells: (count, detail) =>
    `${rows(count, 'has', 'have')} fewer cells than the header (${detail}): the missing ones were read as empty.`,
  tooManyCells: (count, detail) =>
    `${rows(count, 'has', 'have')} more cells than the header (${detail}), so it is not certain which value belongs to which column. ${count === 1 ? 'It was' : 'They were'} not loaded. Export the table again with quotes around its values.`,
  cutOff: (_, detail) =>
    `The last row is cut off (${detail}) and was not loaded. Export the table again to get it.`,
  accountWithoutDigits: (count, detail) =>
    `The account ID ${withMore(detail, count)} was rounded by a spreadsheet. Its digits are lost, so the record has no such account. Export the table again, and keep the column as text.`,
  accountWithoutZeros: (count, detail) =>
    `The account ID ${withMore(detail, count)} has fewer than 12 digits. A spreadsheet may have removed zeros at its start, so the record has no such account. Export the table again, and keep the column as text.`,
  localTime: (count, detail) =>
    `The time ${withMore(detail, count)} has no time zone and was read as UTC. If it is a local time, the event is off by its offset from UTC.`,
  consoleLocalTime: (count, detail) =>
    `The time ${withMore(detail, count)} has no time zone and was read as UTC. The AWS console wrote such times in the time zone of the browser that downloaded the file, so events may be off by its offset from UTC.`,
  monthFirst: (count, detail) =>
    `The date ${withMore(detail, count)} can be read in two ways. It was read as month, day, year.`,
  dayFirst: (count, detail) =>
    `The date ${withMore(detail, count)} can be read in two ways. It was read as day, month, year.`,
  typeName: (count, detail) =>
    `The cell ${withMore(detail, count)} has the type of a value, but not the value: it was lost when the table was written.`,
  cellCutOff: (count) =>
    `${rows(count, 'has', 'have')} a cell with exactly 32,767 characters, the most that Excel keeps: the rest of its text is lost. Export the table again without opening it in Excel.`,
} as const satisfies Record<string, (count: number, detail: string) => string>

export type RowNote = keyof typeof SENTENCES

function withMore(detail: string, count: number): string {
  return count === 1 ? `"${detail}"` : `"${detail}" (and ${count - 1} more)`
}
