import type { Order } from '../../filter/filter.ts'
import { foldCase } from '../../filter/foldCase.ts'
import type { AsOf, FieldValuesWanted, EventQuery } from '../eventStore.ts'
import type { BreakdownEvents } from '../plan/breakdown.ts'
import type { TimeSlice } from '../plan/timeSlice.ts'
import { fieldTextsSql } from './fieldSql.ts'
import { filterSql, type FilterSql } from './filterSql.ts'
import type { CountedField } from './groupCounts.ts'
import type { Lookups } from './lookups.ts'
import { MatchingEvents, sliceSql } from './matchingEvents.ts'
import { materialize } from './materializedResults.ts'
import { RepeatsFinder, type Repeats } from './repeats.ts'
import type { Row, SqlReader } from './sqlReader.ts'
import type { SnapshotSql, Statement } from './statement.ts'

/** What an engine has for plans beside its SQL. */
export interface PlannedStore {
  readonly reader: SqlReader
  isInSnapshot(asOf: AsOf): SnapshotSql
  /** Whether a value that lists must cut may be among the events of a snapshot. */
  hasLongValues(asOf: AsOf): Promise<boolean>
  /** Lends what filters look up; the tables of it are kept until the task is done. */
  withLookups<R>(
    asOf: AsOf,
    signal: AbortSignal | undefined,
    task: (lookups: Lookups) => Promise<R>,
  ): Promise<R>
}

/** Finds the events of filters for LookupPlans. */
export class PlanEngine {
  readonly #store: PlannedStore
  readonly #repeats: RepeatsFinder

  constructor(store: PlannedStore) {
    this.#store = store
    this.#repeats = new RepeatsFinder(store.reader)
  }

  find(query: EventQuery, signal: AbortSignal): Promise<MatchingEvents> {
    return this.#withSql(query, signal, async (sql) => {
      const events = this.#matching(sql, query.asOf)
      // The tables that it reads are only needed now: its result does not use them.
      return sql.isCostly ? this.#materialize(events.statement(), '', query.asOf, signal) : events
    })
  }

  findRepeats(events: MatchingEvents, gapSeconds: number, signal: AbortSignal): Promise<Repeats> {
    return this.#repeats.find(events.statement(), gapSeconds, signal)
  }

  async rowsAmong(
    events: MatchingEvents,
    repeats: Repeats,
    rowCount: number,
    { asOf }: EventQuery,
    signal: AbortSignal,
  ): Promise<MatchingEvents> {
    // Leaving out the other events is cheap if there are few of them; otherwise the rows are
    // materialized.
    return !events.isMaterialized && rowCount > repeats.others
      ? events.restrictedTo(repeats.isRow)
      : this.#materialize(events.narrowStatement(), `AND ${repeats.isRow}`, asOf, signal)
  }

  /** Rows among the events of a narrow slice. Only these events are matched. */
  rowsWithin(
    slice: TimeSlice,
    query: EventQuery,
    columns: string,
    wanted: { order: Order; limit: number; signal: AbortSignal | undefined },
  ): Promise<Row[]> {
    return this.#withSql(query, wanted.signal, (sql) =>
      this.#matching(sql, query.asOf).rows(columns, () => sliceSql(slice), { ...wanted, skip: 0 }),
    )
  }

  /** Lends a task a function that counts the values of a field. */
  async withValues<R>(
    { asOf }: EventQuery,
    { field, prefix, contains, ...others }: FieldValuesWanted,
    task: (valuesOf: (events: MatchingEvents, signal?: AbortSignal) => FieldValues) => Promise<R>,
  ): Promise<R> {
    return this.#store.withLookups(asOf, undefined, async (lookups) => {
      const { texts, mayBeLong } = await this.#textsOf(field, lookups, asOf)
      const wanted = { ...others, prefix: foldCase(prefix), contains: foldCase(contains), mayBeLong }
      return task((events, signal) => events.values(texts, wanted, signal))
    })
  }

  /** Lends a task a function that counts events by the values of some fields. */
  async withGroups<R>(
    { asOf }: EventQuery,
    fields: readonly string[],
    task: (grouped: (events: MatchingEvents) => BreakdownEvents) => Promise<R>,
  ): Promise<R> {
    return this.#store.withLookups(asOf, undefined, async (lookups) => {
      const texts = new Map<string, FieldTexts>()
      for (const field of fields) texts.set(field, await this.#textsOf(field, lookups, asOf))
      return task((events) => ({
        extent: (signal) => events.extent(signal),
        topValues: ({ field, limit }, signal) => {
          const { texts: sql, mayBeLong } = texts.get(field)!
          return events.values(sql, { limit, prefix: '', contains: '', mayBeLong }, signal)
        },
        countGroups: (grouped, buckets, signal) =>
          events.countGroups(
            grouped.map(({ field, values }) => ({ ...texts.get(field)!, values })),
            buckets,
            signal,
          ),
      }))
    })
  }

  async #textsOf(field: string, lookups: Lookups, asOf: AsOf): Promise<FieldTexts> {
    const texts = await fieldTextsSql(field, lookups, this.#store.reader.dialect)
    return { texts, mayBeLong: !texts.isColumn || (await this.#store.hasLongValues(asOf)) }
  }

  #withSql<R>(
    { filter, asOf }: EventQuery,
    signal: AbortSignal | undefined,
    task: (sql: FilterSql) => Promise<R>,
  ): Promise<R> {
    return this.#store.withLookups(asOf, signal, async (lookups) =>
      task(await filterSql(filter, asOf.nowMs, lookups, this.#store.reader.dialect)),
    )
  }

  #matching(sql: FilterSql, asOf: AsOf): MatchingEvents {
    return new MatchingEvents(this.#store.reader, sql, this.#store.isInSnapshot(asOf), null)
  }

  async #materialize(
    statement: Statement,
    tail: string,
    asOf: AsOf,
    signal: AbortSignal,
  ): Promise<MatchingEvents> {
    const { reader } = this.#store
    const result = await materialize(reader, statement, tail, signal)
    const where = `e.ordinal IN (SELECT ordinal FROM ${result.table})`
    const isInResult = { joins: '', where, params: [], isCostly: false }
    return new MatchingEvents(reader, isInResult, this.#store.isInSnapshot(asOf), result)
  }
}

type FieldTexts = Omit<CountedField, 'values'>

type FieldValues = ReturnType<MatchingEvents['values']>
