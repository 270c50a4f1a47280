// CSV has quotes, doubled quotes and line breaks in cells. This parser is proven, and its memory is
// limited.
import { CsvError, parse } from 'csv-parse'
import { CloudTrailRecord } from '../../cloudtrail/record.ts'
import { restoreRow } from '../shapes/athenaRows.ts'
import { valueOfStructText } from '../shapes/athenaStructs.ts'
import { recordOfConsoleRow } from '../shapes/consoleCsv.ts'
import type { CsvLayout } from '../shapes/csvLayout.ts'
import type { ContentReport } from '../contentReport.ts'
import type { Reading } from '../reading.ts'
import { TextBuffer } from './textBuffer.ts'
import { walkInnerText } from './stringWalk.ts'
import { beginWalk } from './valueWalk.ts'

/** Reads rows to the end of the text. Their layout follows from the header. */
export async function readCsv(
  pieces: AsyncIterable<string>,
  layout: CsvLayout,
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
    max_record_size: reading.limits.maxRecordBytes,
  })
  const rows = rowsOf(parser)
  let lines = 0
  const take = () => {
    for (const { cells, line, number } of rows.take()) {
      lines = line
      if (number > 1) readRow(cells, line, layout, report, reading)
    }
  }
  try {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length; at += STEP) {
        await rows.write(piece.slice(at, at + STEP))
        take()
      }
      await reading.pause()
    }
    await rows.end()
    take()
  } catch (error) {
    take()
    if (!(error instanceof CsvError)) throw error
    report.broken(
      `line ${lines + 1}`,
      `Not valid CSV from here on (${error.code}). Fix this line and load the file again.`,
    )
  } finally {
    parser.destroy()
  }
}

function readRow(
  cells: readonly string[],
  line: number,
  layout: CsvLayout,
  report: ContentReport,
  reading: Reading,
): void {
  const position = `line ${line}`
  if (layout.kind === 'text') {
    const text = cells[layout.column] ?? ''
    walkInnerText(beginWalk(new TextBuffer('', true), report, reading), text, position, null)
    return
  }
  const text =
    layout.kind === 'console'
      ? recordOfConsoleRow(layout.columns, cells)
      : recordOfTableRow(layout.columns, cells)
  const record = text === null ? null : reading.reader.read(text)
  if (record instanceof CloudTrailRecord) report.record(record)
  else report.foreign(position, 'The row has no event and was skipped.')
}

function recordOfTableRow(columns: readonly string[], cells: readonly string[]): string | null {
  const row: Record<string, unknown> = {}
  columns.forEach((column, i) => {
    const cell = cells[i]?.trim()
    if (cell) row[column] = valueOfStructText(cell)
  })
  return row['eventname'] || row['eventid'] ? restoreRow(JSON.stringify(row)) : null
}

interface Row {
  readonly cells: readonly string[]
  /** The line on which it ends. */
  readonly line: number
  readonly number: number
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
      for (const cell of row.record) linesTooMany += cell.split('\r\n').length - 1
      rows.push({ cells: row.record, line: row.info.lines - linesTooMany, number: row.info.records })
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
    write: (text: string) => settle((done) => parser.write(text, () => done())),
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
