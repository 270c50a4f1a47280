import { rm } from 'node:fs/promises'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
import type { EventIntegrity } from '../../cloudtrail/integrity.ts'
import { EVERYTHING, type Order } from '../../filter/filter.ts'
import {
  NotRemovable,
  type AsOf,
  type BatchReport,
  type EventQuery,
  type EventStore,
  type OrdinalRange,
  type RemovedLogFile,
  type StoredEvent,
  type UnreadableLogFile,
} from '../eventStore.ts'
import type { RecordBatch } from '../recordBatch.ts'
import type { RecordBlock } from '../recordBytes.ts'
import { Downloads } from '../sql/downloads.ts'
import { newID, Snapshots, STORE_ID } from '../sql/snapshots.ts'
import { SqlEvents } from '../sql/sqlEvents.ts'
import type { Attachment } from './attachment.ts'
import { BatchAdder } from './batchAdder.ts'
import { batchOfUnreadable } from '../batchOfUnreadable.ts'
import type { Connections } from './connections.ts'
import { downloadedRows } from './downloads.ts'
import { EventNoteTable } from './eventNoteTable.ts'
import { IntegrityTable } from './integrityTable.ts'
import { LargeRecords } from './largeRecords.ts'
import { LentTables } from './lentTables.ts'
import { LogTable } from './logTable.ts'
import type { RecordSegments } from './recordSegments.ts'
import { IS_REMOVABLE, isRemovable } from './removable.ts'
import { Shapes } from './shapes.ts'
import type { StoreFile } from './storeFile.ts'
import { TextLengths } from './textLengths.ts'
import { upTo } from './upTo.ts'

export class DuckDBStore extends SqlEvents implements EventStore {
  readonly #instance: DuckDBInstance
  readonly #writer: DuckDBConnection
  readonly #connections: Connections
  readonly #shapes: Shapes
  readonly #notes: EventNoteTable
  readonly #integrity: IntegrityTable
  readonly #snapshots: Snapshots
  readonly #adder: BatchAdder
  readonly #downloads: Downloads
  readonly #attachment: Attachment
  readonly #logTable: LogTable
  readonly #file: StoreFile
  readonly #segments: RecordSegments
  readonly takesScannedRows = true
  readonly keptTexts = null
  readonly parquetFolder: string

  /** `writer` is the only connection that writes. */
  constructor(
    instance: DuckDBInstance,
    writer: DuckDBConnection,
    connections: Connections,
    file: StoreFile,
    attachment: Attachment,
    segments: RecordSegments,
    parquetFolder: string,
  ) {
    const shapes = new Shapes(connections)
    const kept = { notes: new EventNoteTable(connections), integrity: new IntegrityTable(connections) }
    const adder = new BatchAdder(writer, shapes, file, attachment, connections, segments, parquetFolder)
    const snapshots = new Snapshots(() => adder.lastOrdinal, kept)
    const lengths = new TextLengths(connections)
    const tables = new LentTables(connections, shapes, kept, lengths, segments)
    super({
      reader: connections,
      shapes,
      snapshots,
      integrity: kept.integrity,
      isRemovable: IS_REMOVABLE,
      isInSnapshot: upTo,
      hasLongValues: ({ lastOrdinal }) => lengths.hasLongValues(lastOrdinal),
      withLookups: (asOf, signal, task) => tables.lend(asOf, signal, task),
    })
    this.#segments = segments
    this.parquetFolder = parquetFolder
    this.#file = file
    this.#instance = instance
    this.#writer = writer
    this.#connections = connections
    this.#attachment = attachment
    this.#shapes = shapes
    this.#notes = kept.notes
    this.#integrity = kept.integrity
    this.#adder = adder
    this.#snapshots = snapshots
    const large = new LargeRecords(connections, lengths)
    const check = (query: EventQuery) => snapshots.check(query)
    this.#downloads = new Downloads(this.plans, downloadedRows(connections, shapes, large, segments, check))
    this.#logTable = new LogTable(connections, lengths, this.plans)
  }

  async load(): Promise<void> {
    await this.#shapes.load()
    await this.#adder.load()
    this.#snapshots.storeID = (await this.getMeta(STORE_ID)) ?? (await this.#nameAnew())
  }

  /** Gives the store a new ID, so that earlier snapshots are no longer accepted. */
  async #nameAnew(): Promise<string> {
    const id = newID()
    await this.setMeta(STORE_ID, id)
    return id
  }

  get contentsMark(): string {
    return `${this.#snapshots.openingID}-${this.#adder.writes.toString(36)}`
  }

  downloadRecords(
    query: EventQuery,
    form: { order: Order; between: string; onOneLine: boolean },
    signal?: AbortSignal,
  ): AsyncGenerator<RecordBlock> {
    return this.#downloads.records(query, form, signal)
  }

  downloadEvents(query: EventQuery, order: Order, signal?: AbortSignal): AsyncGenerator<StoredEvent[]> {
    return this.#downloads.events(query, order, signal)
  }

  async writeAdded(asOf: AsOf, added: OrdinalRange, file: string, signal?: AbortSignal): Promise<number> {
    this.#snapshots.check({ filter: EVERYTHING, asOf })
    const events = await this.#logTable.writeAdded(added, file, signal)
    this.#snapshots.check({ filter: EVERYTHING, asOf })
    return events
  }

  async writeParquet(
    query: EventQuery,
    { order, file, onEvents }: { order: Order; file: string; onEvents: (count: number) => void },
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#logTable.writeMatching(query, order, file, onEvents, signal)
    this.#snapshots.check(query)
  }

  add(batch: RecordBatch): Promise<BatchReport> {
    return this.#adder.add(batch)
  }

  async reportUnreadable(logFiles: readonly UnreadableLogFile[]): Promise<void> {
    await this.#adder.add(batchOfUnreadable(logFiles))
  }

  noteEvents(notes: ReadonlyMap<string, EventNotes | null>): void {
    this.#notes.note(notes)
  }

  setIntegrity(byUri: ReadonlyMap<string, EventIntegrity>): Promise<void> {
    return this.#integrity.set(byUri)
  }

  async getMeta(name: string): Promise<string | null> {
    const rows = await this.#connections.query('SELECT value FROM notes WHERE name = $1', [name])
    return (rows[0]?.[0] as string | undefined) ?? null
  }

  setMeta(name: string, value: string): Promise<void> {
    return this.#adder.write(async () => {
      await this.#writer.run('INSERT OR REPLACE INTO notes VALUES ($1, $2)', [name, value])
    })
  }

  async forgetSimulatedEvents(): Promise<void> {
    // The ID changes first: if the process is killed in between, no earlier snapshot is accepted
    // for the remaining events.
    this.#snapshots.storeID = await this.#nameAnew()
    await this.#adder.write(async () => {
      await this.#writer.run('DELETE FROM events WHERE logFile IS NULL')
    })
  }

  async removeLogFile(id: number): Promise<RemovedLogFile | null> {
    if (!(await isRemovable(this.#connections, id))) throw new NotRemovable(OF_EARLIER_VERSION)
    const before = this.#snapshots.storeID
    const storeID = newID()
    // Between the commit and our knowledge of it, no snapshot is known: what is read then may be
    // of before or after.
    const onCommit = () => {
      this.#snapshots.storeID = newID()
    }
    let removed: RemovedLogFile | null = null
    try {
      removed = await this.#adder.removeLogFile(id, { storeID, onCommit })
    } finally {
      this.#snapshots.storeID = removed ? storeID : before
    }
    if (removed) await Promise.all([this.#notes.forgetOrdinals(), this.#integrity.logFileRemoved()])
    return removed && { name: removed.name, removed: removed.removed, kept: removed.kept }
  }

  async close(): Promise<void> {
    await this.#adder.alone(async () => {
      this.#connections.close()
      await this.#writer.run('CHECKPOINT store').catch(() => {})
      this.#writer.closeSync()
      this.#attachment.close()
      this.#instance.closeSync()
      await this.#segments.close()
      if (this.#file.isInMemory) await rm(this.parquetFolder, { recursive: true, force: true })
    })
  }
}

const OF_EARLIER_VERSION =
  'This log file was loaded by an earlier version, which did not record which other log files contain the same events. To remove log files one by one, load them into a new event data store.'
