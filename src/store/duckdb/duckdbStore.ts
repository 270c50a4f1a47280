import { rm } from 'node:fs/promises'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
import type { EventIntegrity } from '../../cloudtrail/integrity.ts'
import type { LoadReport, LogFilesWanted } from '../../cloudtrail/loadReport.ts'
import { EVERYTHING, type Order } from '../../filter/filter.ts'
import {
  NotRemovable,
  type AsOf,
  type BatchReport,
  type Breakdown,
  type BreakdownWanted,
  type CallRange,
  type CallRatesWanted,
  type EventStore,
  type FieldValuesWanted,
  type Histogram,
  type HistogramWanted,
  type OrdinalRange,
  type Page,
  type PageRequest,
  type PageStart,
  type RegionCountsWanted,
  type RemovedLogFile,
  type EventQuery,
  type StoredEvent,
  type StoreSummary,
  type UnreadableLogFile,
} from '../eventStore.ts'
import { breakdownOf } from '../plan/breakdown.ts'
import { histogramOf } from '../plan/histogram.ts'
import { LookupPlans } from '../plan/lookupPlans.ts'
import type { RecordBlock } from '../recordBytes.ts'
import type { RecordBatch } from '../recordBatch.ts'
import type { Attachment } from './attachment.ts'
import { BatchAdder } from './batchAdder.ts'
import { batchOfUnreadable } from './batchOfUnreadable.ts'
import { callRates, countCallers, countCalls } from './callRates.ts'
import { Connections, type Row } from './connections.ts'
import { Downloads } from './downloads.ts'
import { EventNoteTable } from './eventNoteTable.ts'
import { IntegrityTable } from './integrityTable.ts'
import { ordinalsOf } from './queryWithRows.ts'
import { LargeRecords } from './largeRecords.ts'
import {
  isRemovable,
  loadedLogFiles,
  loadedStamps,
  loadReport,
  logFilesOf,
  logFilesWithCounts,
  problemsOf,
} from './loadReports.ts'
import { LogTable } from './logTable.ts'
import { countBefore, keyAt, keyIn, ordinalOpenedBy, rowsAfter } from './pageKeys.ts'
import { sliceSql, type MatchingEvents } from './matchingEvents.ts'
import { pageOf, wholePageOf, withRepeats } from './pageOf.ts'
import type { StoreFile } from './storeFile.ts'
import { PlanEngine } from './planEngine.ts'
import { hasMember, recordPaths } from './recordPaths.ts'
import type { Repeats } from './repeats.ts'
import type { RecordSegments } from './recordSegments.ts'
import { keyOf, listedRow, ordinalOf, WHOLE_ROW } from './rows.ts'
import { Shapes } from './shapes.ts'
import { storedEvents } from './storedEvents.ts'
import { newID, Snapshots, STORE_ID } from './snapshots.ts'
import { Summaries } from './summaries.ts'
import { TextLengths } from './textLengths.ts'

export class DuckDBStore implements EventStore {
  readonly #instance: DuckDBInstance
  readonly #writer: DuckDBConnection
  readonly #connections: Connections
  readonly #shapes: Shapes
  readonly #notes: EventNoteTable
  readonly #integrity: IntegrityTable
  readonly #snapshots: Snapshots
  readonly #engine: PlanEngine
  readonly #plans: LookupPlans<MatchingEvents, Repeats>
  readonly #adder: BatchAdder
  readonly #summaries: Summaries
  readonly #lengths: TextLengths
  readonly #downloads: Downloads
  readonly #attachment: Attachment
  readonly #logTable: LogTable
  readonly #file: StoreFile
  readonly #segments: RecordSegments
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
    this.#segments = segments
    this.parquetFolder = parquetFolder
    this.#file = file
    this.#instance = instance
    this.#writer = writer
    this.#connections = connections
    this.#shapes = new Shapes(connections)
    this.#notes = new EventNoteTable(connections)
    this.#integrity = new IntegrityTable(connections)
    this.#attachment = attachment
    this.#adder = new BatchAdder(writer, this.#shapes, file, attachment, connections, segments, parquetFolder)
    const kept = { notes: this.#notes, integrity: this.#integrity }
    this.#snapshots = new Snapshots(() => this.#adder.lastOrdinal, kept)
    this.#lengths = new TextLengths(connections)
    this.#engine = new PlanEngine(connections, this.#shapes, kept, this.#lengths, segments)
    this.#plans = new LookupPlans(this.#engine, (query) => this.#snapshots.check(query))
    this.#summaries = new Summaries(connections)
    const large = new LargeRecords(connections, this.#lengths)
    const check = (query: EventQuery) => this.#snapshots.check(query)
    this.#downloads = new Downloads(connections, this.#shapes, this.#plans, large, segments, check)
    this.#logTable = new LogTable(connections, this.#lengths, this.#plans)
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

  asOf(nowMs: number): AsOf {
    return this.#snapshots.at(nowMs)
  }

  checkSnapshot(query: EventQuery, fields: readonly string[] = []): void {
    this.#snapshots.check(query, fields)
  }

  async lookupEvents(query: EventQuery, page: PageRequest, signal?: AbortSignal): Promise<Page> {
    try {
      return await this.#lookupPage(query, page, signal)
    } finally {
      // Events may have been removed meanwhile.
      this.#snapshots.check(query)
    }
  }

  async #lookupPage(query: EventQuery, page: PageRequest, signal: AbortSignal | undefined): Promise<Page> {
    const { start, limit, order, paths = [], repeatGap } = page
    this.#snapshots.check(query)
    const columns = listedRow(await this.#lengths.hasLongValues(query.asOf.lastOrdinal))
    // One more than the limit, to know whether more events follow.
    const asked = { order, limit: limit + 1, signal }
    const pageOfRows = async (rows: Row[], repeats: Repeats | null): Promise<Page> => {
      const wanted = rows.slice(0, limit)
      const listed = await pageOf(wanted, paths, this.#connections, signal)
      const found = await this.#integrity.withIntegrity(listed, wanted.map(ordinalOf), signal)
      const events = repeats ? await withRepeats(repeats, found, wanted, signal) : found
      return { events, next: rows.length > limit ? keyOf(wanted.at(-1)!) : null }
    }
    if (repeatGap === undefined) return pageOfRows(await this.#rowsOf(query, columns, start, asked), null)
    return this.#plans.useRows(query, repeatGap, signal, async ({ plan, repeats }) => {
      if ('after' in start)
        return pageOfRows(await rowsAfter(plan.events, columns, start.after, asked), repeats)
      const { slice, skip } = await plan.locateByTime(start.offset, asked.limit, order, signal)
      const rows = await plan.events.rows(columns, () => sliceSql(slice), { ...asked, skip })
      return pageOfRows(rows, repeats)
    })
  }

  async lookupRecords(query: EventQuery, page: Omit<PageRequest, 'paths'>, signal?: AbortSignal) {
    const { start, limit, order } = page
    const rows = await this.#rowsOf(query, WHOLE_ROW, start, { order, limit: limit + 1, signal })
    const whole = await wholePageOf(rows, limit, this.#shapes)
    this.#snapshots.check(query)
    return whole
  }

  async #rowsOf(
    query: EventQuery,
    columns: string,
    start: PageStart,
    wanted: { order: Order; limit: number; signal: AbortSignal | undefined },
  ): Promise<Row[]> {
    const { order, limit, signal } = wanted
    if ('offset' in start && start.offset === 0) {
      const candidates = await this.#plans.firstCandidates(query, order, signal)
      const found = candidates && (await this.#engine.rowsWithin(candidates, query, columns, wanted))
      // If the words are rare, the page is not full, and all events are searched.
      if (found?.length === limit) return found
    }
    return this.#plans.use(query, signal, async (plan) => {
      if ('after' in start) return rowsAfter(plan.events, columns, start.after, wanted)
      const { slice, skip } = await plan.locate(start.offset, limit, order, signal)
      return plan.events.rows(columns, () => sliceSql(slice), { ...wanted, skip })
    })
  }

  countEvents(query: EventQuery, signal?: AbortSignal): Promise<number> {
    return this.#plans.use(query, signal, (plan) => plan.count(signal))
  }

  countRows(query: EventQuery, gapSeconds: number, signal?: AbortSignal): Promise<number> {
    return this.#plans.useRows(query, gapSeconds, signal, ({ plan }) => plan.count(signal))
  }

  eventHistogram(query: EventQuery, wanted: HistogramWanted, signal?: AbortSignal): Promise<Histogram> {
    const wholeSpan = () => this.#summaries.spanOf(query.asOf)
    return this.#plans.use(query, signal, ({ events }) =>
      histogramOf(events, wholeSpan, query, wanted, signal),
    )
  }

  eventBreakdown(query: EventQuery, wanted: BreakdownWanted, signal?: AbortSignal): Promise<Breakdown> {
    const fields = [wanted.by.field, ...(wanted.and ? [wanted.and.field] : [])]
    this.#snapshots.check(query, fields)
    const wholeSpan = () => this.#summaries.spanOf(query.asOf)
    return this.#engine.withGroups(query, fields, (grouped) =>
      this.#plans.use(query, signal, async (plan) =>
        breakdownOf(grouped(plan.events), await plan.count(signal), wholeSpan, query, wanted, signal),
      ),
    )
  }

  countByRegion(query: EventQuery, wanted: RegionCountsWanted, signal?: AbortSignal) {
    return this.#plans.use(query, signal, ({ events }) => events.countByRegion(wanted, signal))
  }

  callRates(query: EventQuery, wanted: CallRatesWanted, signal?: AbortSignal) {
    return this.#plans.use(query, signal, ({ events }) => callRates(events.statement(), wanted, signal))
  }

  countCalls(query: EventQuery, ranges: readonly CallRange[], signal?: AbortSignal) {
    return this.#plans.use(query, signal, ({ events }) => countCalls(events.statement(), ranges, signal))
  }

  countCallers(query: EventQuery, ranges: readonly CallRange[], signal?: AbortSignal) {
    return this.#plans.use(query, signal, ({ events }) => countCallers(events.statement(), ranges, signal))
  }

  timeSpan(query: EventQuery, signal?: AbortSignal) {
    return this.#plans.use(query, signal, ({ events }) => events.extent(signal))
  }

  fieldValues(query: EventQuery, wanted: FieldValuesWanted, signal?: AbortSignal) {
    this.#snapshots.check(query, [wanted.field])
    return this.#engine.withValues(query, wanted, (valuesOf) =>
      this.#plans.use(query, signal, ({ events }) => valuesOf(events, signal)),
    )
  }

  async getEvent(id: string) {
    const ordinal = await ordinalOpenedBy(id, this.#connections)
    if (ordinal === null) return null
    const [[row], logFiles] = await Promise.all([
      this.#connections.query(`SELECT ${WHOLE_ROW} FROM events e WHERE e.ordinal = ${ordinal}`, []),
      logFilesOf(this.#connections, ordinal),
    ])
    // It may have been removed meanwhile.
    if (!row) return null
    const [stored] = await storedEvents([row], this.#shapes)
    const [{ event }] = (await this.#integrity.withIntegrity([stored!], [ordinal], undefined)) as [
      StoredEvent,
    ]
    return { event, record: stored!.record, logFiles }
  }

  async knownIDs(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const sought = ids.map((id) => ({ id, after: 0 }))
    return new Set((await ordinalsOf(this.#connections, sought)).keys())
  }

  positionOf(id: string, query: EventQuery, order: Order, signal?: AbortSignal): Promise<number | null> {
    return this.#plans.use(query, signal, async ({ events }) => {
      const key = await keyIn(events, id, signal)
      return key && countBefore(events, key, order, signal)
    })
  }

  async rowOf(id: string, query: EventQuery, order: Order, gapSeconds: number, signal?: AbortSignal) {
    const key = await this.#plans.use(query, signal, ({ events }) => keyIn(events, id, signal))
    if (!key) return null
    return this.#plans.useRows(query, gapSeconds, signal, async ({ plan, repeats }) => {
      const { newest, member } = await repeats.rowOf(key[2], order, signal)
      const newestKey = member === 0 ? key : await keyAt(newest, this.#connections, signal)
      return { row: await countBefore(plan.events, newestKey, order, signal), member }
    })
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

  async *logFilesWith(query: EventQuery, signal?: AbortSignal) {
    const counts = await this.#plans.use(query, signal, ({ events }) => events.logFileCounts(signal))
    yield* logFilesWithCounts(this.#connections, counts, this.#integrity)
  }

  recordPaths(contains: string, limit: number) {
    return recordPaths(this.#connections, contains, limit)
  }

  hasMember(name: string): Promise<boolean> {
    return hasMember(this.#connections, name)
  }

  summary(asOf: AsOf): Promise<StoreSummary> {
    return this.#summaries.of(asOf)
  }

  add(batch: RecordBatch): Promise<BatchReport> {
    return this.#adder.add(batch)
  }

  async reportUnreadable(logFiles: readonly UnreadableLogFile[]): Promise<void> {
    await this.#adder.add(batchOfUnreadable(logFiles))
  }

  loadedStamps(): Promise<ReadonlySet<string>> {
    return loadedStamps(this.#connections)
  }

  loadReport(): Promise<LoadReport> {
    return loadReport(this.#connections)
  }

  logFiles(wanted: LogFilesWanted) {
    return loadedLogFiles(this.#connections, wanted)
  }

  problems(offset: number, limit: number) {
    return problemsOf(this.#connections, offset, limit)
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
    if (!(await isRemovable(this.#connections, id))) throw new NotRemovable()
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
