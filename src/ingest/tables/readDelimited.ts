// CSV has quotes, doubled quotes and line breaks in cells. This parser is proven, and its memory is
// limited.
import { CsvError, parse } from 'csv-parse'
import type { ContentReport } from '../contentReport.ts'
import type { Reading } from '../reading.ts'
import { plain } from './columns.ts'
import { isHeader, type TableLayout } from './tableLayout.ts'
import { TableReader } from './tableReader.ts'

/** Reads delimited rows to the end of the text. */
export async function readDelimited(
  pieces: AsyncIterable<string>,
  layout: TableLayout,
  report: ContentReport,
  reading: Reading,
): Promise<void> {
  const parser = parse({
    delimiter: layout.delimiter,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: layout.isSpaced,
    max_record_size: reading.limits.maxRecordBytes,
  })
  const rows = rowsOf(parser)
  let table = layout.hasHeader ? null : new TableReader([], report, reading)
  let header = ''
  let lines = 0
  const take = () => {
    for (const { cells, line } of rows.take()) {
      lines = line
      if (isRule(cells, layout)) continue
      // Tables that were put one behind the other have more headers.
      if (table && !isHeaderAgain(cells)) table.row(cells, line + layout.skippedLines)
      else if (!table || header !== plainHeader(cells)) {
        table?.end(false)
        header = plainHeader(cells)
        table = new TableReader(cells, report, reading)
      }
    }
  }
  const text = new RowText(layout)
  try {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length; at += STEP) {
        await rows.write(text.next(piece.slice(at, at + STEP)))
        take()
      }
      await reading.pause()
    }
    await rows.write(text.rest())
    await rows.end()
    take()
    table?.end(!text.endsWithLine)
  } catch (error) {
    take()
    table?.end(false)
    if (!(error instanceof CsvError)) throw error
    report.leftOut()
    report.broken(
      `line ${lines + layout.skippedLines + 1}`,
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'The text ends inside a cell in quotes: the row is cut off, or a quote is missing from here on. Export the table again to get the rest.'
        : `Not valid CSV from here on (${error.code}). Fix this line and load the file again.`,
    )
  } finally {
    parser.destroy()
  }
}

/** Lines between rows, as databases and Markdown draw them, and those above a header. */
function isRule(cells: readonly string[], { delimiter }: TableLayout): boolean {
  if (/^(?:sep=.?|#TYPE\b.*)$/i.test(cells[0] ?? '') && cells.slice(1).every((cell) => cell === ''))
    return true
  return delimiter === '|' && cells.every((cell) => /^[\s+:=-]*$/.test(cell))
}

function isHeaderAgain(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.length < 20 && EVENT_NAME.test(cell)) && isHeader(cells, false)
}

function plainHeader(cells: readonly string[]): string {
  return cells.map(plain).join(',')
}

const EVENT_NAME = /^\W*event[\s_.-]*name\W*$/i

/** The text from the header on, as the parser reads it. */
class RowText {
  readonly #layout: TableLayout
  #toSkip: number
  #backslash = ''
  /** Whether the text so far ends with a line break. */
  endsWithLine = false

  constructor(layout: TableLayout) {
    this.#layout = layout
    this.#toSkip = layout.skip
  }

  next(piece: string): string {
    const text = piece.slice(this.#toSkip)
    this.#toSkip = Math.max(0, this.#toSkip - piece.length)
    if (text.length > 0) this.endsWithLine = /[\r\n]$/.test(text)
    return this.#layout.hasBackslashes ? this.#doubled(text) : text
  }

  rest(): string {
    return this.#backslash
  }

  /** With doubled quotes for escaped ones. The parser would drop every other backslash. */
  #doubled(text: string): string {
    const all = this.#backslash + text
    const isSplit = /(?<!\\)(?:\\\\)*\\$/.test(all)
    this.#backslash = isSplit ? '\\' : ''
    return (isSplit ? all.slice(0, -1) : all).replaceAll(/\\(["\\])/g, (_, escaped: string) =>
      escaped === '"' ? '""' : '\\',
    )
  }
}

interface Row {
  readonly cells: readonly string[]
  /** The line on which it ends. */
  readonly line: number
}

/** The parser, fed piece by piece. `take` returns the complete rows. */
function rowsOf(parser: ReturnType<typeof parse>) {
  let rows: Row[] = []
  /** The parser counts a two-character line break in a cell as two lines. */
  let linesTooMany = 0
  let failure: unknown = null
  parser.on('error', (error: unknown) => (failure = error))
  const drain = () => {
    for (let row = parser.read() as ParsedRow | null; row; row = parser.read() as ParsedRow | null) {
      for (const cell of row.record) if (cell.includes('\r\n')) linesTooMany += cell.split('\r\n').length - 1
      rows.push({ cells: row.record, line: row.info.lines - linesTooMany })
    }
  }
  parser.on('readable', drain)
  const settle = async (start: (done: () => void) => void) => {
    await new Promise<void>((resolve) => {
      parser.once('close', resolve)
      start(() => {
        parser.removeListener('close', resolve)
        resolve()
      })
    })
    drain()
    if (failure !== null) throw failure
  }
  return {
    write: async (text: string) => {
      if (text !== '') await settle((done) => parser.write(text, () => done()))
    },
    end: () =>
      settle((done) => {
        parser.once('end', done)
        parser.end()
      }),
    take: (): Row[] => {
      const taken = rows
      rows = []
      return taken
    },
  }
}

interface ParsedRow {
  readonly record: string[]
  readonly info: { readonly lines: number; readonly records: number }
}

const STEP = 64 * 1024
