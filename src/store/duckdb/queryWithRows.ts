import { hashesOfID } from '../../cloudtrail/hashID.ts'
import { ROW_SEPARATOR } from '../batchChunks.ts'
import type { Connections, Row } from './connections.ts'
import { ID } from './pageKeys.ts'

const SEPARATOR_CODE = ROW_SEPARATOR.charCodeAt(0)

/** How many rows one statement takes: each may scan all events. */
const ROWS_AT_ONCE = 50_000

/**
 * Runs a statement over given rows, which it sees as a SELECT of the columns in `types`. Passing
 * them as columns of text takes a seventh of the time of JSON. No text may contain the row
 * separator.
 */
export async function queryWithRows<Column extends string>(
  connections: Connections,
  statement: (rows: string) => string,
  types: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<Column, string | number>>[],
): Promise<Row[]> {
  const columns = Object.keys(types) as Column[]
  const given = columns.map(
    (column, index) =>
      `unnest(string_split($${index + 1}, chr(${SEPARATOR_CODE})))::${types[column]} AS ${column}`,
  )
  const answers: Row[][] = []
  for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
    const part = rows.slice(first, first + ROWS_AT_ONCE)
    const params = columns.map((column) => part.map((row) => row[column]).join(ROW_SEPARATOR))
    answers.push(await connections.query(statement(`SELECT ${given.join(', ')}`), params))
  }
  return answers.flat()
}

/**
 * The ordinals of the events with these IDs (see `CloudTrailEvent.id`). For each, only events after
 * `after` are searched.
 */
export async function ordinalsOf(
  connections: Connections,
  sought: readonly { readonly id: string; readonly after: number }[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await queryWithRows(
    connections,
    (wanted) =>
      `SELECT w.id, e.ordinal::DOUBLE FROM events e JOIN (${wanted}) w
       ON e.idHash = w.hash AND ${ID} = w.id WHERE e.ordinal > w.after`,
    { id: 'VARCHAR', hash: 'UINTEGER', after: 'BIGINT' },
    sought
      // No event has such an ID.
      .filter(({ id }) => !id.includes(ROW_SEPARATOR))
      .flatMap(({ id, after }) => hashesOfID(id).map((hash) => ({ id, hash, after }))),
  )
  return new Map(rows as unknown as [string, number][])
}
