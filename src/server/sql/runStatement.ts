import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { LOG_TABLE_NAME } from '../../cloudtrail/logTable.ts'
import { ATHENA_MACROS, ATHENA_SETTINGS } from '../../sql/athenaMacros.ts'
import { engineText, type EngineText } from '../../sql/athenaText.ts'
import { checkStatement, type StatementProblem } from '../../sql/checkStatement.ts'
import { engineSentence } from '../../sql/engineSentence.ts'
import { isAllowed, type EngineFunction } from '../../sql/functions.ts'
import type { SqlOutcome, SqlRows, SqlTask } from './protocol.ts'
import { cellOf } from './resultCells.ts'
import { writeResult } from './writeResult.ts'
import { sqlText } from '../../store/sqlText.ts'

/** The engine's own limit; what it does not count is watched by the process. */
const MEMORY_LIMIT = '400MB'
const MAX_PUT_ASIDE = '4GB'

/** Runs one statement in an engine of its own, which sees nothing but the files of the table. */
export async function runStatement(task: SqlTask): Promise<SqlOutcome> {
  const text = engineText(task.statement)
  const problem = await problemIn(text.text)
  if (problem) return { kind: 'problem', ...problem, position: written(text, problem.position) }
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: MEMORY_LIMIT,
    temp_directory: task.spillFolder,
    max_temp_directory_size: MAX_PUT_ASIDE,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  try {
    const connection = await instance.connect()
    const unreadable = await whyNotPrepared(connection, task)
    return unreadable ?? (await run(connection, text, task))
  } finally {
    instance.closeSync()
  }
}

async function whyNotPrepared(connection: DuckDBConnection, task: SqlTask): Promise<SqlOutcome | null> {
  try {
    await connection.run(preparation(task))
    return null
  } catch (error) {
    return { kind: 'unreadableTable', message: (error as Error).message }
  }
}

async function run(connection: DuckDBConnection, text: EngineText, { result }: SqlTask): Promise<SqlOutcome> {
  try {
    if ('file' in result) {
      await writeResult(connection, text.text, result)
      return { kind: 'file' }
    }
    return { kind: 'rows', rows: await firstRows(connection, text.text, result.maxRows) }
  } catch (error) {
    return outcomeOf(error, text)
  }
}

const AS_ATHENA = [...ATHENA_SETTINGS, ...ATHENA_MACROS].join(';\n')

function preparation({ tableFiles, result }: SqlTask): string {
  const paths = 'file' in result ? [...tableFiles, result.file] : tableFiles
  return `${AS_ATHENA};
    CREATE VIEW ${LOG_TABLE_NAME} AS
      SELECT *, ${PARTITIONS} FROM read_parquet([${tableFiles.map(sqlText).join(', ')}]);
    CREATE SCHEMA "default";
    CREATE VIEW "default".${LOG_TABLE_NAME} AS SELECT * FROM memory.main.${LOG_TABLE_NAME};
    SET errors_as_json = true;
    SET allowed_paths = [${paths.map(sqlText).join(', ')}];
    SET enable_external_access = false;
    SET lock_configuration = true`
}

/** The documented table has these columns from the names of its folders. */
const PARTITIONS = `
  coalesce(nullif(recipientaccountid, ''), useridentity.accountid) AS account, awsregion AS region,
  substr(eventtime, 1, 4) AS year, substr(eventtime, 6, 2) AS month, substr(eventtime, 9, 2) AS day,
  replace(substr(eventtime, 1, 10), '-', '/') AS "timestamp"`

/** An engine that only reads statements, and the names of the functions that they may call. */
interface Checking {
  readonly connection: DuckDBConnection
  readonly functions: ReadonlySet<string>
}

let checking: Promise<Checking> | undefined

async function problemIn(statement: string): Promise<StatementProblem | null> {
  const { connection, functions } = await (checking ??= startChecking())
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [statement])
  const [[tree]] = reader.getRowsJS() as [[string]]
  return checkStatement(JSON.parse(tree) as object, functions)
}

async function startChecking(): Promise<Checking> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  await connection.run(AS_ATHENA)
  const reader = await connection.runAndReadAll(
    `SELECT DISTINCT function_name, function_type, stability, internal FROM duckdb_functions()
     WHERE function_type IN ('scalar', 'aggregate', 'macro')`,
  )
  const functions = reader
    .getRowsJS()
    .map(([name, type, stability, isBuiltIn]) => ({ name, type, stability, isBuiltIn }) as EngineFunction)
  return { connection, functions: new Set(functions.filter(isAllowed).map(({ name }) => name.toLowerCase())) }
}

async function firstRows(connection: DuckDBConnection, text: string, maxRows: number): Promise<SqlRows> {
  const result = await connection.stream(text)
  const columns = result
    .columnNames()
    .map((name, index) => ({ name, type: String(result.columnType(index)) }))
  const rows: unknown[][] = []
  for await (const block of result.yieldRows()) {
    for (const row of block) rows.push(row.map(cellOf))
    if (rows.length > maxRows) break
  }
  return { columns, rows: rows.slice(0, maxRows), truncated: rows.length > maxRows }
}

/** The engine's errors are JSON: see `errors_as_json`. */
function outcomeOf(error: unknown, text: EngineText): SqlOutcome {
  const message = error instanceof Error ? error.message : String(error)
  if (!message.startsWith('{')) return { kind: 'failure', message }
  const said = JSON.parse(message) as {
    readonly exception_type: string
    readonly exception_message: string
    readonly position?: string
  }
  if (said.exception_type === 'Out of Memory')
    return {
      kind: 'tooLarge',
      sentence:
        'The statement needs more memory than one may use. Use a shorter time range, or group by less.',
    }
  return {
    kind: 'problem',
    sentence: engineSentence(said.exception_message),
    position: said.position === undefined ? null : written(text, Number(said.position)),
  }
}

const written = (text: EngineText, position: number | null): number | null =>
  position === null ? null : text.writtenPosition(position)
