import type { DuckDBConnection } from '@duckdb/node-api'
import PQueue from 'p-queue'
import { StoreInterrupted, type BatchReport } from '../eventStore.ts'
import { areLarge, bytesOf, MAX_BYTES_OF_LARGE_RECORDS, type RecordBatch } from '../recordBatch.ts'
import { addInParts } from './addInParts.ts'
import type { Attachment } from './attachment.ts'
import type { CommitGate } from './commitGate.ts'
import type { Connections } from './connections.ts'
import { batchReports } from '../batchReports.ts'
import { conflictProblems } from '../conflictProblems.ts'
import type { Conflict } from '../verdicts.ts'
import { sortOutDuplicates } from './duplicates.ts'
import { LAST_ORDINAL, STORE_ID } from '../sql/snapshots.ts'
import { STORED_COLUMNS, Incoming, type IncomingRows } from './incoming.ts'
import { insertAsJson } from './insertAsJson.ts'
import { KnownHashes } from './knownHashes.ts'
import { LogFileTable } from './logFileTable.ts'
import { numberFrom } from './numberFrom.ts'
import { OlderRecords } from './olderRecords.ts'
import type { StoreFile } from './storeFile.ts'
import { keepShared } from './sharedEvents.ts'
import type { NewSegment, RecordSegments } from './recordSegments.ts'
import { removeEvents, type RemovedEvents } from './removeEvents.ts'
import type { Shapes } from './shapes.ts'
import { PendingTables } from './pendingTables.ts'
import { isCommitted, whyNotWritten } from './engineErrors.ts'

/** What has been added of a batch so far. */
interface Added {
  rows: number
  readonly dropped: (number | null)[]
  readonly conflicts: Conflict[]
}

/** Writes batches, one after another, on the only connection that writes. */
export class BatchAdder {
  lastOrdinal = 0
  /** How often something was written since the store was opened. */
  writes = 0
  readonly #writer: DuckDBConnection
  readonly #shapes: Shapes
  readonly #logFiles: LogFileTable
  readonly #file: StoreFile
  readonly #pending: PendingTables
  readonly #older: OlderRecords
  readonly #attachment: Attachment
  readonly #commitGate: CommitGate
  readonly #hashes: KnownHashes
  readonly #segments: RecordSegments
  readonly #folder: string
  readonly #queue = new PQueue({ concurrency: 1 })

  /** `folder`: where the file of a batch's scanned rows is while they are added. */
  constructor(
    writer: DuckDBConnection,
    shapes: Shapes,
    file: StoreFile,
    attachment: Attachment,
    connections: Connections,
    segments: RecordSegments,
    folder: string,
  ) {
    this.#segments = segments
    this.#writer = writer
    this.#shapes = shapes
    this.#logFiles = new LogFileTable(writer)
    this.#file = file
    this.#pending = new PendingTables(writer)
    this.#older = new OlderRecords(writer)
    this.#attachment = attachment
    this.#commitGate = connections.commitGate
    this.#hashes = new KnownHashes((take) => readHashes(connections, take))
    this.#folder = folder
  }

  async load(): Promise<void> {
    await this.#logFiles.load()
    await this.#older.load()
    const last = await numberFrom(
      this.#writer,
      `SELECT greatest(coalesce(max(ordinal), 0), (SELECT coalesce(max(value::BIGINT), 0) FROM notes WHERE name = '${LAST_ORDINAL}'))::DOUBLE FROM events`,
    )
    this.lastOrdinal = Math.max(last, this.#segments.lastOrdinal)
  }

  /** Runs a task while no other task writes. */
  alone<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.add(task)
  }

  /**
   * Runs a task that writes, while no other does. Throws a StoreError if the writes cannot be kept.
   */
  write<T>(task: () => Promise<T>): Promise<T> {
    return this.alone(async () => {
      await this.#attachment.ready
      const { times } = this.#attachment
      this.#attachment.busy.add(this.#writer)
      try {
        this.#file.check()
        const done = await task()
        this.writes++
        return done
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
          // Its writes were rolled back; the store is open again.
          if (error instanceof StoreInterrupted) return add(part)
          throw error
        }),
      )
    } catch (error) {
      // No more rows of these contents will come.
      for (const content of [batch.pending?.content, batch.contentEnd?.content])
        if (content !== undefined) await this.#pending.forget(content).catch(() => {})
      throw error
    }
  }

  /**
   * Removes a log file, and the events that no other log file contains, and sets the store's ID.
   * `onCommit` is called right before the change can be seen. null if there is no such log file.
   */
  removeLogFile(
    id: number,
    { storeID, onCommit }: { storeID: string; onCommit: () => void },
  ): Promise<RemovedEvents | null> {
    return this.write(async () => {
      await this.#writer.run('BEGIN')
      try {
        const removed = await removeEvents(this.#writer, id, this.#pending.shapes())
        if (removed) {
          await this.#setNote(STORE_ID, storeID)
          onCommit()
        }
        await this.#commit()
        if (!removed) return null
        this.#logFiles.forget(id)
        this.#shapes.forget(removed.shapes)
        return removed
      } catch (error) {
        await this.#writer.run('ROLLBACK').catch(() => {})
        throw error
      }
    })
  }

  async #setNote(name: string, value: string): Promise<void> {
    await this.#writer.run('INSERT OR REPLACE INTO notes VALUES ($1, $2)', [name, value])
  }

  async #add(batch: RecordBatch): Promise<BatchReport> {
    const { ids, added: newShapes } = this.#shapes.number(batch.shapes)
    const fileIds = this.#logFiles.number(batch.logFiles)
    const added: Added = { rows: 0, dropped: [], conflicts: [] }
    let reports: BatchReport['logFiles']
    const incoming = new Incoming(this.#writer, this.#folder, ids, fileIds, this.lastOrdinal + 1)
    let segment: NewSegment | null = null
    try {
      segment = await this.#appendSegment(batch, ids)
      if (batch.rowCount > 0) await incoming.take(batch)
      await this.#writer.run('BEGIN')
      await this.#insertShapes(newShapes)
      if (batch.rowCount > 0) await this.#insertRows(incoming, batch.rowCount, segment, added)
      const identified = await this.#addIdentified(batch.contentEnd, fileIds, added)
      if (added.rows > 0 && added.dropped.length > 0)
        await this.#setNote(LAST_ORDINAL, String(this.lastOrdinal + added.rows))
      await this.#keepPending(incoming, batch.pending)
      reports = await this.#reportsOf(batch, fileIds, identified, added)
      await this.#logFiles.insert(batch.logFiles, fileIds, reports)
      await this.#commit()
    } catch (error) {
      await this.#writer.run('ROLLBACK').catch(() => {})
      segment?.forget()
      this.#pending.rolledBack()
      throw error
    } finally {
      await incoming.forget()
    }
    this.#pending.committed()
    if (batch.contentEnd) await this.#pending.forget(batch.contentEnd.content)
    await this.#endRowGroup(batch)
    this.#shapes.remember(newShapes)
    this.lastOrdinal += added.rows
    this.#logFiles.remember(batch.logFiles, fileIds)
    return { logFiles: reports }
  }

  /**
   * Adds the pending rows of a content that has ended, unless they are duplicates. Returns how many
   * there were in all.
   */
  async #addIdentified(
    end: RecordBatch['contentEnd'],
    fileIds: readonly number[],
    added: Added,
  ): Promise<number> {
    if (end === null || end.hash === null) return 0
    for await (const rows of this.#pending.identified(end.content, end.hash, fileIds[end.logFile]!))
      await this.#insertRows(rows, rows.rowCount, null, added)
    return this.#pending.count(end.content)
  }

  async #keepPending(incoming: Incoming, pending: RecordBatch['pending']): Promise<void> {
    if (pending === null) return
    await incoming.take(pending)
    await this.#pending.keep(pending, incoming)
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

  /**
   * Starts a new row group for the rows that follow: with more rows, a group of large records would
   * be too large to read at once.
   */
  async #endRowGroup(batch: RecordBatch): Promise<void> {
    const bytes = bytesOf(batch)
    if (!areLarge(batch.rowCount, bytes) || bytes < MAX_BYTES_OF_LARGE_RECORDS / 2) return
    const { times } = this.#attachment
    try {
      await this.#writer.run('CHECKPOINT store')
    } catch (error) {
      // The batch is stored. Either another task is writing, or the engine gave up on the file and
      // it is attached again.
      await this.#attachment.reasonOf(error, times)
    }
  }

  /** Writes the segment of a batch, whose scanned rows are behind the others. */
  async #appendSegment(
    { scanned, rowCount }: RecordBatch,
    shapes: readonly number[],
  ): Promise<NewSegment | null> {
    if (!scanned?.segment) return null
    const lastOrdinal = this.lastOrdinal + rowCount
    const firstOrdinal = lastOrdinal - scanned.rowCount + 1
    const range = { firstOrdinal, lastOrdinal, firstRow: scanned.first, shapes }
    return this.#segments.append(scanned.segment, range)
  }

  /** Inserts rows, without duplicates, whose ordinals are left out. */
  async #insertRows(
    incoming: IncomingRows,
    rowCount: number,
    segment: NewSegment | null,
    added: Added,
  ): Promise<void> {
    const hashes = await this.#hashes.knownAmong(await incoming.idHashes())
    const { dropped, conflicts, shared } = await sortOutDuplicates(this.#writer, incoming, hashes)
    for (const { logFile } of dropped) added.dropped.push(logFile)
    for (const conflict of conflicts) added.conflicts.push(conflict)
    if (dropped.length === rowCount) {
      segment?.giveUp()
      return keepShared(this.#writer, shared, this.lastOrdinal)
    }
    await segment?.name(this.#writer)
    const hasVerdicts = dropped.length > 0 || conflicts.length > 0
    const values = STORED_COLUMNS.map((column) =>
      column === 'idSuffix' && hasVerdicts ? 'coalesce(v.idSuffix, i.idSuffix)' : `i.${column}`,
    )
    const verdicts = hasVerdicts ? 'LEFT JOIN temp.verdicts v USING (row) WHERE v.isDropped IS NOT TRUE' : ''
    await this.#writer.run(`
      INSERT INTO events (ordinal, ${STORED_COLUMNS.join(', ')})
      SELECT ${this.lastOrdinal + added.rows + 1} + i.place, ${values.join(', ')}
      FROM ${incoming.rows([...(hasVerdicts ? (['row'] as const) : []), 'place', ...STORED_COLUMNS])} i ${verdicts}`)
    added.rows += rowCount
    await keepShared(this.#writer, shared, this.lastOrdinal)
  }

  /** `identified`: how many pending rows of earlier batches are counted now. */
  async #reportsOf(
    { logFiles, contentEnd }: RecordBatch,
    fileIds: readonly number[],
    identified: number,
    { dropped, conflicts }: Added,
  ): Promise<BatchReport['logFiles']> {
    const said = await conflictProblems(conflicts, logFiles, fileIds, (ids) => this.#namesOf(ids))
    const unsure = await this.#older.problems(this.lastOrdinal)
    return batchReports({ logFiles, contentEnd }, fileIds, {
      dropped,
      conflicts: conflicts.map(({ logFile }) => logFile),
      identified,
      problemsOf: (id) => [...(said.get(id) ?? []), ...(unsure.get(id) ?? [])],
    })
  }

  async #namesOf(ids: readonly number[]): Promise<readonly (readonly [id: number, name: string])[]> {
    const rows = await this.#writer.runAndReadAll(
      `SELECT id, name FROM logFiles WHERE id IN (${ids.join(',')})`,
    )
    return rows.getRowsJS() as [number, string][]
  }

  async #insertShapes(newShapes: ReturnType<Shapes['number']>['added']): Promise<void> {
    await insertAsJson(
      this.#writer,
      'shapes',
      { id: 'INTEGER', text: 'VARCHAR' },
      newShapes.map(({ id, shape }) => ({ id, text: shape.text })),
    )
    await insertAsJson(
      this.#writer,
      'slots',
      { path: 'VARCHAR', shape: 'INTEGER', slots: ['INTEGER'] },
      newShapes.flatMap(({ id, shape }) =>
        // Slots count from 1 in SQL.
        shape.paths.map((path) => ({ path, shape: id, slots: shape.slotsAt(path).map((slot) => slot + 1) })),
      ),
    )
  }
}

const readHashes = (connections: Connections, take: (hash: number) => void): Promise<void> =>
  connections.readChunks('SELECT idHash FROM events', [], async (rows) => {
    for (const [hash] of rows) take(hash as number)
  })
