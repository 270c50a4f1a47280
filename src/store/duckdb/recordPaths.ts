import { foldCase } from '../../filter/foldCase.ts'
import type { Connections } from './connections.ts'

/** See `EventStore.recordPaths`. */
export async function recordPaths(
  connections: Connections,
  contains: string,
  limit: number,
): Promise<{ paths: readonly string[]; distinct: number }> {
  const rows = (await connections.query(
    `SELECT path, (count(*) OVER ())::DOUBLE FROM (SELECT path, count(*) AS shapes FROM slots WHERE contains(fold(path), $1) AND ${IS_NAMED} GROUP BY path)
     ORDER BY shapes DESC, path LIMIT ${limit}`,
    [foldCase(contains)],
  )) as [string, number][]
  return { paths: rows.map(([path]) => path), distinct: rows[0]?.[1] ?? 0 }
}

/** A filter cannot name a member without a name: its path begins or ends with a dot, or has two in a row. */
const IS_NAMED = String.raw`NOT regexp_matches(path, '^$|^[.]|(^|[^\\])(\\\\)*[.]($|[.])')`

/** See `EventStore.hasMember`. */
export async function hasMember(connections: Connections, name: string): Promise<boolean> {
  const rows = await connections.query(
    'SELECT 1 FROM slots WHERE path = $1 OR starts_with(path, $2) LIMIT 1',
    [name, `${name}.`],
  )
  return rows.length > 0
}
