import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { stringify } from 'csv-stringify/sync'
import { spreadsheetText } from '../../api/downloadEvents.ts'
import { sqlText } from '../../store/sqlText.ts'
import type { SqlDownloadFormat } from '../../api/sql.ts'
import { cellOf, textOf } from './resultCells.ts'

/** Writes all rows of a statement's result into a file. */
export async function writeResult(
  connection: DuckDBConnection,
  statement: string,
  { format, file }: { readonly format: SqlDownloadFormat; readonly file: string },
): Promise<void> {
  if (format === 'parquet') {
    await connection.run(
      `COPY (${statement.replace(/[\s;]*$/, '')}\n) TO ${sqlText(file)} (FORMAT parquet, COMPRESSION zstd)`,
    )
    return
  }
  const result = await connection.stream(statement)
  const names = result.columnNames()
  const lines = format === 'csv' ? csvLines : jsonLines
  await pipeline(Readable.from(lines(names, result.yieldRows())), createWriteStream(file, { flags: 'wx' }))
}

type Blocks = AsyncIterable<readonly (readonly DuckDBValue[])[]>

async function* csvLines(names: readonly string[], blocks: Blocks): AsyncGenerator<string> {
  const csv = (rows: readonly (readonly string[])[]) => stringify(rows.map((row) => row.map(spreadsheetText)))
  yield csv([names])
  for await (const rows of blocks) yield csv(rows.map((row) => row.map(textOf)))
}

async function* jsonLines(names: readonly string[], blocks: Blocks): AsyncGenerator<string> {
  for await (const rows of blocks)
    yield rows
      .map(
        (row) =>
          `{${row.map((value, index) => `${JSON.stringify(names[index])}:${JSON.stringify(cellOf(value))}`).join(',')}}\n`,
      )
      .join('')
}
