import type { LoadReport, LogFileProblem } from '../../cloudtrail/loadReport.ts'
import { stampKey } from '../eventStore.ts'
import type { Connections } from './connections.ts'

/** See `EventStore.loadedStamps`. */
export async function loadedStamps(connections: Connections): Promise<ReadonlySet<string>> {
  const rows = (await connections.query(
    'SELECT path AS uri, size::DOUBLE, mtimeMs AS modifiedMs FROM logFiles WHERE finished AND path IS NOT NULL',
    [],
  )) as [string, number, number][]
  return new Set(rows.map(([uri, size, modifiedMs]) => stampKey({ uri, size, modifiedMs })))
}

/** See `EventStore.loadReport`. */
export async function loadReport(connections: Connections): Promise<LoadReport> {
  const [[logFiles, records, added, duplicates]] = (await connections.query(
    'SELECT count(*) FILTER (finished)::DOUBLE, coalesce(sum(greatest(records, added)), 0)::DOUBLE, coalesce(sum(added), 0)::DOUBLE, coalesce(sum(duplicates), 0)::DOUBLE FROM logFiles',
    [],
  )) as [[number, number, number, number]]
  const [[conflicts]] = (await connections.query(
    // Without those whose eventID looks like an ID with a suffix: see idSuffix.ts.
    "SELECT count(*)::DOUBLE FROM events WHERE eventID IS NOT NULL AND idSuffix IS NOT NULL AND idSuffix <> '~' || left(sha256(eventID), 16)",
    [],
  )) as [[number]]
  return { logFiles, records, added, duplicates, conflicts }
}

/** See `EventStore.problems`. */
export async function problemsOf(
  connections: Connections,
  offset: number,
  limit: number,
): Promise<{ problems: readonly LogFileProblem[]; total: number }> {
  const rows = (await connections.queryPage(
    `SELECT logFile, position, reason FROM problems ORDER BY id LIMIT ${limit} OFFSET ${offset}`,
    [],
  )) as [string, string | null, string][]
  const problems = rows.map(([logFile, position, reason]) => ({ logFile, position, reason }))
  return { problems, total: await problemCount(connections) }
}

export async function problemCount(connections: Connections): Promise<number> {
  const [[count]] = (await connections.query('SELECT count(*)::DOUBLE FROM problems', [])) as [[number]]
  return count
}
