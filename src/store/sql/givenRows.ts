import { hashesOfID } from '../../cloudtrail/hashID.ts'
import { ID } from './pageKeys.ts'
import { LIST_SEPARATOR, type GivenColumn } from './sqlDialect.ts'
import type { Row, SqlReader } from './sqlReader.ts'

/** How many rows one statement takes: each may scan all events. */
const ROWS_AT_ONCE = 50_000

/**
 * Runs a statement over given rows, which it sees as a SELECT of the columns in `types`. Passing them as columns of
 * text takes a seventh of the time of JSON. No text may contain the separator.
 */
export async function queryWithRows<Column extends string>(
  reader: SqlReader,
  statement: (rows: string) => string,
  types: Readonly<Record<Column, GivenColumn['type']>>,
  rows: readonly Readonly<Record<Column, string | number>>[],
): Promise<Row[]> {
  const { givenRows, param } = reader.dialect
  const names = Object.keys(types) as Column[]
  const given = givenRows(names.map((name, index) => ({ name, type: types[name], param: param(index + 1) })))
  const answers: Row[][] = []
  for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
    const part = rows.slice(first, first + ROWS_AT_ONCE)
    const params = names.map((name) => part.map((row) => row[name]).join(LIST_SEPARATOR))
    answers.push(await reader.query(statement(given), params))
  }
  return answers.flat()
}

/**
 * The ordinals of the events with these IDs (see `CloudTrailEvent.id`). For each, only events after
 * `after` are searched.
 */
export async function ordinalsOf(
  reader: SqlReader,
  sought: readonly { readonly id: string; readonly after: number }[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await queryWithRows(
    reader,
    (wanted) =>
      `SELECT w.id, e.ordinal::DOUBLE FROM ${reader.dialect.events} e JOIN (${wanted}) w
       ON e.idHash = w.hash AND ${ID} = w.id WHERE e.ordinal > w.after`,
    { id: 'VARCHAR', hash: 'UINTEGER', after: 'BIGINT' },
    sought
      // No event has such an ID.
      .filter(({ id }) => !id.includes(LIST_SEPARATOR))
      .flatMap(({ id, after }) => hashesOfID(id).map((hash) => ({ id, hash, after }))),
  )
  return new Map(rows as unknown as [string, number][])
}
