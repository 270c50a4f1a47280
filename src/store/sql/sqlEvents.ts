import type { LogFilesWanted } from '../../cloudtrail/loadReport.ts'
import type { Order } from '../../filter/filter.ts'
import type {
  AsOf,
  Breakdown,
  BreakdownWanted,
  CallRange,
  CallRatesWanted,
  EventQuery,
  FieldValuesWanted,
  Histogram,
  HistogramWanted,
  LogFileWithEvents,
  Page,
  PageRequest,
  PageStart,
  RegionCountsWanted,
  StoredEvent,
  StoreSummary,
} from '../eventStore.ts'
import { breakdownOf } from '../plan/breakdown.ts'
import { histogramOf } from '../plan/histogram.ts'
import { LookupPlans } from '../plan/lookupPlans.ts'
import { callRates, countCallers, countCalls } from './callRates.ts'
import { ordinalsOf } from './givenRows.ts'
import type { KnownIntegrity } from './knownIntegrity.ts'
import {
  loadedLogFiles,
  loadedStamps,
  loadReport,
  logFilesOf,
  logFilesWithCounts,
  problemCount,
  problemsOf,
} from './loadReports.ts'
import { sliceSql, type MatchingEvents } from './matchingEvents.ts'
import { countBefore, keyAt, keyIn, ordinalOpenedBy, rowsAfter } from './pageKeys.ts'
import { pageOf, wholePageOf, withRepeats } from './pageOf.ts'
import { PlanEngine, type PlannedStore } from './planEngine.ts'
import { hasMember, recordPaths } from './recordPaths.ts'
import type { Repeats } from './repeats.ts'
import { keyOf, listedRow, ordinalOf, wholeRow } from './rows.ts'
import type { Snapshots } from './snapshots.ts'
import type { Row } from './sqlReader.ts'
import { storedEvents, type KnownShapes } from './storedEvents.ts'
import { Summaries } from './summaries.ts'

/** What an engine has for reading beside its SQL. */
export interface ReadStore extends PlannedStore {
  readonly shapes: KnownShapes
  readonly snapshots: Snapshots
  readonly integrity: KnownIntegrity
  /** Whether the log file of a row of `logFiles` can be removed, as SQL. */
  readonly isRemovable: string
}

/** Answers queries by SQL: the reading part of an EventStore, whose methods these are. */
export class SqlEvents {
  readonly plans: LookupPlans<MatchingEvents, Repeats>
  readonly #store: ReadStore
  readonly #engine: PlanEngine
  readonly #summaries: Summaries

  constructor(store: ReadStore) {
    this.#store = store
    this.#engine = new PlanEngine(store)
    this.plans = new LookupPlans(this.#engine, (query) => store.snapshots.check(query))
    this.#summaries = new Summaries(
      store.reader,
      (asOf) => store.isInSnapshot(asOf),
      () => problemCount(store.reader),
    )
  }

  asOf(nowMs: number): AsOf {
    return this.#store.snapshots.at(nowMs)
  }

  checkSnapshot(query: EventQuery, fields: readonly string[] = []): void {
    this.#store.snapshots.check(query, fields)
  }

  async lookupEvents(query: EventQuery, page: PageRequest, signal?: AbortSignal): Promise<Page> {
    try {
      return await this.#lookupPage(query, page, signal)
    } finally {
      // Events may have been removed meanwhile.
      this.checkSnapshot(query)
    }
  }

  async #lookupPage(query: EventQuery, page: PageRequest, signal: AbortSignal | undefined): Promise<Page> {
    const { start, limit, order, paths = [], repeatGap } = page
    const { reader, integrity } = this.#store
    this.checkSnapshot(query)
    const columns = listedRow(await this.#store.hasLongValues(query.asOf), reader.dialect)
    // One more than the limit, to know whether more events follow.
    const asked = { order, limit: limit + 1, signal }
    const pageOfRows = async (rows: Row[], repeats: Repeats | null): Promise<Page> => {
      const wanted = rows.slice(0, limit)
      const listed = await pageOf(wanted, paths, reader, signal)
      const found = await integrity.withIntegrity(listed, wanted.map(ordinalOf), signal)
      const events = repeats ? await withRepeats(repeats, found, wanted, signal) : found
      return { events, next: rows.length > limit ? keyOf(wanted.at(-1)!) : null }
    }
    if (repeatGap === undefined) return pageOfRows(await this.#rowsOf(query, columns, start, asked), null)
    return this.plans.useRows(query, repeatGap, signal, async ({ plan, repeats }) => {
      if ('after' in start)
        return pageOfRows(await rowsAfter(plan.events, columns, start.after, asked), repeats)
      const { slice, skip } = await plan.locateByTime(start.offset, asked.limit, order, signal)
      const rows = await plan.events.rows(columns, () => sliceSql(slice), { ...asked, skip })
      return pageOfRows(rows, repeats)
    })
  }

  async lookupRecords(query: EventQuery, page: Omit<PageRequest, 'paths'>, signal?: AbortSignal) {
    const { start, limit, order } = page
    const { reader, shapes } = this.#store
    const wanted = { order, limit: limit + 1, signal }
    const rows = await this.#rowsOf(query, wholeRow(reader.dialect), start, wanted)
    const whole = await wholePageOf(rows, limit, shapes)
    this.checkSnapshot(query)
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
      const candidates = await this.plans.firstCandidates(query, order, signal)
      const found = candidates && (await this.#engine.rowsWithin(candidates, query, columns, wanted))
      // If the words are rare, the page is not full, and all events are searched.
      if (found?.length === limit) return found
    }
    return this.plans.use(query, signal, async (plan) => {
      if ('after' in start) return rowsAfter(plan.events, columns, start.after, wanted)
      const { slice, skip } = await plan.locate(start.offset, limit, order, signal)
      return plan.events.rows(columns, () => sliceSql(slice), { ...wanted, skip })
    })
  }

  countEvents(query: EventQuery, signal?: AbortSignal): Promise<number> {
    return this.plans.use(query, signal, (plan) => plan.count(signal))
  }

  countRows(query: EventQuery, gapSeconds: number, signal?: AbortSignal): Promise<number> {
    return this.plans.useRows(query, gapSeconds, signal, ({ plan }) => plan.count(signal))
  }

  eventHistogram(query: EventQuery, wanted: HistogramWanted, signal?: AbortSignal): Promise<Histogram> {
    const wholeSpan = () => this.#summaries.spanOf(query.asOf)
    return this.plans.use(query, signal, ({ events }) =>
      histogramOf(events, wholeSpan, query, wanted, signal),
    )
  }

  eventBreakdown(query: EventQuery, wanted: BreakdownWanted, signal?: AbortSignal): Promise<Breakdown> {
    const fields = [wanted.by.field, ...(wanted.and ? [wanted.and.field] : [])]
    this.checkSnapshot(query, fields)
    const wholeSpan = () => this.#summaries.spanOf(query.asOf)
    return this.#engine.withGroups(query, fields, (grouped) =>
      this.plans.use(query, signal, async (plan) =>
        breakdownOf(grouped(plan.events), await plan.count(signal), wholeSpan, query, wanted, signal),
      ),
    )
  }

  countByRegion(query: EventQuery, wanted: RegionCountsWanted, signal?: AbortSignal) {
    return this.plans.use(query, signal, ({ events }) => events.countByRegion(wanted, signal))
  }

  callRates(query: EventQuery, wanted: CallRatesWanted, signal?: AbortSignal) {
    const { dialect } = this.#store.reader
    return this.plans.use(query, signal, ({ events }) =>
      callRates(events.statement(), dialect, wanted, signal),
    )
  }

  countCalls(query: EventQuery, ranges: readonly CallRange[], signal?: AbortSignal) {
    const { dialect } = this.#store.reader
    return this.plans.use(query, signal, ({ events }) =>
      countCalls(events.statement(), dialect, ranges, signal),
    )
  }

  countCallers(query: EventQuery, ranges: readonly CallRange[], signal?: AbortSignal) {
    const { dialect } = this.#store.reader
    return this.plans.use(query, signal, ({ events }) =>
      countCallers(events.statement(), dialect, ranges, signal),
    )
  }

  timeSpan(query: EventQuery, signal?: AbortSignal) {
    return this.plans.use(query, signal, ({ events }) => events.extent(signal))
  }

  fieldValues(query: EventQuery, wanted: FieldValuesWanted, signal?: AbortSignal) {
    this.checkSnapshot(query, [wanted.field])
    return this.#engine.withValues(query, wanted, (valuesOf) =>
      this.plans.use(query, signal, ({ events }) => valuesOf(events, signal)),
    )
  }

  async getEvent(id: string) {
    const { reader, shapes, integrity } = this.#store
    const ordinal = await ordinalOpenedBy(id, reader)
    if (ordinal === null) return null
    const [[row], logFiles] = await Promise.all([
      reader.query(
        `SELECT ${wholeRow(reader.dialect)} FROM ${reader.dialect.events} e WHERE e.ordinal = ${ordinal}`,
        [],
      ),
      logFilesOf(reader, ordinal),
    ])
    // It may have been removed meanwhile.
    if (!row) return null
    const [stored] = await storedEvents([row], shapes)
    const [{ event }] = (await integrity.withIntegrity([stored!], [ordinal], undefined)) as [StoredEvent]
    return { event, record: stored!.record, logFiles }
  }

  async knownIDs(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const sought = ids.map((id) => ({ id, after: 0 }))
    return new Set((await ordinalsOf(this.#store.reader, sought)).keys())
  }

  positionOf(id: string, query: EventQuery, order: Order, signal?: AbortSignal): Promise<number | null> {
    return this.plans.use(query, signal, async ({ events }) => {
      const key = await keyIn(events, id, signal)
      return key && countBefore(events, key, order, signal)
    })
  }

  async rowOf(id: string, query: EventQuery, order: Order, gapSeconds: number, signal?: AbortSignal) {
    const key = await this.plans.use(query, signal, ({ events }) => keyIn(events, id, signal))
    if (!key) return null
    return this.plans.useRows(query, gapSeconds, signal, async ({ plan, repeats }) => {
      const { newest, member } = await repeats.rowOf(key[2], order, signal)
      const newestKey = member === 0 ? key : await keyAt(newest, this.#store.reader, signal)
      return { row: await countBefore(plan.events, newestKey, order, signal), member }
    })
  }

  async *logFilesWith(query: EventQuery, signal?: AbortSignal): AsyncGenerator<readonly LogFileWithEvents[]> {
    const counts = await this.plans.use(query, signal, ({ events }) => events.logFileCounts(signal))
    yield* logFilesWithCounts(this.#store.reader, counts, this.#store.integrity)
  }

  recordPaths(contains: string, limit: number) {
    return recordPaths(this.#store.reader, contains, limit)
  }

  hasMember(name: string): Promise<boolean> {
    return hasMember(this.#store.reader, name)
  }

  summary(asOf: AsOf): Promise<StoreSummary> {
    return this.#summaries.of(asOf)
  }

  loadedStamps(): Promise<ReadonlySet<string>> {
    return loadedStamps(this.#store.reader)
  }

  loadReport() {
    return loadReport(this.#store.reader)
  }

  logFiles(wanted: LogFilesWanted) {
    return loadedLogFiles(this.#store.reader, wanted, this.#store.isRemovable)
  }

  problems(offset: number, limit: number) {
    return problemsOf(this.#store.reader, offset, limit)
  }
}
