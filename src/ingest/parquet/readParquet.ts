import { CloudTrailRecord } from '../../cloudtrail/record.ts'
import type { ByteSource } from '../containers/byteSource.ts'
import { CorruptInput } from '../containers/corruptInput.ts'
import type { ContentReport } from '../contentReport.ts'
import type { Reading } from '../reading.ts'
import { assembledFrom } from '../shapes/assembled.ts'
import { isTableName, restoreRow } from '../shapes/athenaRows.ts'
import { objectOf, type JsonMember } from '../shapes/jsonMembers.ts'
import { recordOfOcsf } from '../shapes/ocsf.ts'
import { showValue } from '../shapes/showValue.ts'
import { hasRecordText } from '../tables/recordText.ts'
import { isHeader } from '../tables/tableLayout.ts'
import { TableReader, tablesOf } from '../tables/tableReader.ts'
import { walkInnerText } from '../text/stringWalk.ts'
import { TextBuffer } from '../text/textBuffer.ts'
import { beginWalk } from '../text/valueWalk.ts'
import { openParquet, type ParquetRow } from './parquetRows.ts'
import { writeTemporaryFile } from '../containers/temporaryFile.ts'

export function isParquet(start: Buffer): boolean {
  return start.toString('latin1', 0, 4) === 'PAR1'
}

/**
 * Reads the rows of a Parquet file. Its directory is at its end, so it is copied to a temporary file
 * first.
 */
export async function readParquet(
  source: ByteSource,
  report: ContentReport,
  reading: Reading,
): Promise<void> {
  const file = await writeTemporaryFile(source, 'file.parquet', reading.pause)
  try {
    const parquet = await openParquet(file.path)
    try {
      await readRows(parquet.columns, parquet.rows, report, reading)
    } finally {
      parquet.close()
    }
  } finally {
    await file.remove()
  }
  await reading.sink.contentEnd?.(async () => file.hash)
}

async function readRows(
  columns: readonly string[],
  pieces: AsyncIterable<readonly ParquetRow[]>,
  report: ContentReport,
  reading: Reading,
): Promise<void> {
  const reader = rowReader(columns, report, reading)
  report.refuseIfEmpty(
    `This is a Parquet file without CloudTrail records. Its columns are ${columns.slice(0, 8).map(showValue).join(', ')}${columns.length > 8 ? ` and ${columns.length - 8} more` : ''}.`,
  )
  let row = 0
  try {
    for await (const values of pieces) {
      for (const one of values) reader.row(one, ++row)
      if (report.records === 0 && row >= ROWS_TRIED) break
      await reading.pause()
    }
  } catch (error) {
    if (!(error instanceof CorruptInput)) throw error
    report.broken(`row ${row + 1}`, error.message)
  }
  reader.end()
}

interface RowReader {
  row(values: ParquetRow, row: number): void
  end(): void
}

/** How the rows of a file with these columns are read. */
function rowReader(columns: readonly string[], report: ContentReport, reading: Reading): RowReader {
  const lower = columns.map((column) => column.toLowerCase())
  if (lower.includes('class_uid') && (lower.includes('metadata') || lower.includes('raw_data')))
    return ocsfReader(columns, report, reading)
  if (lower.includes('eventname') && lower.some((name) => /^event(?:source|version|id)$/.test(name)))
    return recordReader(columns, report, reading)
  if (isHeader(columns, true)) {
    const table = new TableReader(columns, report, reading, (row) => `row ${row}`)
    return {
      row: (values, row) => table.row(values.map(cellOf), row),
      end: () => table.end(false),
    }
  }
  return {
    row: (values, row) => {
      const texts = values.filter((value) => value !== null && value.startsWith('"')).map(cellOf)
      const found = texts.filter(hasRecordText)
      for (const text of found.length > 0 ? found : [textOf(columns, values)])
        walkRow(text, row, report, reading)
    },
    end: () => {},
  }
}

/** Rows of OCSF events. Those that are not of CloudTrail are described like any other object. */
function ocsfReader(columns: readonly string[], report: ContentReport, reading: Reading): RowReader {
  return {
    row: (values, row) => {
      const text = textOf(columns, values)
      const record = recordOfOcsf(text)
      if (record === null) return walkRow(text, row, report, reading)
      const from = assembledFrom(record)
      if (from) report.assembled(from)
      take(record, row, report, reading)
    },
    end: () => {},
  }
}

/** Rows with the members of records as columns, in any case, as in the tables of Athena. */
function recordReader(columns: readonly string[], report: ContentReport, reading: Reading): RowReader {
  const names = columns.map((column) => (isTableName(column.toLowerCase()) ? column.toLowerCase() : column))
  return {
    row: (values, row) => {
      const text = restoreRow(textOf(names, values))
      if (text === null) report.foreign(`row ${row}`, 'The row has no event and was skipped.')
      else take(text, row, report, reading)
    },
    end: () => {},
  }
}

function take(text: string, row: number, report: ContentReport, reading: Reading): void {
  const record = reading.reader.read(text)
  if (record instanceof CloudTrailRecord) report.record(record)
  else report.skipped(`row ${row}`, 'The row cannot be read as a record and was skipped.')
}

function walkRow(text: string, row: number, report: ContentReport, reading: Reading): void {
  walkInnerText(
    beginWalk(new TextBuffer('', true), report, reading, tablesOf(report, reading)),
    text,
    `row ${row}`,
    null,
  )
}

function textOf(names: readonly string[], values: ParquetRow): string {
  return objectOf(
    names.flatMap((name, i): JsonMember[] => {
      const value = values[i]
      return value === null || value === undefined ? [] : [[name, value]]
    }),
  )
}

/** A value as a cell of a table: texts as they are, everything else as JSON. */
function cellOf(value: string | null): string {
  return value?.startsWith('"') ? (JSON.parse(value) as string) : (value ?? '')
}

const ROWS_TRIED = 10_000
