import type {
  LoadedLogFile,
  LogFileOutcome,
  LoadReport,
  LogFileProblem,
  LogFilesWanted,
} from '../../cloudtrail/loadReport.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { foldCase } from '../../filter/foldCase.ts'
import { stampKey, type LogFileWithEvents } from '../eventStore.ts'
import type { KnownIntegrity } from './knownIntegrity.ts'
import type { SqlReader } from './sqlReader.ts'

/** See `EventStore.loadedStamps`. */
export async function loadedStamps(reader: SqlReader): Promise<ReadonlySet<string>> {
  const rows = (await reader.query(
    'SELECT path AS uri, size::DOUBLE, mtimeMs AS modifiedMs FROM logFiles WHERE finished AND path IS NOT NULL',
    [],
  )) as [string, number, number][]
  return new Set(rows.map(([uri, size, modifiedMs]) => stampKey({ uri, size, modifiedMs })))
}

/** The log files that contain an event, first the one that it was added from; none for the simulated account. */
export async function logFilesOf(
  reader: SqlReader,
  ordinal: number,
): Promise<readonly { readonly name: string; readonly uri: string | null }[]> {
  const rows = await reader.query(
    `WITH added AS (SELECT logFile FROM ${reader.dialect.events} WHERE ordinal = ${ordinal} AND logFile IS NOT NULL)
     SELECT f.name, f.path FROM logFiles f, added
     WHERE f.id = added.logFile OR f.id IN (SELECT logFile FROM duplicates WHERE ordinal = ${ordinal})
     ORDER BY f.id = added.logFile DESC, f.id`,
    [],
  )
  return (rows as unknown as [string, string | null][]).map(([name, uri]) => ({ name, uri }))
}

/** How many log files are described at once. */
const FILES_AT_ONCE = 1000

/** See `EventStore.logFilesWith`. `counts`: by the ID of the log file. */
export async function* logFilesWithCounts(
  reader: SqlReader,
  counts: ReadonlyMap<number, number>,
  integrity: Pick<KnownIntegrity, 'ofLogFiles'>,
): AsyncGenerator<LogFileWithEvents[]> {
  const ids = [...counts.keys()].toSorted((a, b) => a - b)
  for (let first = 0; first < ids.length; first += FILES_AT_ONCE) {
    const some = ids.slice(first, first + FILES_AT_ONCE)
    const known = await integrity.ofLogFiles(some)
    const rows = (await reader.query(
      `SELECT id, name, path, coalesce(size, 0)::DOUBLE, sha256 FROM logFiles
       WHERE id IN (${some.join(',')}) ORDER BY id`,
      [],
    )) as [number, string, string | null, number, string | null][]
    yield rows.map(([id, name, uri, size, sha256]) => ({
      uri,
      name,
      size,
      sha256,
      events: counts.get(id)!,
      integrity: known.get(id) ?? null,
    }))
  }
}

/** See `EventStore.loadReport`. */
export async function loadReport(reader: SqlReader): Promise<LoadReport> {
  const [sums] = (await reader.query(
    `SELECT count(*) FILTER (WHERE outcome = 'loaded')::DOUBLE, count(*) FILTER (WHERE outcome = 'skipped')::DOUBLE,
       count(*) FILTER (WHERE outcome = 'digest')::DOUBLE,
       count(*) FILTER (WHERE outcome = 'failed')::DOUBLE, count(*) FILTER (WHERE outcome IS NULL)::DOUBLE,
       coalesce(sum(greatest(records, added)), 0)::DOUBLE, coalesce(sum(added), 0)::DOUBLE, coalesce(sum(duplicates), 0)::DOUBLE,
       coalesce(sum(salvaged), 0)::DOUBLE, coalesce(sum(leftOut), 0)::DOUBLE
     FROM logFiles`,
    [],
  )) as number[][]
  const [logFiles, skipped, digestFiles, failed, unfinished, records, added, duplicates, salvaged, leftOut] =
    sums as Sums
  const { events, beginningOfSha256 } = reader.dialect
  const [[conflicts]] = (await reader.query(
    // Without those whose eventID looks like an ID with a suffix (see idSuffix.ts), and those whose
    // other contents were removed with their log files.
    `SELECT coalesce(sum(contents - 1), 0)::DOUBLE FROM (
       SELECT count(*) AS contents FROM ${events} WHERE eventID IN (
         SELECT eventID FROM ${events} WHERE eventID IS NOT NULL AND idSuffix IS NOT NULL AND idSuffix <> '~' || ${beginningOfSha256('eventID', 16)}
       ) GROUP BY eventID
     )`,
    [],
  )) as [[number]]
  return {
    logFiles,
    skipped,
    digestFiles,
    failed,
    unfinished,
    records,
    added,
    duplicates,
    salvaged,
    leftOut,
    conflicts,
  }
}

type Sums = [number, number, number, number, number, number, number, number, number, number]

/** See `EventStore.problems`. */
export async function problemsOf(
  reader: SqlReader,
  offset: number,
  limit: number,
): Promise<{ problems: readonly LogFileProblem[]; total: number }> {
  const rows = (await reader.queryPage(
    `SELECT logFile, position, reason FROM problems ORDER BY id LIMIT ${limit} OFFSET ${offset}`,
    [],
  )) as [string, string | null, string][]
  const problems = rows.map(([logFile, position, reason]) => ({ logFile, position, reason }))
  return { problems, total: await problemCount(reader) }
}

export async function problemCount(reader: SqlReader): Promise<number> {
  const [[count]] = (await reader.query('SELECT count(*)::DOUBLE FROM problems', [])) as [[number]]
  return count
}

const MOST_ACCOUNTS = 20

const COLUMNS: Readonly<Record<LogFilesWanted['sort'], string>> = {
  loaded: 'id',
  name: 'name',
  size: 'size',
  records: 'records',
  added: 'added',
  duplicates: 'duplicates',
  salvaged: 'salvaged',
  leftOut: 'leftOut',
  conflicts: 'conflicts',
  problems: 'problems',
}

type FileRow = [
  id: number,
  name: string,
  size: number,
  records: number,
  added: number,
  duplicates: number,
  salvaged: number,
  leftOut: number,
  conflicts: number,
  problems: number,
  sha256: string | null,
  outcome: LogFileOutcome | null,
  total: number,
  canBeRemoved: boolean,
]

type EventsRow = [
  logFile: number,
  firstMs: number | null,
  lastMs: number | null,
  accounts: string | null,
  ownEvents: number,
]

/** See `EventStore.logFiles`. The events are read only for the files of the page. */
export async function loadedLogFiles(
  reader: SqlReader,
  { contains, sort, isDescending, offset, limit }: LogFilesWanted,
  isRemovable: string,
): Promise<{ logFiles: readonly LoadedLogFile[]; total: number }> {
  const { dialect } = reader
  const ofAccounts = dialect.firstItems(
    dialect.sortItems(dialect.distinctList(dialect.shown('accountId'))),
    MOST_ACCOUNTS,
  )
  const order = `${COLUMNS[sort]} ${isDescending ? 'DESC' : 'ASC'}, id`
  const files = (await reader.query(
    `SELECT id, name, size::DOUBLE, records::DOUBLE, added::DOUBLE, duplicates::DOUBLE, salvaged::DOUBLE, leftOut::DOUBLE,
       conflicts::DOUBLE, problems::DOUBLE, sha256, outcome, total::DOUBLE,
       ${isRemovable}
     FROM (
       SELECT f.id, f.name, f.size, greatest(f.records, f.added) AS records, f.added, f.duplicates, f.salvaged, f.leftOut, f.conflicts, f.sha256, f.outcome,
         coalesce(p.problems, 0) AS problems, count(*) OVER () AS total
       FROM logFiles f LEFT JOIN (SELECT file, count(*) AS problems FROM problems WHERE file IS NOT NULL GROUP BY file) p ON p.file = f.id
       WHERE ${dialect.contains(dialect.fold('f.name'), dialect.param(1))} OR f.sha256 = ${dialect.param(2)}
     ) ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
    [foldCase(contains), contains.toLowerCase()],
  )) as FileRow[]
  const events = new Map<number, EventsRow>()
  if (files.length > 0) {
    const rows = (await reader.query(
      `SELECT logFile, min(eventTimeMs)::DOUBLE, max(eventTimeMs)::DOUBLE,
         ${dialect.joinItems(ofAccounts, "'\n'")},
         count(*) FILTER (WHERE ordinal NOT IN (SELECT ordinal FROM duplicates))::DOUBLE
       FROM ${dialect.events} WHERE logFile IN (${files.map(([id]) => id).join(',')}) GROUP BY logFile`,
      [],
    )) as EventsRow[]
    for (const row of rows) events.set(row[0], row)
  }
  const time = (ms: number | null | undefined) => (typeof ms === 'number' ? writeTime(ms) : null)
  return {
    logFiles: files.map(
      ([
        id,
        name,
        size,
        records,
        added,
        duplicates,
        salvaged,
        leftOut,
        conflicts,
        problems,
        sha256,
        outcome,
        ,
        canBeRemoved,
      ]) => {
        const [, firstMs, lastMs, accounts, ownEvents = 0] = events.get(id) ?? []
        return {
          id,
          name,
          size,
          sha256,
          records,
          added,
          duplicates,
          salvaged,
          leftOut,
          conflicts,
          problems,
          outcome,
          firstEventTime: time(firstMs),
          lastEventTime: time(lastMs),
          isRemovable: canBeRemoved,
          ownEvents,
          accounts: accounts ? accounts.split('\n') : [],
        }
      },
    ),
    total: files[0]?.[12] ?? 0,
  }
}
