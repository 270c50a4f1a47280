import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import type { Order } from '../../filter/filter.ts'
import { foldCase } from '../../filter/foldCase.ts'
import { SearchedText } from '../../filter/searchedText.ts'
import { fragments } from '../boundaryWords.ts'
import type { AsOf, FieldValuesWanted, EventQuery } from '../eventStore.ts'
import { fieldTextsSql } from '../fieldSql.ts'
import { filterSql, type FilterSql } from '../filterSql.ts'
import type { Lookups } from '../lookups.ts'
import type { BreakdownEvents } from '../plan/breakdown.ts'
import type { TimeSlice } from '../plan/timeSlice.ts'
import { directWord } from '../wordSql.ts'
import { MaterializedResults } from './materializedResults.ts'
import type { Statement } from './statement.ts'
import type { Connections, Row } from './connections.ts'
import { DUCKDB } from './dialect.ts'
import type { EventNoteTable } from './eventNoteTable.ts'
import type { CountedField } from './groupCounts.ts'
import type { IntegrityTable } from './integrityTable.ts'
import { MatchingEvents, sliceSql } from './matchingEvents.ts'
import { PathTables } from './pathTables.ts'
import type { RecordSegments } from './recordSegments.ts'
import { RepeatsFinder, type Repeats } from './repeats.ts'
import { SegmentWords } from './segmentWords.ts'
import type { Shapes } from './shapes.ts'
import type { TextLengths } from './textLengths.ts'

/** Finds the events of filters for LookupPlans. */
export class PlanEngine {
  readonly #connections: Connections
  readonly #shapes: Shapes
  readonly #lengths: TextLengths
  readonly #pathTables: PathTables
  readonly #words: SegmentWords
  readonly #notes: EventNoteTable
  readonly #integrity: IntegrityTable
  readonly #results: MaterializedResults
  readonly #repeats: RepeatsFinder

  constructor(
    connections: Connections,
    shapes: Shapes,
    { notes, integrity }: { readonly notes: EventNoteTable; readonly integrity: IntegrityTable },
    lengths: TextLengths,
    segments: RecordSegments,
  ) {
    this.#connections = connections
    this.#shapes = shapes
    this.#notes = notes
    this.#integrity = integrity
    this.#lengths = lengths
    this.#results = new MaterializedResults(connections)
    this.#repeats = new RepeatsFinder(connections)
    this.#pathTables = new PathTables(connections, lengths, segments)
    this.#words = new SegmentWords(connections, segments)
  }

  find(query: EventQuery, signal: AbortSignal): Promise<MatchingEvents> {
    const { asOf } = query
    return this.#withSql(query, signal, async (sql) => {
      const events = new MatchingEvents(this.#connections, sql, asOf.lastOrdinal, null)
      // The tables that it reads are only needed now: its result does not use them.
      return sql.isCostly ? this.#materialize(events.statement(), '', asOf, signal) : events
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
      new MatchingEvents(this.#connections, sql, query.asOf.lastOrdinal, null).rows(
        columns,
        () => sliceSql(slice),
        { ...wanted, skip: 0 },
      ),
    )
  }

  /** Lends a task a function that counts the values of a field. */
  async withValues<R>(
    { asOf }: EventQuery,
    { field, prefix, contains, ...others }: FieldValuesWanted,
    task: (valuesOf: (events: MatchingEvents, signal?: AbortSignal) => FieldValues) => Promise<R>,
  ): Promise<R> {
    return this.#withTables(asOf, async (tables) => {
      const { texts, mayBeLong } = await this.#textsOf(field, tables, asOf)
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
    return this.#withTables(asOf, async (tables) => {
      const texts = new Map<string, FieldTexts>()
      for (const field of fields) texts.set(field, await this.#textsOf(field, tables, asOf))
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

  async #textsOf(
    field: string,
    tables: Pick<Lookups, LookedUpTable>,
    { lastOrdinal }: AsOf,
  ): Promise<FieldTexts> {
    const texts = await fieldTextsSql(field, tables, DUCKDB)
    return { texts, mayBeLong: !texts.isColumn || (await this.#lengths.hasLongValues(lastOrdinal)) }
  }

  /** Keeps the tables that a statement uses until the task is done. */
  async #withTables<R>(
    asOf: AsOf,
    task: (tables: Pick<Lookups, LookedUpTable>) => Promise<R>,
    signal?: AbortSignal,
  ): Promise<R> {
    const releases: (() => void)[] = []
    try {
      return await task({
        pathTable: async (path) => {
          const { name, release } = await this.#pathTables.acquire(path, asOf.lastOrdinal)
          releases.push(release)
          return name
        },
        hasOneValue: async (path) => {
          const [[most]] = (await this.#connections.query(
            'SELECT coalesce(max(len(slots)), 0)::DOUBLE FROM slots WHERE path = $1',
            [path],
          )) as [[number]]
          return most <= 1
        },
        segmentsWith: async (word) => {
          const { sql, release } = await this.#words.acquire(word, signal)
          releases.push(release)
          return sql
        },
        noteTable: (field) => this.#notes.table(field, asOf),
        integrityTable: () => this.#integrity.table(asOf),
      })
    } finally {
      for (const release of releases) release()
    }
  }

  #withSql<R>(
    { filter, asOf }: EventQuery,
    signal: AbortSignal | undefined,
    task: (sql: FilterSql) => Promise<R>,
  ): Promise<R> {
    return this.#withTables(
      asOf,
      async (tables) => {
        const lookups = lookupsOf(this.#connections, this.#shapes, tables, signal)
        return task(await filterSql(filter, asOf.nowMs, { ...lookups, ...tables }, DUCKDB))
      },
      signal,
    )
  }

  async #materialize(
    statement: Statement,
    tail: string,
    { lastOrdinal }: AsOf,
    signal: AbortSignal,
  ): Promise<MatchingEvents> {
    const result = await this.#results.materialize(statement, tail, signal)
    const where = `e.ordinal IN (SELECT ordinal FROM ${result.table})`
    const isInResult = { joins: '', where, params: [], isCostly: false }
    return new MatchingEvents(this.#connections, isInResult, lastOrdinal, result)
  }
}

type FieldTexts = Omit<CountedField, 'values'>

type LookedUpTable = 'pathTable' | 'hasOneValue' | 'segmentsWith' | 'noteTable' | 'integrityTable'

type FieldValues = ReturnType<MatchingEvents['values']>

function lookupsOf(
  connections: Connections,
  shapes: Shapes,
  tables: Pick<Lookups, 'segmentsWith'>,
  signal: AbortSignal | undefined,
): Omit<Lookups, LookedUpTable> {
  return {
    async sourceIPAddresses(test) {
      const rows = await connections.query(
        'SELECT DISTINCT shown(sourceIPAddress) FROM events WHERE sourceIPAddress IS NOT NULL',
        [],
        signal,
      )
      return rows.map(([address]) => address as string).filter(test)
    },
    async boundaryMatches(word) {
      const parts = [...new Set(fragments(word))]
      const params: string[] = []
      const param = (value: string) => DUCKDB.param(params.push(value))
      const conditions = [`NOT (${await directWord(word, DUCKDB, param, tables)})`]
      for (const part of parts) conditions.push(`(${await directWord(part, DUCKDB, param, tables)})`)
      const found: number[] = []
      await connections.readChunks(
        `SELECT e.ordinal::DOUBLE, e.shape, all_leaves(e.leaves, e.ordinal) FROM events e WHERE ${conditions.join(' AND ')}`,
        params,
        async (rows) => {
          const known = await shapes.get(rows.map((row) => row[1] as number))
          for (const [ordinal, shape, leaves] of rows as [number, number, string][]) {
            const text = new SearchedText(known.get(shape)!.join(leaves.split(LEAF_SEPARATOR)))
            if (text.has(word)) found.push(ordinal)
          }
        },
        signal,
      )
      return found
    },
  }
}
