import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
import type { Order } from '../../filter/filter.ts'
import { fold } from '../../filter/fold.ts'
import { resolveTimeRange, writeTime } from '../../filter/timeRange.ts'
import {
  stampKey,
  type AsOf,
  type BatchReport,
  type EventStore,
  type FieldValuesWanted,
  type Histogram,
  type LoadReport,
  type LogFileProblem,
  type Page,
  type PageKey,
  type PageStart,
  type Question,
  type StoredEvent,
  type StoreSummary,
} from '../eventStore.ts'
import { histogramInterval } from '../histogramInterval.ts'
import { RecordBytes } from '../recordBytes.ts'
import type { RecordBatch } from '../recordBatch.ts'
import { BatchAdder } from './batchAdder.ts'
import { Connections, type Row } from './connections.ts'
import { EventNoteTable } from './eventNoteTable.ts'
import { ordinalsOf } from './givenRows.ts'
import { NEWEST_FIRST, OLDEST_FIRST } from './lookupPlan.ts'
import { LookupPlans } from './lookupPlans.ts'
import { countBefore, hasID, KEY_COLUMNS, keyIn, rowsBehind } from './pageKeys.ts'
import type { PlaceOfFile } from './placeOfFile.ts'
import { eventOf, EVENT_COLUMNS, keyOf, RECORD_COLUMNS, recordOf, shapeIdOf } from './rows.ts'
import { Shapes } from './shapes.ts'

/** How many events a download holds at once. */
const DOWNLOAD_BLOCK = 20_000

export class DuckDBStore implements EventStore {
  readonly #instance: DuckDBInstance
  readonly #writer: DuckDBConnection
  readonly #connections: Connections
  readonly #shapes: Shapes
  readonly #notes: EventNoteTable
  readonly #plans: LookupPlans
  readonly #adder: BatchAdder

  /** `writer` is the one connection that writes. */
  constructor(
    instance: DuckDBInstance,
    writer: DuckDBConnection,
    connections: Connections,
    place: PlaceOfFile,
  ) {
    this.#instance = instance
    this.#writer = writer
    this.#connections = connections
    this.#shapes = new Shapes(connections)
    this.#notes = new EventNoteTable(connections)
    this.#plans = new LookupPlans(connections, this.#shapes, this.#notes)
    this.#adder = new BatchAdder(writer, this.#shapes, place)
  }

  async load(): Promise<void> {
    await this.#shapes.load()
    await this.#adder.load()
  }

  asOf(nowMs: number): AsOf {
    return { lastOrdinal: this.#adder.lastOrdinal, notesRevision: this.#notes.revision, nowMs }
  }

  async lookupEvents(
    question: Question,
    page: { start: PageStart; limit: number; order: Order; withRecords?: boolean; grouped?: boolean },
    signal?: AbortSignal,
  ): Promise<Page> {
    const { start, limit, order, grouped = false } = page
    const columns = page.withRecords ? `${EVENT_COLUMNS}, ${RECORD_COLUMNS}` : EVENT_COLUMNS
    // One more than wanted tells whether something follows.
    const asked = { order, limit: limit + 1, signal }
    const rows = grouped
      ? await this.#groupedRowsOf(question, columns, start, asked)
      : await this.#rowsOf(question, columns, start, asked)
    const wanted = rows.slice(0, limit)
    const found = page.withRecords
      ? await this.#withRecords(wanted)
      : wanted.map((row) => ({ event: eventOf(row) }))
    const events = grouped ? await this.#withRepeats(question, found, wanted, signal) : found
    return { events, next: rows.length > limit ? keyOf(wanted.at(-1)!) : null }
  }

  async #rowsOf(
    question: Question,
    columns: string,
    start: PageStart,
    wanted: { order: Order; limit: number; signal: AbortSignal | undefined },
  ): Promise<Row[]> {
    const { order, limit, signal } = wanted
    if ('offset' in start && start.offset === 0) {
      const found = await this.#plans.firstRows(question, columns, wanted)
      if (found) return found
    }
    const plan = await this.#plans.plan(question, signal)
    if ('after' in start) return rowsBehind(plan, columns, start.after, wanted)
    const { condition, skip } = await plan.locate(start.offset, limit, order, signal)
    return plan.rows(columns, () => condition, { ...wanted, skip })
  }

  async #groupedRowsOf(
    question: Question,
    columns: string,
    start: PageStart,
    wanted: { order: Order; limit: number; signal: AbortSignal | undefined },
  ): Promise<Row[]> {
    const { order, limit, signal } = wanted
    const { plan } = await this.#plans.rowsPlan(question, signal)
    if ('after' in start) return rowsBehind(plan, columns, start.after, wanted)
    const { condition, skip } = await plan.locateByTime(start.offset, limit, order, signal)
    return plan.rows(columns, () => condition, { ...wanted, skip })
  }

  async #withRepeats(
    question: Question,
    found: readonly StoredEvent[],
    rows: readonly Row[],
    signal: AbortSignal | undefined,
  ): Promise<StoredEvent[]> {
    const { repeats } = await this.#plans.rowsPlan(question, signal)
    const ordinals = rows.map((row) => row[0] as number)
    const counts = await repeats.counts(ordinals, signal)
    return found.map(({ event, ...rest }, index) => {
      const alone = { count: 1, errorCount: event.errorCode === null ? 0 : 1 }
      return { ...rest, event: { ...event, repeats: counts.get(ordinals[index]!) ?? alone } }
    })
  }

  async countEvents(question: Question, signal?: AbortSignal): Promise<number> {
    return (await this.#plans.plan(question, signal)).count(signal)
  }

  async countRows(question: Question, signal?: AbortSignal): Promise<number> {
    return (await this.#plans.rowsPlan(question, signal)).plan.count(signal)
  }

  async eventHistogram(question: Question, buckets: number, signal?: AbortSignal): Promise<Histogram> {
    const plan = await this.#plans.plan(question, signal)
    const [extent] = (await plan
      .askNarrow()
      .query(
        'min(e.eventTimeMs)::DOUBLE, max(e.eventTimeMs)::DOUBLE, count(*) FILTER (e.eventTimeMs IS NULL)::DOUBLE',
        '',
        signal,
      )) as [[number | null, number | null, number]]
    const [first, last, withoutTime] = extent
    if (first === null || last === null) return { intervalMs: 3_600_000, buckets: [], withoutTime }
    const range = resolveTimeRange(question.filter.timeRange, question.asOf.nowMs)
    const lastMs = Math.max(
      last,
      range.endMs ?? (question.filter.timeRange.kind === 'relative' ? question.asOf.nowMs : last),
    )
    const { intervalMs, startMs } = histogramInterval(range.startMs ?? first, lastMs, buckets)
    const rows = (await plan
      .askNarrow()
      .query(
        `((e.eventTimeMs - ${startMs}) // ${intervalMs})::INTEGER AS bucket, count(*)::DOUBLE, count(e.errorCode)::DOUBLE`,
        'AND e.eventTimeMs IS NOT NULL GROUP BY bucket',
        signal,
      )) as [number, number, number][]
    const counts = new Map(rows.map(([bucket, count, errorCount]) => [bucket, { count, errorCount }]))
    const length = Math.floor((lastMs - startMs) / intervalMs) + 1
    return {
      intervalMs,
      withoutTime,
      buckets: Array.from({ length }, (_, bucket) => ({
        startTime: writeTime(startMs + bucket * intervalMs),
        ...(counts.get(bucket) ?? { count: 0, errorCount: 0 }),
      })),
    }
  }

  fieldValues(question: Question, wanted: FieldValuesWanted, signal?: AbortSignal) {
    return this.#plans.values(question, wanted, signal)
  }

  async getEvent(id: string) {
    const rows = await this.#connections.query(
      `SELECT ${EVENT_COLUMNS}, ${RECORD_COLUMNS}, e.idSuffix, e.logFile FROM events e WHERE ${hasID(id, '$1')}`,
      [id],
    )
    // An eventID alone opens the one that came first. (Few rows: the engine takes longer to put them in order.)
    const [row] = rows.toSorted((a, b) => suffixOf(a).localeCompare(suffixOf(b)))
    if (!row) return null
    const [[stored], logFile] = await Promise.all([
      this.#withRecords([row]),
      this.#nameOfLogFile(row.at(-1) as number | null),
    ])
    return { ...stored!, logFile }
  }

  async knownIDs(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const sought = ids.map((id) => ({ id, after: 0 }))
    return new Set((await ordinalsOf(this.#connections, sought)).keys())
  }

  async #nameOfLogFile(id: number | null): Promise<string | null> {
    if (id === null) return null
    const rows = await this.#connections.query(`SELECT name FROM logFiles WHERE id = ${id}`, [])
    return (rows[0]?.[0] as string | undefined) ?? null
  }

  async positionOf(
    id: string,
    question: Question,
    order: Order,
    signal?: AbortSignal,
  ): Promise<number | null> {
    const plan = await this.#plans.plan(question, signal)
    const key = await keyIn(plan, id, signal)
    return key && countBefore(plan, key, order, signal)
  }

  async rowOf(id: string, question: Question, order: Order, signal?: AbortSignal) {
    const key = await keyIn(await this.#plans.plan(question, signal), id, signal)
    if (!key) return null
    const { plan, repeats } = await this.#plans.rowsPlan(question, signal)
    const { newest, member } = await repeats.rowOf(key[2], order, signal)
    const [newestKey] =
      member === 0
        ? [key]
        : await this.#connections.query(
            `SELECT ${KEY_COLUMNS} FROM events e WHERE e.ordinal = ${newest}`,
            [],
            signal,
          )
    return { row: await countBefore(plan, newestKey as PageKey, order, signal), member }
  }

  async *downloadRecords(
    question: Question,
    { order, between, onOneLine }: { order: Order; between: string; onOneLine: boolean },
    signal?: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    const bytes = new RecordBytes(between, onOneLine)
    for await (const rows of this.#download('e.shape, encode(e.leaves)', question, order, signal)) {
      const shapes = await this.#shapes.get(rows.map(([shape]) => shape as number))
      for (const [shape, leaves] of rows as [number, Uint8Array][]) {
        const block = bytes.add(shapes.get(shape)!, leaves)
        if (block) yield block
      }
    }
    const rest = bytes.take()
    if (rest) yield rest
  }

  async *downloadEvents(
    question: Question,
    order: Order,
    signal?: AbortSignal,
  ): AsyncGenerator<Required<StoredEvent>[]> {
    for await (const rows of this.#download(`${EVENT_COLUMNS}, ${RECORD_COLUMNS}`, question, order, signal)) {
      yield await this.#withRecords(rows)
    }
  }

  async *#download(
    columns: string,
    question: Question,
    order: Order,
    signal?: AbortSignal,
  ): AsyncGenerator<Row[]> {
    const plan = await this.#plans.plan(question, signal)
    for await (const slice of plan.slices(order, DOWNLOAD_BLOCK, signal)) {
      const inOrder = order === 'newest' ? NEWEST_FIRST : OLDEST_FIRST
      yield* plan.ask().stream(columns, `AND (${slice}) ORDER BY ${inOrder}`, signal)
    }
  }

  async recordPaths(contains: string, limit: number) {
    const rows = (await this.#connections.query(
      `SELECT path, (count(*) OVER ())::DOUBLE FROM (SELECT path, count(*) AS shapes FROM slots WHERE contains(fold(path), $1) GROUP BY path)
       ORDER BY shapes DESC, path LIMIT ${limit}`,
      [fold(contains)],
    )) as [string, number][]
    return { paths: rows.map(([path]) => path), distinct: rows[0]?.[1] ?? 0 }
  }

  async hasMember(name: string): Promise<boolean> {
    const rows = await this.#connections.query(
      'SELECT 1 FROM slots WHERE path = $1 OR starts_with(path, $2) LIMIT 1',
      [name, `${name}.`],
    )
    return rows.length > 0
  }

  async summary(): Promise<StoreSummary> {
    return this.#adder.summary(this.#connections)
  }

  add(batch: RecordBatch): Promise<BatchReport> {
    return this.#adder.add(batch)
  }

  async loadedStamps(): Promise<ReadonlySet<string>> {
    const rows = (await this.#connections.query(
      'SELECT path, size::DOUBLE, mtimeMs FROM logFiles WHERE finished AND path IS NOT NULL',
      [],
    )) as [string, number, number][]
    return new Set(rows.map(([path, size, mtimeMs]) => stampKey({ path, size, mtimeMs })))
  }

  async loadReport(): Promise<LoadReport> {
    const [[logFiles, records, added, duplicates]] = (await this.#connections.query(
      'SELECT count(*) FILTER (finished)::DOUBLE, coalesce(sum(greatest(records, added)), 0)::DOUBLE, coalesce(sum(added), 0)::DOUBLE, coalesce(sum(duplicates), 0)::DOUBLE FROM logFiles',
      [],
    )) as [[number, number, number, number]]
    const [[conflicts]] = (await this.#connections.query(
      'SELECT count(*)::DOUBLE FROM events WHERE eventID IS NOT NULL AND idSuffix IS NOT NULL',
      [],
    )) as [[number]]
    return { logFiles, records, added, duplicates, conflicts }
  }

  async problems(offset: number, limit: number) {
    const rows = (await this.#connections.query(
      `SELECT logFile, position, reason, (count(*) OVER ())::DOUBLE FROM problems ORDER BY id LIMIT ${limit} OFFSET ${offset}`,
      [],
    )) as [string, string | null, string, number][]
    const problems = rows.map(([logFile, position, reason]): LogFileProblem => ({
      logFile,
      position,
      reason,
    }))
    if (rows.length > 0 || offset === 0) return { problems, total: rows[0]?.[3] ?? 0 }
    const [[total]] = (await this.#connections.query('SELECT count(*)::DOUBLE FROM problems', [])) as [
      [number],
    ]
    return { problems, total }
  }

  noteEvents(notes: ReadonlyMap<string, EventNotes | null>): void {
    this.#notes.note(notes)
  }

  async note(name: string): Promise<string | null> {
    const rows = await this.#connections.query('SELECT value FROM notes WHERE name = $1', [name])
    return (rows[0]?.[0] as string | undefined) ?? null
  }

  setNote(name: string, value: string): Promise<void> {
    return this.#adder.write(async () => {
      await this.#writer.run('INSERT OR REPLACE INTO notes VALUES ($1, $2)', [name, value])
    })
  }

  forgetSimulatedEvents(): Promise<void> {
    return this.#adder.write(async () => {
      await this.#writer.run('DELETE FROM events WHERE logFile IS NULL')
      this.#adder.forgetSummary()
    })
  }

  async close(): Promise<void> {
    await this.#adder.alone(async () => {
      this.#connections.close()
      await this.#writer.run('CHECKPOINT store').catch(() => {})
      this.#writer.closeSync()
      this.#instance.closeSync()
    })
  }

  async #withRecords(rows: readonly Row[]): Promise<Required<StoredEvent>[]> {
    const shapes = await this.#shapes.get(rows.map(shapeIdOf))
    return rows.map((row) => ({ event: eventOf(row), record: recordOf(row, shapes) }))
  }
}

/** Of a row that has its idSuffix last but one; empty for the first event of its ID. */
function suffixOf(row: Row): string {
  return (row.at(-2) as string | null) ?? ''
}
