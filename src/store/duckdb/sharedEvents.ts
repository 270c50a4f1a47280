import type { DuckDBConnection } from '@duckdb/node-api'
import type { SharedEvent } from '../verdicts.ts'
import { IDENTITY } from './incoming.ts'
import { insertAsJson } from './insertAsJson.ts'

/** How many rows one statement inserts. */
const ROWS_AT_ONCE = 50_000

/**
 * Writes down which further log files contain an event. `after`: the last ordinal before those that
 * the current transaction added.
 */
export async function keepShared(
  writer: DuckDBConnection,
  shared: readonly SharedEvent[],
  after: number,
): Promise<void> {
  for (let first = 0; first < shared.length; first += ROWS_AT_ONCE) {
    const part = shared.slice(first, first + ROWS_AT_ONCE)
    await insertAsJson(
      writer,
      'duplicates',
      { logFile: 'INTEGER', ordinal: 'BIGINT' },
      part.flatMap(({ logFile, ordinal }) => (ordinal === null ? [] : [{ logFile, ordinal }])),
    )
    const added = part.flatMap(({ ordinal, ...event }) => (ordinal === null ? [event] : []))
    if (added.length > 0)
      await writer.run(
        `INSERT INTO duplicates SELECT v.logFile, e.ordinal
         FROM (SELECT unnest(from_json($1::JSON, '[{"logFile":"INTEGER","identity":"VARCHAR","idSuffix":"VARCHAR"}]')) AS v)
         JOIN events e ON ${IDENTITY} = v.identity AND e.idSuffix IS NOT DISTINCT FROM v.idSuffix
         WHERE e.ordinal > ${after}`,
        [JSON.stringify(added)],
      )
  }
}
