import type { DuckDBConnection } from '@duckdb/node-api'
import { writeTime } from '../../filter/timeRange.ts'
import type { BatchReport, LogFileProblem, StoreSummary } from '../eventStore.ts'
import { ROW_FIELDS, type LogFileSlice, type RecordBatch } from '../recordBatch.ts'
import type { Connections } from './connections.ts'
import { sortOutDuplicates, type Conflict } from './duplicates.ts'
import { TEXT_COLUMNS } from './schema.ts'
import type { Shapes } from './shapes.ts'

/** Writes batches, one after the other, on the one connection that writes. */
export class BatchAdder {
  lastOrdinal = 0
  readonly #writer: DuckDBConnection
  readonly #shapes: Shapes
  #turn: Promise<unknown> = Promise.resolve()
  #nextProblem = 0
  #nextLogFile = 0
  /** Log files that were begun and have not ended, by path or name. */
  readonly #unfinished = new Map<string, number>()
  #summary: StoreSummary | undefined

  constructor(writer: DuckDBConnection, shapes: Shapes) {
    this.#writer = writer
    this.#shapes = shapes
  }

  async load(): Promise<void> {
    // A file that was being read when the process ended is read anew, as the file it was: what it gave is known by its identity.
    await this.#writer.run(`
      DELETE FROM problems WHERE logFile IN (SELECT name FROM logFiles WHERE NOT finished);
      UPDATE logFiles SET records = 0, added = 0, duplicates = 0 WHERE NOT finished`)
    const unfinished = await this.#writer.runAndReadAll(
      'SELECT id, path, name FROM logFiles WHERE NOT finished',
    )
    for (const [id, path, name] of unfinished.getRowsJS() as [number, string | null, string][]) {
      this.#unfinished.set(keyOf({ path, name }), id)
    }
    this.lastOrdinal = await this.#number('SELECT coalesce(max(ordinal), 0)::DOUBLE FROM events')
    this.#nextProblem = await this.#number('SELECT coalesce(max(id), -1)::DOUBLE + 1 FROM problems')
    this.#nextLogFile = await this.#number('SELECT coalesce(max(id), -1)::DOUBLE + 1 FROM logFiles')
  }

  /** Runs a task when no other writes. */
  alone<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(task)
    this.#turn = turn.catch(() => {})
    return turn
  }

  add(batch: RecordBatch): Promise<BatchReport> {
    return this.alone(() => this.#add(batch))
  }

  async #add(batch: RecordBatch): Promise<BatchReport> {
    const { ids, added: newShapes } = this.#shapes.number(batch.shapes)
    const fileIds = batch.logFiles.map((slice) => this.#unfinished.get(keyOf(slice)) ?? this.#nextLogFile++)
    await this.#takeIn(batch, ids, fileIds)
    const { dropped, conflicts } =
      batch.rowCount > 0 ? await sortOutDuplicates(this.#writer, newShapes) : { dropped: [], conflicts: [] }
    const droppedOf = new Map<number, number>()
    for (const logFile of dropped) droppedOf.set(logFile, (droppedOf.get(logFile) ?? 0) + 1)
    const reports = batch.logFiles.map((slice, index) => {
      const duplicates = droppedOf.get(fileIds[index]!) ?? 0
      const problems = [
        ...slice.problems,
        ...conflicts.filter((conflict) => conflict.logFile === fileIds[index]).map(conflictProblem),
      ]
      return {
        added: slice.records - duplicates,
        duplicates,
        problems: problems.map((problem) => ({ logFile: slice.name, ...problem })),
      }
    })
    const addedRows = batch.rowCount - dropped.length
    await this.#writer.run('BEGIN')
    try {
      for (const { id, shape } of newShapes) await this.#insertShape(id, shape.text)
      await this.#insertSlots(newShapes)
      await this.#insertRows()
      for (const [index, slice] of batch.logFiles.entries())
        await this.#insertLogFile(fileIds[index]!, slice, reports[index]!)
      await this.#writer.run('COMMIT')
    } catch (error) {
      await this.#writer.run('ROLLBACK').catch(() => {})
      throw error
    }
    await this.#writer.run('DROP TABLE temp.incoming')
    this.#shapes.remember(newShapes)
    this.lastOrdinal += addedRows
    for (const [index, slice] of batch.logFiles.entries()) {
      if (slice.finished) this.#unfinished.delete(keyOf(slice))
      else this.#unfinished.set(keyOf(slice), fileIds[index]!)
    }
    if (addedRows > 0 || reports.some((report) => report.problems.length > 0)) this.forgetSummary()
    return { logFiles: reports }
  }

  /** The batch as the typed temporary table `incoming`. */
  async #takeIn(
    { chunks }: RecordBatch,
    shapeIds: readonly number[],
    fileIds: readonly number[],
  ): Promise<void> {
    await this.#writer.run('CREATE OR REPLACE TEMP TABLE chunks (rows BLOB)')
    const appender = await this.#writer.createAppender('chunks', 'main', 'temp')
    for (const chunk of chunks) {
      appender.appendBlob(chunk)
      appender.endRow()
    }
    appender.closeSync()
    const field = (name: (typeof ROW_FIELDS)[number]) => `r[${ROW_FIELDS.indexOf(name) + 1}]`
    await this.#writer.run(`
      CREATE OR REPLACE TEMP TABLE incoming AS
      SELECT
        [${shapeIds.join(',') || 'NULL'}][${field('shape')}::INTEGER + 1]::INTEGER AS shape,
        [${fileIds.join(',') || 'NULL'}][try_cast(${field('logFile')} AS INTEGER) + 1]::INTEGER AS logFile,
        ${field('position')} AS position,
        try_cast(${field('eventTimeMs')} AS BIGINT) AS eventTimeMs,
        ${TEXT_COLUMNS.map((column) => `nullif(${field(column)}, '') AS ${column}`).join(', ')},
        ${field('idHash')}::UINTEGER AS idHash,
        try_cast(${field('readOnly')} AS BOOLEAN) AS readOnly,
        ${field('listedResources')}::INTEGER AS listedResources,
        CASE WHEN ${field('resourceTypes')} = '' AND ${field('resourceNames')} = '' THEN [] ELSE string_split(${field('resourceTypes')}, chr(28)) END AS resourceTypes,
        CASE WHEN ${field('resourceTypes')} = '' AND ${field('resourceNames')} = '' THEN [] ELSE string_split(${field('resourceNames')}, chr(28)) END AS resourceNames,
        ${field('leaves')} AS leaves,
        row_number() OVER () AS row,
        coalesce(eventID, idSuffix) AS identity
      FROM (SELECT string_split(x, chr(29)) AS r FROM (SELECT unnest(string_split(decode(rows), chr(30))) AS x FROM temp.chunks))`)
    // Dropped, not emptied: what is deleted from a temporary table keeps its memory.
    await this.#writer.run('DROP TABLE temp.chunks')
  }

  async #insertRows(): Promise<void> {
    const columns = [
      'eventTimeMs',
      ...TEXT_COLUMNS,
      'idHash',
      'readOnly',
      'resourceTypes',
      'resourceNames',
      'listedResources',
      'logFile',
      'shape',
      'leaves',
    ]
    await this.#writer.run(`
      INSERT INTO events (ordinal, ${columns.join(', ')})
      SELECT ${this.lastOrdinal} + row_number() OVER (), ${columns.join(', ')}
      FROM temp.incoming`)
  }

  async #insertShape(id: number, text: string): Promise<void> {
    await this.#writer.run(`INSERT INTO shapes VALUES (${id}, $1)`, [text])
  }

  async #insertSlots(newShapes: ReturnType<Shapes['number']>['added']): Promise<void> {
    if (newShapes.length === 0) return
    // Slots count from 1 in SQL.
    const rows = newShapes.flatMap(({ id, shape }) =>
      shape.paths.map((path) =>
        JSON.stringify({ path, shape: id, slots: shape.slotsAt(path).map((slot) => slot + 1) }),
      ),
    )
    for (let start = 0; start < rows.length; start += 10_000) {
      await this.#writer.run(
        `INSERT INTO slots SELECT unnest(from_json($1::JSON, '[{"path":"VARCHAR","shape":"INTEGER","slots":["INTEGER"]}]'), max_depth := 2)`,
        [`[${rows.slice(start, start + 10_000).join(',')}]`],
      )
    }
  }

  async #insertLogFile(
    id: number,
    slice: LogFileSlice,
    report: BatchReport['logFiles'][number],
  ): Promise<void> {
    const known = await this.#number(`SELECT count(*)::DOUBLE FROM logFiles WHERE id = ${id}`)
    const { records, size, mtimeMs, finished } = slice
    const { added, duplicates } = report
    if (known > 0) {
      await this.#writer.run(
        `UPDATE logFiles SET records = records + ${records}, added = added + ${added}, duplicates = duplicates + ${duplicates}, finished = ${finished} WHERE id = ${id}`,
      )
    } else {
      await this.#writer.run(
        `INSERT INTO logFiles (id, name, path, size, mtimeMs, records, added, duplicates, finished)
         VALUES (${id}, $1, $2, ${size}, ${mtimeMs}, ${records}, ${added}, ${duplicates}, ${finished})`,
        [slice.name, slice.path],
      )
    }
    for (const { position, reason } of report.problems) {
      await this.#writer.run(`INSERT INTO problems VALUES (${this.#nextProblem++}, $1, $2, $3)`, [
        slice.name,
        position,
        reason,
      ])
    }
  }

  forgetSummary(): void {
    this.#summary = undefined
  }

  async summary(connections: Connections): Promise<StoreSummary> {
    if (this.#summary) return this.#summary
    const [[eventCount, first, last]] = (await connections.query(
      'SELECT count(*)::DOUBLE, min(eventTimeMs)::DOUBLE, max(eventTimeMs)::DOUBLE FROM events',
      [],
    )) as [[number, number | null, number | null]]
    const distinct = async (column: string) =>
      (
        await connections.query(
          `SELECT DISTINCT ${column} AS value FROM events WHERE ${column} IS NOT NULL ORDER BY value LIMIT 10000`,
          [],
        )
      ).map(([value]) => value as string)
    const [[problems]] = (await connections.query('SELECT count(*)::DOUBLE FROM problems', [])) as [[number]]
    const summary = {
      eventCount,
      accounts: await distinct('accountId'),
      regions: await distinct('awsRegion'),
      firstEventTime: first === null ? null : writeTime(first),
      lastEventTime: last === null ? null : writeTime(last),
      problems,
    }
    this.#summary = summary
    return summary
  }

  async #number(sql: string): Promise<number> {
    return (await this.#writer.runAndReadAll(sql)).getRowsJS()[0]![0] as number
  }
}

function keyOf({ path, name }: Pick<LogFileSlice, 'path' | 'name'>): string {
  return path ?? `upload:${name}`
}

function conflictProblem({ eventID, position }: Conflict): Omit<LogFileProblem, 'logFile'> {
  return {
    position,
    reason: `Event ${eventID} is here with other content than before; both are kept. Compare the two records to see which one to trust.`,
  }
}
