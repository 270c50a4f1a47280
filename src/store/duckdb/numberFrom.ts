import type { DuckDBConnection } from '@duckdb/node-api'

/** The single number that a statement returns. */
export async function numberFrom(connection: DuckDBConnection, sql: string): Promise<number> {
  return (await connection.runAndReadAll(sql)).getRowsJS()[0]![0] as number
}
