import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
import type { EventIntegrity } from '../../cloudtrail/integrity.ts'
import type { Order } from '../../filter/filter.ts'
import { batchOfUnreadable } from '../batchOfUnreadable.ts'
import {
  noParquetFiles,
  NotRemovable,
  type BatchReport,
  type EventQuery,
  type EventStore,
  type RemovedLogFile,
  type StoredEvent,
  type UnreadableLogFile,
} from '../eventStore.ts'
import type { RecordBatch } from '../recordBatch.ts'
import type { RecordBlock } from '../recordBytes.ts'
import { Downloads } from '../sql/downloads.ts'
import { recordLookups } from '../sql/recordLookups.ts'
import { newID, Snapshots, STORE_ID } from '../sql/snapshots.ts'
import { SqlEvents } from '../sql/sqlEvents.ts'
import { Adder } from './adder.ts'
import { visibleSql, type Commits } from './commits.ts'
import { downloadedRows } from './downloads.ts'
import { ClickHouseNotes } from './eventNotes.ts'
import { ClickHouseIntegrity } from './integrity.ts'
import { ClickHouseKeptTexts } from './keptTexts.ts'
import type { ClickHouseReader } from './reader.ts'
import { removeEvents, whyNotRemovable } from './removal.ts'
import { readMeta, writeMeta } from './schema.ts'
import type { ClickHouseServer } from './server.ts'
import { Shapes } from './shapes.ts'

/** How often this console looks for what other loaders have added. */
const LOOK_AGAIN_MS = 2000

export class ClickHouseStore extends SqlEvents implements EventStore {
  readonly takesScannedRows = false
  readonly parquetFolder = null
  readonly #server: ClickHouseServer
  readonly #reader: ClickHouseReader
  readonly #commits: Commits
  readonly #shapes: Shapes
  readonly #adder: Adder
  readonly #snapshots: Snapshots
  readonly #notes: ClickHouseNotes
  readonly #integrity: ClickHouseIntegrity
  readonly #downloads: Downloads
  #watch: NodeJS.Timeout | undefined
  #storeID = ''

  constructor(server: ClickHouseServer, reader: ClickHouseReader, commits: Commits) {
    const shapes = new Shapes(server)
    const kept = { notes: new ClickHouseNotes(reader), integrity: new ClickHouseIntegrity(reader) }
    const snapshots = new Snapshots(() => commits.current, kept)
    super({
      reader,
      shapes,
      snapshots,
      integrity: kept.integrity,
      isRemovable: 'true',
      isInSnapshot: commits.snapshotSql,
      // Whether a value is long is part of reading it.
      hasLongValues: () => Promise.resolve(true),
      withLookups: (asOf, signal, task) => {
        const isColumn = { segmentsWith: () => Promise.resolve(null) }
        return task({
          ...recordLookups(reader, shapes, isColumn, signal),
          ...isColumn,
          pathTable: () => Promise.resolve(null),
          noteTable: (field) => kept.notes.table(field, asOf),
          integrityTable: () => kept.integrity.table(asOf),
        })
      },
    })
    this.#server = server
    this.#reader = reader
    this.#commits = commits
    this.#shapes = shapes
    this.#notes = kept.notes
    this.#integrity = kept.integrity
    this.#snapshots = snapshots
    this.#adder = new Adder(server, commits, shapes)
    const check = (query: EventQuery) => snapshots.check(query)
    this.#downloads = new Downloads(this.plans, downloadedRows(reader, shapes, check))
  }

  async load(): Promise<void> {
    await this.#adder.logFiles.load()
    await this.#lookAgain()
    this.#watch = setInterval(() => void this.#lookAgain().catch(() => {}), LOOK_AGAIN_MS).unref()
  }

  /** Finds out what others have added or removed. */
  async #lookAgain(): Promise<void> {
    const storeID = (await readMeta(this.#server, STORE_ID)) ?? (await this.#nameAnew())
    if (storeID !== this.#storeID) await this.#isRenamed(storeID)
    await this.#commits.refresh()
  }

  /** Gives the store a new ID, so that earlier snapshots are no longer accepted. */
  async #nameAnew(): Promise<string> {
    const id = newID()
    await writeMeta(this.#server, STORE_ID, id)
    return id
  }

  async #isRenamed(storeID: string): Promise<void> {
    this.#storeID = storeID
    // Snapshots are numbered by this console, so each opening is a store of its own to them.
    this.#snapshots.storeID = newID()
    await Promise.all([this.#notes.forgetOrdinals(), this.#integrity.logFileRemoved()])
  }

  get contentsMark(): string {
    return `${this.#snapshots.storeID}-${this.#commits.current}-${this.#adder.writes}`
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

  writeAdded(): Promise<never> {
    return Promise.reject(noParquetFiles())
  }

  writeParquet(): Promise<never> {
    return Promise.reject(noParquetFiles())
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

  keptTexts(kind: string): ClickHouseKeptTexts {
    return new ClickHouseKeptTexts(this.#server, kind)
  }

  setIntegrity(byUri: ReadonlyMap<string, EventIntegrity>): Promise<void> {
    return this.#integrity.set(byUri)
  }

  getMeta(name: string): Promise<string | null> {
    return readMeta(this.#server, name)
  }

  setMeta(name: string, value: string): Promise<void> {
    return this.#adder.write(() => writeMeta(this.#server, name, value))
  }

  async forgetSimulatedEvents(): Promise<void> {
    await this.#adder.write(async () => {
      await this.#isRenamed(await this.#nameAnew())
      await this.#server.deleteRows('events', 'logFile IS NULL')
    })
  }

  removeLogFile(id: number): Promise<RemovedLogFile | null> {
    return this.#adder.write(async () => {
      await this.#commits.refresh()
      const [found] = await this.#server.rows(`SELECT count() FROM logFiles WHERE id = ${id}`)
      if (Number(found?.[0]) === 0) return null
      const why = await whyNotRemovable(this.#server, this.#adder.loader)
      if (why !== null) throw new NotRemovable(why)
      // The ID changes first: if this is interrupted, no earlier snapshot is accepted for what is left.
      await this.#isRenamed(await this.#nameAnew())
      const visible = visibleSql(this.#commits.visible)
      const removed = await removeEvents(this.#server, id, visible)
      this.#adder.logFiles.forget(id)
      this.#shapes.forgetStored()
      await this.#isRenamed(await this.#nameAnew())
      return removed
    })
  }

  async close(): Promise<void> {
    clearInterval(this.#watch)
    await this.#adder.close()
    await this.#reader.close()
    await this.#server.close()
  }
}
