import { outcomeOf } from '../../cloudtrail/loadReport.ts'
import { CONFLICT } from '../conflictProblems.ts'
import type { BatchReport } from '../eventStore.ts'
import { isFinished, keyOfLogFile } from '../logFileSlices.ts'
import type { LogFileSlice } from '../recordBatch.ts'
import { UploadProblems } from '../uploadProblems.ts'
import { literal } from './literal.ts'
import type { ClickHouseServer } from './server.ts'
import type { TimeOrderedIDs } from './timeOrderedIDs.ts'

/** A row of the table `logFiles`. */
interface LogFileRow {
  readonly id: number
  readonly loader: number
  readonly name: string
  readonly path: string | null
  readonly size: number
  readonly mtimeMs: number
  readonly records: number
  readonly added: number
  readonly duplicates: number
  readonly salvaged: number
  readonly leftOut: number
  readonly conflicts: number
  readonly finished: boolean
  readonly sha256: string | null
  readonly outcome: string | null
  readonly version: number
}

/** A log file that has begun and not ended. */
interface Unfinished {
  row: LogFileRow
  problems: number
}

const COLUMNS = [
  'id',
  'loader',
  'name',
  'path',
  'size',
  'mtimeMs',
  'records',
  'added',
  'duplicates',
  'salvaged',
  'leftOut',
  'conflicts',
  'finished',
  'sha256',
  'outcome',
  'version',
] as const satisfies readonly (keyof LogFileRow)[]

/** Writes the log files that batches came from, with their counts and problems. */
export class LogFiles {
  readonly #server: ClickHouseServer
  readonly #ids: TimeOrderedIDs
  readonly #loader: () => number
  /** By URI or name. */
  readonly #unfinished = new Map<string, Unfinished>()
  /** Those that another process began: by their IDs. */
  readonly #begunBefore = new Set<number>()
  #uploads = new UploadProblems(0)

  constructor(server: ClickHouseServer, ids: TimeOrderedIDs, loader: () => number) {
    this.#server = server
    this.#ids = ids
    this.#loader = loader
  }

  async load(): Promise<void> {
    const rows = await this.#server.rows(
      `SELECT ${COLUMNS.join(', ')} FROM logFiles FINAL WHERE finished = 0`,
    )
    const counts = await this.#server.rows(
      'SELECT file, count() FROM problems WHERE file IN (SELECT id FROM logFiles FINAL WHERE finished = 0) GROUP BY file',
    )
    const problemsOf = new Map(counts.map(([file, problems]) => [Number(file), Number(problems)]))
    for (const values of rows) {
      const row = rowFrom(values)
      this.#unfinished.set(keyOfLogFile({ uri: row.path, name: row.name }), {
        row,
        problems: problemsOf.get(row.id) ?? 0,
      })
      this.#begunBefore.add(row.id)
    }
    const [count] = await this.#server.rows(
      'SELECT count() FROM problems WHERE logFile NOT IN (SELECT name FROM logFiles FINAL WHERE path IS NOT NULL)',
    )
    this.#uploads = new UploadProblems(Number(count?.[0]))
  }

  /** The ID of each log file: that of its earlier batches, or a new one, which is written down. */
  async begin(slices: readonly LogFileSlice[]): Promise<readonly number[]> {
    const fresh: LogFileRow[] = []
    const ids = slices.map((slice) => {
      const known = this.#unfinished.get(keyOfLogFile(slice))
      if (known) return known.row.id
      const row = newRow(slice, this.#ids.next(), this.#loader())
      fresh.push(row)
      this.#unfinished.set(keyOfLogFile(slice), { row, problems: 0 })
      return row.id
    })
    await this.#server.insert('logFiles', fresh)
    return ids
  }

  /** Writes down what a batch had of log files that were begun. */
  async write(slices: readonly LogFileSlice[], reports: BatchReport['logFiles']): Promise<void> {
    const rows: LogFileRow[] = []
    const problems: object[] = []
    for (const [index, slice] of slices.entries()) {
      const report = reports[index]!
      const known = this.#unfinished.get(keyOfLogFile(slice))!
      if (this.#begunBefore.delete(known.row.id)) await this.#beginAnew(known)
      const row = withBatch(known, slice, report)
      rows.push(row)
      known.row = row
      known.problems += report.problems.length
      for (const problem of this.#uploads.listed(slice, report.problems))
        problems.push({ ...problem, id: this.#ids.next(), file: row.id })
      if (row.finished) this.#unfinished.delete(keyOfLogFile(slice))
    }
    await this.#server.insert('problems', problems.map(wellFormed))
    await this.#server.insert('logFiles', rows)
  }

  /** The names of log files by their IDs. */
  async namesOf(ids: readonly number[]): Promise<readonly (readonly [id: number, name: string])[]> {
    const rows = await this.#server.rows(`SELECT id, name FROM logFiles FINAL WHERE id IN (${ids.join(',')})`)
    return rows.map(([id, name]) => [Number(id), name as string])
  }

  /** Forgets a log file that was removed. */
  forget(id: number): void {
    this.#begunBefore.delete(id)
    for (const [key, { row }] of this.#unfinished) if (row.id === id) this.#unfinished.delete(key)
  }

  /**
   * Starts a log file again that another process did not finish. Its events stay, with their
   * conflicts; its problems are found again.
   */
  async #beginAnew(known: Unfinished): Promise<void> {
    known.row = { ...known.row, records: 0, salvaged: 0, leftOut: 0, loader: this.#loader() }
    known.problems = 0
    await this.#server.deleteRows(
      'problems',
      `file = ${known.row.id} AND position(reason, ${literal(CONFLICT)}) = 0`,
    )
  }
}

function newRow({ name, uri, size, modifiedMs }: LogFileSlice, id: number, loader: number): LogFileRow {
  return {
    id,
    loader,
    name,
    path: uri,
    size,
    mtimeMs: modifiedMs,
    records: 0,
    added: 0,
    duplicates: 0,
    salvaged: 0,
    leftOut: 0,
    conflicts: 0,
    finished: false,
    sha256: null,
    outcome: null,
    version: 1,
  }
}

/** The row of a log file after a batch. */
function withBatch(
  { row, problems: before }: Unfinished,
  slice: LogFileSlice,
  { added, duplicates, salvaged, leftOut, conflicts, problems }: BatchReport['logFiles'][number],
): LogFileRow {
  const inBatch = added + duplicates
  const had = row.records + row.added
  let outcome: string | null =
    slice.end === 'read' ? outcomeOf({ records: inBatch, problems: problems.length }) : slice.end
  if (outcome === 'loaded' && had + inBatch === 0 && before > 0) outcome = 'skipped'
  else if (outcome === 'skipped' && had > 0) outcome = 'loaded'
  const counts = { records: row.records + inBatch, added: row.added + added }
  return {
    ...row,
    ...counts,
    duplicates: Math.max(0, counts.records - counts.added),
    salvaged: row.salvaged + salvaged,
    leftOut: row.leftOut + leftOut,
    conflicts: row.conflicts + conflicts,
    size: slice.size,
    mtimeMs: slice.modifiedMs,
    finished: isFinished(slice),
    sha256: slice.sha256,
    outcome,
    version: row.version + 1,
  }
}

function rowFrom(values: readonly unknown[]): LogFileRow {
  const row = Object.fromEntries(COLUMNS.map((name, index) => [name, values[index]]))
  for (const name of COLUMNS)
    if (!['name', 'path', 'sha256', 'outcome', 'finished'].includes(name)) row[name] = Number(row[name])
  return { ...row, finished: Boolean(Number(row['finished'])) } as unknown as LogFileRow
}

/** Half a pair of surrogates cannot be stored. */
function wellFormed(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(/\p{Surrogate}/gu, '\u{fffd}') : value,
    ]),
  )
}
