import type { DuckDBResult } from '@duckdb/node-api'
import { CorruptInput } from '../containers/corruptInput.ts'
import { jsonOfValue, type Engine } from './jsonOfValue.ts'

/** The values of a row as JSON text; null for none. */
export type ParquetRow = readonly (string | null)[]

/** The rows of a Parquet file. */
export interface ParquetRows {
  readonly columns: readonly string[]
  /** Some rows at a time, in their order. Throws `CorruptInput` where the file breaks. */
  readonly rows: AsyncIterable<readonly ParquetRow[]>
  close(): void
}

/**
 * Opens a Parquet file with an engine of its own, which may read nothing but this file, and writes
 * nothing.
 */
export async function openParquet(path: string): Promise<ParquetRows> {
  const engine = await import('@duckdb/node-api')
  const instance = await engine.DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '512MB',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  const close = () => {
    connection.closeSync()
    instance.closeSync()
  }
  try {
    await connection.run(`SET allowed_paths = [${sqlText(path)}]`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
    const result = await connection.stream(
      `FROM read_parquet(${sqlText(path)}, binary_as_string = true, hive_partitioning = false)`,
    )
    return { columns: result.columnNames(), rows: rowsOf(engine, result), close }
  } catch (error) {
    close()
    throw damage(error)
  }
}

async function* rowsOf(engine: Engine, result: DuckDBResult): AsyncGenerator<readonly ParquetRow[]> {
  try {
    for await (const rows of result.yieldRows())
      yield rows.map((row) => row.map((value) => jsonOfValue(engine, value)))
  } catch (error) {
    throw damage(error)
  }
}

function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** The engine's messages name the temporary file. */
function damage(error: unknown): CorruptInput {
  const message = error instanceof Error ? error.message.split('\n')[0]! : String(error)
  if (/Out of Memory/i.test(message))
    return new CorruptInput(
      'The Parquet file needs more memory to read than is allowed here. Write it with smaller row groups and load it again.',
    )
  if (/encrypt/i.test(message))
    return new CorruptInput('The Parquet file is encrypted. Decrypt it and load the result.')
  return new CorruptInput(
    'The Parquet file is damaged or cut off. Download it again and load the complete file.',
  )
}
