import type { DuckDBConnection } from '@duckdb/node-api'

/** The one number that a statement answers. */
export async function numberFrom(connection: DuckDBConnection, sql: string): Promise<number> {
  return (await connection.runAndReadAll(sql)).getRowsJS()[0]![0] as number
}
