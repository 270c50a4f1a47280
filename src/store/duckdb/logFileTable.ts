import type { DuckDBConnection } from '@duckdb/node-api'
import type { BatchReport } from '../eventStore.ts'
import { outcomeOf } from '../../cloudtrail/loadReport.ts'
import { isFinished, keyOfLogFile } from '../logFileSlices.ts'
import type { LogFileSlice } from '../recordBatch.ts'
import { UploadProblems } from '../uploadProblems.ts'
import { CONFLICT } from '../conflictProblems.ts'
import { insertAsJson } from './insertAsJson.ts'
import { numberFrom } from './numberFrom.ts'

/** Writes the log files that batches came from, with their counts and problems. */
export class LogFileTable {
  readonly #writer: DuckDBConnection
  #nextProblem = 0
  #nextLogFile = 0
  #uploadProblems = new UploadProblems(0)
  /** Log files that have begun and not ended, by URI or name. */
  readonly #unfinished = new Map<string, number>()
  /** Log files that an earlier process began and this one has not continued. */
  readonly #begunBefore = new Set<number>()

  constructor(writer: DuckDBConnection) {
    this.#writer = writer
  }

  async load(): Promise<void> {
    const unfinished = await this.#writer.runAndReadAll(
      'SELECT id, path AS uri, name FROM logFiles WHERE NOT finished',
    )
    for (const [id, uri, name] of unfinished.getRowsJS() as [number, string | null, string][]) {
      this.#unfinished.set(keyOfLogFile({ uri, name }), id)
      this.#begunBefore.add(id)
    }
    const number = (sql: string) => numberFrom(this.#writer, sql)
    this.#nextProblem = await number('SELECT coalesce(max(id), -1)::DOUBLE + 1 FROM problems')
    this.#uploadProblems = new UploadProblems(
      await number(
        'SELECT count(*)::DOUBLE FROM problems WHERE logFile NOT IN (SELECT name FROM logFiles WHERE path IS NOT NULL)',
      ),
    )
    this.#nextLogFile = await number('SELECT coalesce(max(id), -1)::DOUBLE + 1 FROM logFiles')
  }

  /** The ID of each log file: that of its earlier batches, or a new one. */
  number(slices: readonly LogFileSlice[]): number[] {
    return slices.map((slice) => this.#unfinished.get(keyOfLogFile(slice)) ?? this.#nextLogFile++)
  }

  /** Writes the log files of a batch. If an earlier batch began one, its counts are increased. */
  async insert(
    slices: readonly LogFileSlice[],
    ids: readonly number[],
    reports: BatchReport['logFiles'],
  ): Promise<void> {
    const rows = slices.map((slice, index) => {
      const { name, uri, size, modifiedMs, sha256, end } = slice
      const { added, duplicates, conflicts, salvaged, leftOut, problems } = reports[index]!
      const records = added + duplicates
      return {
        id: ids[index]!,
        name,
        path: uri,
        size,
        mtimeMs: modifiedMs,
        records,
        added,
        duplicates,
        salvaged,
        leftOut,
        conflicts,
        finished: isFinished(slice),
        sha256,
        outcome: end === 'read' ? outcomeOf({ records, problems: problems.length }) : end,
      }
    })
    const isBegun = (row: (typeof rows)[number]) =>
      this.#unfinished.has(keyOfLogFile({ ...row, uri: row.path }))
    for (const row of rows.filter((each) => isBegun(each))) {
      const { id, name, path, size, mtimeMs, records, added, finished, sha256, outcome } = row
      const { salvaged, leftOut, conflicts } = row
      if (this.#begunBefore.has(id)) await this.#beginAnew(id, name, path)
      await this.#writer.run(
        `UPDATE logFiles SET records = records + ${records}, added = added + ${added},
           salvaged = salvaged + ${salvaged}, leftOut = leftOut + ${leftOut}, conflicts = conflicts + ${conflicts},
           duplicates = greatest(0, records + ${records} - added - ${added}), size = ${size}, mtimeMs = ${mtimeMs}, finished = ${finished},
           sha256 = $1, outcome = CASE WHEN $2 = 'loaded' AND records + added + ${records} = 0
             AND EXISTS (SELECT 1 FROM problems WHERE file = logFiles.id) THEN 'skipped'
             WHEN $2 = 'skipped' AND records + added > 0 THEN 'loaded' ELSE $2 END
         WHERE id = ${id}`,
        [sha256, outcome],
      )
    }
    await insertAsJson(
      this.#writer,
      'logFiles',
      {
        id: 'INTEGER',
        name: 'VARCHAR',
        path: 'VARCHAR',
        size: 'BIGINT',
        mtimeMs: 'DOUBLE',
        records: 'BIGINT',
        added: 'BIGINT',
        duplicates: 'BIGINT',
        salvaged: 'BIGINT',
        leftOut: 'BIGINT',
        conflicts: 'BIGINT',
        finished: 'BOOLEAN',
        sha256: 'VARCHAR',
        outcome: 'VARCHAR',
      },
      rows.filter((row) => !isBegun(row)),
    )
    await insertAsJson(
      this.#writer,
      'problems',
      { id: 'INTEGER', logFile: 'VARCHAR', position: 'VARCHAR', reason: 'VARCHAR', file: 'INTEGER' },
      reports.flatMap(({ problems }, index) =>
        this.#uploadProblems.listed(slices[index]!, problems).map((problem) => ({
          id: this.#nextProblem++,
          ...problem,
          file: ids[index]!,
        })),
      ),
    )
  }

  /**
   * Starts a log file again that an earlier process did not finish. Its events stay, with their
   * conflicts; its problems are found again.
   */
  async #beginAnew(id: number, name: string, uri: string | null): Promise<void> {
    await this.#writer.run(`UPDATE logFiles SET records = 0, salvaged = 0, leftOut = 0 WHERE id = ${id}`)
    await this.#writer.run(
      `DELETE FROM problems WHERE coalesce(file = ${id}, logFile IN ($1, $2)) AND NOT contains(reason, $3)`,
      [name, uri ?? name, CONFLICT],
    )
  }

  /** Forgets a log file that was removed. */
  forget(id: number): void {
    this.#begunBefore.delete(id)
    for (const [key, unfinished] of this.#unfinished) if (unfinished === id) this.#unfinished.delete(key)
  }

  /** Remembers which log files continue, once their batch is committed. */
  remember(slices: readonly LogFileSlice[], ids: readonly number[]): void {
    for (const [index, slice] of slices.entries()) {
      this.#begunBefore.delete(ids[index]!)
      if (isFinished(slice)) this.#unfinished.delete(keyOfLogFile(slice))
      else this.#unfinished.set(keyOfLogFile(slice), ids[index]!)
    }
  }
}
