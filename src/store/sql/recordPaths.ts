import { foldCase } from '../../filter/foldCase.ts'
import type { SqlReader } from './sqlReader.ts'

/** See `EventStore.recordPaths`. */
export async function recordPaths(
  reader: SqlReader,
  contains: string,
  limit: number,
): Promise<{ paths: readonly string[]; distinct: number }> {
  const { contains: has, fold, param, matchesPattern } = reader.dialect
  const rows = (await reader.query(
    `SELECT path, (count(*) OVER ())::DOUBLE FROM (SELECT path, count(*) AS shapes FROM slots WHERE ${has(fold('path'), param(1))} AND NOT ${matchesPattern('path', param(2))} GROUP BY path)
     ORDER BY shapes DESC, path LIMIT ${limit}`,
    [foldCase(contains), IS_UNNAMED],
  )) as [string, number][]
  return { paths: rows.map(([path]) => path), distinct: rows[0]?.[1] ?? 0 }
}

/** A filter cannot name a member without a name: its path begins or ends with a dot, or has two in a row. */
const IS_UNNAMED = String.raw`^$|^[.]|(^|[^\\])(\\\\)*[.]($|[.])`

/** See `EventStore.hasMember`. */
export async function hasMember(reader: SqlReader, name: string): Promise<boolean> {
  const { param, startsWith } = reader.dialect
  const rows = await reader.query(
    `SELECT 1 FROM slots WHERE path = ${param(1)} OR ${startsWith('path', param(2))} LIMIT 1`,
    [name, `${name}.`],
  )
  return rows.length > 0
}
