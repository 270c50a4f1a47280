import type { DuckDBConnection } from '@duckdb/node-api'

/** How many rows one statement inserts. */
const ROWS_AT_ONCE = 5000

/** Inserts rows, given as objects, with few statements. `types` gives each column's SQL type. */
export async function insertAsJson(
  writer: DuckDBConnection,
  table: string,
  types: Readonly<Record<string, string | readonly string[]>>,
  rows: readonly object[],
): Promise<void> {
  for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
    await writer.run(
      `INSERT INTO ${table} (${Object.keys(types).join(', ')})
       SELECT unnest(from_json($1::JSON, '${JSON.stringify([types])}'), max_depth := 2)`,
      [JSON.stringify(rows.slice(first, first + ROWS_AT_ONCE), wellFormed)],
    )
  }
}

/** Half a pair of surrogates cannot be stored, and the engine refuses the whole statement for it. */
function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/\p{Surrogate}/gu, '\u{fffd}') : value
}
