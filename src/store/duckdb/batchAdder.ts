import type { DuckDBConnection } from '@duckdb/node-api'
import { StoreInterrupted, type BatchReport } from '../eventStore.ts'
import type { LogFileProblem } from '../logFileProblem.ts'
import { areLarge, MAX_BYTES_OF_LARGE_RECORDS, type LogFileSlice, type RecordBatch } from '../recordBatch.ts'
import { addInParts } from './addInParts.ts'
import type { Attachment } from './attachment.ts'
import type { CommitGate } from './commitGate.ts'
import { conflictProblems, CONFLICT } from './conflictProblems.ts'
import { sortOutDuplicates, type Conflict } from './duplicates.ts'
import { STORED_COLUMNS, Incoming, type IncomingRows } from './incoming.ts'
import { OlderRecords } from './olderRecords.ts'
import type { PlaceOfFile } from './placeOfFile.ts'
import type { Shapes } from './shapes.ts'
import { Withheld } from './withheld.ts'
import { isCommitted, whyNotWritten } from './engineErrors.ts'

/** What uploads leave in the load report over all: anybody may send them, again and again. */
const MOST_UPLOAD_PROBLEMS = 10_000

/** How many rows one statement takes. */
const ROWS_AT_ONCE = 5000

/** What a batch has brought so far. */
interface Added {
  rows: number
  readonly dropped: (number | null)[]
  readonly conflicts: Conflict[]
}

/** Writes batches, one after the other, on the one connection that writes. */
export class BatchAdder {
  lastOrdinal = 0
  readonly #writer: DuckDBConnection
  readonly #shapes: Shapes
  readonly #place: PlaceOfFile
  readonly #withheld: Withheld
  readonly #older: OlderRecords
  readonly #attachment: Attachment
  readonly #commitGate: CommitGate
  #turn: Promise<unknown> = Promise.resolve()
  #nextProblem = 0
  #nextLogFile = 0
  #uploadProblems = 0
  /** Log files that were begun and have not ended, by URI or name. */
  readonly #unfinished = new Map<string, number>()
  /** Those that an earlier process had begun, and this one not yet. */
  readonly #begunBefore = new Set<number>()

  constructor(
    writer: DuckDBConnection,
    shapes: Shapes,
    place: PlaceOfFile,
    attachment: Attachment,
    commitGate: CommitGate,
  ) {
    this.#writer = writer
    this.#shapes = shapes
    this.#place = place
    this.#withheld = new Withheld(writer)
    this.#older = new OlderRecords(writer)
    this.#attachment = attachment
    this.#commitGate = commitGate
  }

  async load(): Promise<void> {
    const unfinished = await this.#writer.runAndReadAll(
      'SELECT id, path AS uri, name FROM logFiles WHERE NOT finished',
    )
    for (const [id, uri, name] of unfinished.getRowsJS() as [number, string | null, string][]) {
      this.#unfinished.set(keyOf({ uri, name }), id)
      this.#begunBefore.add(id)
    }
    await this.#older.load()
    this.lastOrdinal = await this.#number('SELECT coalesce(max(ordinal), 0)::DOUBLE FROM events')
    this.#nextProblem = await this.#number('SELECT coalesce(max(id), -1)::DOUBLE + 1 FROM problems')
    this.#uploadProblems = await this.#number(
      'SELECT count(*)::DOUBLE FROM problems WHERE logFile NOT IN (SELECT name FROM logFiles WHERE path IS NOT NULL)',
    )
    this.#nextLogFile = await this.#number('SELECT coalesce(max(id), -1)::DOUBLE + 1 FROM logFiles')
  }

  /** Runs a task when no other writes. */
  alone<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(task)
    this.#turn = turn.catch(() => {})
    return turn
  }

  /** Runs a task that writes, when no other does. Throws a StoreError when what it wrote cannot be kept. */
  write<T>(task: () => Promise<T>): Promise<T> {
    return this.alone(async () => {
      await this.#attachment.ready
      const { times } = this.#attachment
      this.#attachment.busy.add(this.#writer)
      try {
        this.#place.check()
        return await task()
      } catch (error) {
        throw whyNotWritten(await this.#attachment.reasonOf(error, times))
      } finally {
        this.#attachment.busy.delete(this.#writer)
      }
    })
  }

  async add(batch: RecordBatch): Promise<BatchReport> {
    const add = (part: RecordBatch) => this.write(() => this.#add(part))
    try {
      return await addInParts(batch, (part) =>
        add(part).catch((error: unknown) => {
          // What it wrote is taken back; the store is open again.
          if (error instanceof StoreInterrupted) return add(part)
          throw error
        }),
      )
    } catch (error) {
      // No more of these contents will come.
      for (const content of [batch.withheld?.content, batch.contentEnd?.content])
        if (content !== undefined) await this.#withheld.forget(content).catch(() => {})
      throw error
    }
  }

  async #add(batch: RecordBatch): Promise<BatchReport> {
    const { ids, added: newShapes } = this.#shapes.number(batch.shapes)
    const fileIds = batch.logFiles.map((slice) => this.#unfinished.get(keyOf(slice)) ?? this.#nextLogFile++)
    const added: Added = { rows: 0, dropped: [], conflicts: [] }
    let reports: BatchReport['logFiles']
    const incoming = new Incoming(this.#writer, ids, fileIds)
    if (batch.rowCount > 0) await incoming.take(batch)
    await this.#writer.run('BEGIN')
    try {
      await this.#insertShapes(newShapes)
      if (batch.rowCount > 0) await this.#insertRows(incoming, batch.rowCount, added)
      const given = await this.#giveBack(batch.contentEnd, fileIds, added)
      await this.#withhold(incoming, batch.withheld)
      reports = await this.#reportsOf(batch, fileIds, given, added)
      await this.#insertLogFiles(batch.logFiles, fileIds, reports)
      await this.#commit()
    } catch (error) {
      await this.#writer.run('ROLLBACK').catch(() => {})
      this.#withheld.rolledBack()
      throw error
    }
    this.#withheld.committed()
    await incoming.forget()
    if (batch.contentEnd) await this.#withheld.forget(batch.contentEnd.content)
    await this.#endRowGroup(batch)
    this.#shapes.remember(newShapes)
    this.lastOrdinal += added.rows
    for (const [index, slice] of batch.logFiles.entries()) {
      this.#begunBefore.delete(fileIds[index]!)
      if (slice.finished) this.#unfinished.delete(keyOf(slice))
      else this.#unfinished.set(keyOf(slice), fileIds[index]!)
    }
    return { logFiles: reports }
  }

  /** What is new of the rows that earlier batches withheld, now that their content has ended. Returns how many there were. */
  async #giveBack(end: RecordBatch['contentEnd'], fileIds: readonly number[], added: Added): Promise<number> {
    if (end === null || end.hash === null) return 0
    for await (const rows of this.#withheld.identified(end.content, end.hash, fileIds[end.logFile]!))
      await this.#insertRows(rows, rows.rowCount, added)
    return this.#withheld.count(end.content)
  }

  async #withhold(incoming: Incoming, withheld: RecordBatch['withheld']): Promise<void> {
    if (withheld === null) return
    await incoming.take(withheld)
    await this.#withheld.keep(withheld, incoming)
  }

  async #commit(): Promise<void> {
    const { times } = this.#attachment
    try {
      await this.#commitGate.commit(async () => {
        await this.#writer.run('COMMIT')
      })
    } catch (error) {
      if (!isCommitted(error)) throw error
      await this.#attachment.reasonOf(error, times)
    }
  }

  /** What is written through gets no further rows: those of large records would become too many to be read at once. */
  async #endRowGroup({ chunks, rowCount }: RecordBatch): Promise<void> {
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
    if (!areLarge(rowCount, bytes) || bytes < MAX_BYTES_OF_LARGE_RECORDS / 2) return
    const { times } = this.#attachment
    try {
      await this.#writer.run('CHECKPOINT store')
    } catch (error) {
      // The batch is stored; somebody else is writing, or the file was given up and is attached anew.
      await this.#attachment.reasonOf(error, times)
    }
  }

  /** What is new of some rows. */
  async #insertRows(incoming: IncomingRows, rowCount: number, added: Added): Promise<void> {
    const { dropped, conflicts } = await sortOutDuplicates(this.#writer, incoming)
    for (const logFile of dropped) added.dropped.push(logFile)
    for (const conflict of conflicts) added.conflicts.push(conflict)
    if (dropped.length === rowCount) return
    const values = STORED_COLUMNS.map((column) =>
      column === 'idSuffix' ? 'coalesce(v.idSuffix, i.idSuffix)' : `i.${column}`,
    )
    await this.#writer.run(`
      INSERT INTO events (ordinal, ${STORED_COLUMNS.join(', ')})
      SELECT ${this.lastOrdinal + added.rows} + row_number() OVER (), ${values.join(', ')}
      FROM ${incoming.rows(['row', ...STORED_COLUMNS])} i
      LEFT JOIN temp.verdicts v USING (row) WHERE v.isDropped IS NOT TRUE`)
    added.rows += rowCount - dropped.length
  }

  /** `given`: how many rows that earlier batches withheld are counted only now. */
  async #reportsOf(
    { logFiles, contentEnd }: RecordBatch,
    fileIds: readonly number[],
    given: number,
    { dropped, conflicts }: Added,
  ): Promise<BatchReport['logFiles']> {
    const droppedOf = new Map<number | null, number>()
    for (const logFile of dropped) droppedOf.set(logFile, (droppedOf.get(logFile) ?? 0) + 1)
    const said = await conflictProblems(this.#writer, conflicts, logFiles, fileIds)
    const unsure = await this.#older.problems(this.lastOrdinal)
    return logFiles.map((slice, index) => {
      const id = fileIds[index]!
      const duplicates = droppedOf.get(id) ?? 0
      const counted = slice.records + (contentEnd?.logFile === index ? given : 0)
      const problems = [...slice.problems, ...(said.get(id) ?? []), ...(unsure.get(id) ?? [])]
      return {
        added: counted - duplicates,
        duplicates,
        problems: problems.map((problem) => ({ logFile: slice.name, ...problem })),
      }
    })
  }

  async #insertShapes(newShapes: ReturnType<Shapes['number']>['added']): Promise<void> {
    await this.#insert(
      'shapes',
      { id: 'INTEGER', text: 'VARCHAR' },
      newShapes.map(({ id, shape }) => ({ id, text: shape.text })),
    )
    await this.#insert(
      'slots',
      { path: 'VARCHAR', shape: 'INTEGER', slots: ['INTEGER'] },
      newShapes.flatMap(({ id, shape }) =>
        // Slots count from 1 in SQL.
        shape.paths.map((path) => ({ path, shape: id, slots: shape.slotsAt(path).map((slot) => slot + 1) })),
      ),
    )
  }

  /** Of a log file that was begun in an earlier batch the counts go up. */
  async #insertLogFiles(
    slices: readonly LogFileSlice[],
    ids: readonly number[],
    reports: BatchReport['logFiles'],
  ): Promise<void> {
    const rows = slices.map(({ name, uri, size, modifiedMs, finished }, index) => {
      const { added, duplicates } = reports[index]!
      return {
        id: ids[index]!,
        name,
        path: uri,
        size,
        mtimeMs: modifiedMs,
        records: added + duplicates,
        added,
        duplicates,
        finished,
      }
    })
    const isBegun = (row: (typeof rows)[number]) => this.#unfinished.has(keyOf({ ...row, uri: row.path }))
    for (const { id, name, path, size, mtimeMs, records, added, finished } of rows.filter((row) =>
      isBegun(row),
    )) {
      if (this.#begunBefore.has(id)) await this.#beginAnew(id, name, path)
      await this.#writer.run(
        `UPDATE logFiles SET records = records + ${records}, added = added + ${added},
           duplicates = greatest(0, records + ${records} - added - ${added}), size = ${size}, mtimeMs = ${mtimeMs}, finished = ${finished}
         WHERE id = ${id}`,
      )
    }
    await this.#insert(
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
        finished: 'BOOLEAN',
      },
      // An upload of which nothing could be loaded is none that was loaded.
      rows.filter((row) => !isBegun(row) && !(row.path === null && row.finished && row.records === 0)),
    )
    await this.#insert(
      'problems',
      { id: 'INTEGER', logFile: 'VARCHAR', position: 'VARCHAR', reason: 'VARCHAR' },
      reports.flatMap(({ problems }, index) =>
        this.#listed(slices[index]!, problems).map((problem) => ({ id: this.#nextProblem++, ...problem })),
      ),
    )
  }

  /** The problems of a log file that go into the load report; whoever uploaded it is told all of them. */
  #listed({ uri, name }: LogFileSlice, problems: readonly LogFileProblem[]): readonly LogFileProblem[] {
    if (uri !== null) return problems
    const room = MOST_UPLOAD_PROBLEMS - this.#uploadProblems
    this.#uploadProblems += problems.length
    if (problems.length <= room) return problems
    if (room < 0) return []
    const reason = `More than ${MOST_UPLOAD_PROBLEMS} problems of uploads are not listed: the answer to each further upload names its own.`
    return [...problems.slice(0, room), { logFile: name, position: null, reason }]
  }

  /** A log file that is read anew, as the file it is: what it gave then is there and stays its own, and what was wrong is found again. */
  async #beginAnew(id: number, name: string, uri: string | null): Promise<void> {
    await this.#writer.run(`UPDATE logFiles SET records = 0 WHERE id = ${id}`)
    await this.#writer.run('DELETE FROM problems WHERE logFile IN ($1, $2) AND NOT contains(reason, $3)', [
      name,
      uri ?? name,
      CONFLICT,
    ])
  }

  /** Rows as JSON: one statement for all of them. */
  async #insert(
    table: string,
    types: Readonly<Record<string, string | readonly string[]>>,
    rows: readonly object[],
  ): Promise<void> {
    for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
      await this.#writer.run(
        `INSERT INTO ${table} (${Object.keys(types).join(', ')})
         SELECT unnest(from_json($1::JSON, '${JSON.stringify([types])}'), max_depth := 2)`,
        [JSON.stringify(rows.slice(first, first + ROWS_AT_ONCE))],
      )
    }
  }

  async #number(sql: string): Promise<number> {
    return (await this.#writer.runAndReadAll(sql)).getRowsJS()[0]![0] as number
  }
}

function keyOf({ uri, name }: Pick<LogFileSlice, 'uri' | 'name'>): string {
  return uri ?? `upload:${name}`
}
