import type { Order } from '../../filter/filter.ts'
import type { FieldValuesWanted, RegionCountsWanted } from '../eventStore.ts'
import type { FieldTextsSql } from './fieldSql.ts'
import type { FilterSql } from './filterSql.ts'
import type { BreakdownEvents } from '../plan/breakdown.ts'
import type { PlannedEvents } from '../plan/plannedEvents.ts'
import type { TimeSlice } from '../plan/timeSlice.ts'
import type { MaterializedResult } from './materializedResults.ts'
import { bucketSql } from './bucketSql.ts'
import { groupCounts, type CountedField } from './groupCounts.ts'
import type { SqlDialect } from './sqlDialect.ts'
import type { Row, SqlReader } from './sqlReader.ts'
import { Statement, type SnapshotSql } from './statement.ts'

/** What follows ORDER BY for events in an order. */
export function orderSql(order: Order, { newestFirst, oldestFirst }: SqlDialect): string {
  return order === 'newest' ? newestFirst : oldestFirst
}

/** Which values to count; the texts are folded (filter/foldCase.ts). */
interface ValuesWanted extends Omit<FieldValuesWanted, 'field'> {
  /** Whether a value may be so long that it is shown cut. */
  readonly mayBeLong: boolean
}

/** The events that match a filter in one snapshot. */
export class MatchingEvents implements PlannedEvents {
  readonly #reader: SqlReader
  readonly #sql: FilterSql
  readonly #isInSnapshot: SnapshotSql
  /** Its result in memory, if it was materialized. */
  readonly #result: MaterializedResult | null

  constructor(
    reader: SqlReader,
    sql: FilterSql,
    isInSnapshot: SnapshotSql,
    result: MaterializedResult | null,
  ) {
    this.#reader = reader
    this.#sql = sql
    this.#isInSnapshot = isInSnapshot
    this.#result = result
  }

  get isMaterialized(): boolean {
    return this.#result !== null
  }

  get bytes(): number {
    return this.#result?.bytes ?? 0
  }

  drop(): void {
    this.#result?.drop()
  }

  /** The matching events that also meet another condition. Only if they are not materialized. */
  restrictedTo(condition: string): MatchingEvents {
    const sql = { ...this.#sql, where: `(${this.#sql.where}) AND ${condition}` }
    return new MatchingEvents(this.#reader, sql, this.#isInSnapshot, null)
  }

  /** A statement over the matching events. */
  statement(): Statement {
    return new Statement(this.#reader, 'events', this.#sql, this.#isInSnapshot)
  }

  /** The same if it only needs RESULT_COLUMNS, which a materialized result has. */
  narrowStatement(): Statement {
    const everything = { joins: '', where: 'true', params: [], isCostly: false }
    return this.#result === null
      ? this.statement()
      : new Statement(this.#reader, this.#result.table, everything, this.#isInSnapshot)
  }

  /**
   * Rows of a page: some columns of the events that meet a condition on RESULT_COLUMNS, in order.
   */
  async rows(
    columns: string,
    condition: (statement: Statement) => string,
    {
      order,
      limit,
      skip,
      signal,
    }: { order: Order; limit: number; skip: number; signal: AbortSignal | undefined },
  ): Promise<Row[]> {
    const inOrder = `ORDER BY ${orderSql(order, this.#reader.dialect)}`
    const statement = this.narrowStatement()
    const tail = `AND (${condition(statement)}) ${inOrder} LIMIT ${limit} OFFSET ${skip}`
    if (this.#result === null && !columns.includes('leaves'))
      return statement.queryPage(columns, tail, signal)
    // The ordinals first, then the wide columns: otherwise the engine would read those of every
    // event that might be on the page.
    const ordinals = (await statement.queryPage('e.ordinal::DOUBLE', tail, signal)).map(
      ([ordinal]) => ordinal as number,
    )
    if (ordinals.length === 0) return []
    return this.#reader.query(
      `SELECT ${columns} FROM ${this.#reader.dialect.events} e WHERE e.ordinal IN (${ordinals.join(',')}) ${inOrder}`,
      [],
      signal,
    )
  }

  async count(signal?: AbortSignal): Promise<number> {
    const [[count]] = (await this.narrowStatement().query('count(*)::DOUBLE', '', signal)) as [[number]]
    return count
  }

  /** How many of the events each log file contains. */
  async logFileCounts(signal?: AbortSignal): Promise<ReadonlyMap<number, number>> {
    const counts = async (statement: Statement, logFile: string) =>
      statement.query(
        `${logFile}, count(*)::DOUBLE`,
        `AND ${logFile} IS NOT NULL GROUP BY ${logFile}`,
        signal,
      )
    const others = this.statement()
    others.join('JOIN duplicates d ON d.ordinal = e.ordinal ')
    const rows = [
      ...(await counts(this.statement(), 'e.logFile')),
      ...(await counts(others, 'd.logFile')),
    ] as [number, number][]
    const found = new Map<number, number>()
    for (const [logFile, count] of rows) found.set(logFile, (found.get(logFile) ?? 0) + count)
    return found
  }

  async extent(signal?: AbortSignal) {
    const [[firstMs, lastMs, withoutTime]] = (await this.narrowStatement().query(
      'min(e.eventTimeMs)::DOUBLE, max(e.eventTimeMs)::DOUBLE, count(*) FILTER (WHERE e.eventTimeMs IS NULL)::DOUBLE',
      '',
      signal,
    )) as [[number | null, number | null, number]]
    return { firstMs, lastMs, withoutTime }
  }

  async countByBucket(
    { startMs, endMs, widthMs }: Parameters<PlannedEvents['countByBucket']>[0],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<number, number>> {
    const rows = (await this.narrowStatement().query(
      `${bucketSql({ startMs, widthMs }, this.#reader.dialect)} AS bucket, count(*)::DOUBLE`,
      `AND ${sliceSql({ startMs, endMs })} GROUP BY bucket`,
      signal,
    )) as [number, number][]
    return new Map(rows)
  }

  async countWithErrorsByBucket(
    { startMs, widthMs }: Parameters<PlannedEvents['countWithErrorsByBucket']>[0],
    signal?: AbortSignal,
  ) {
    const rows = (await this.narrowStatement().query(
      `${bucketSql({ startMs, widthMs }, this.#reader.dialect)} AS bucket, count(*)::DOUBLE, count(e.errorCode)::DOUBLE`,
      'AND e.eventTimeMs IS NOT NULL GROUP BY bucket',
      signal,
    )) as [number, number, number][]
    return new Map(rows.map(([bucket, count, errorCount]) => [bucket, { count, errorCount }]))
  }

  /** For each account, Region and bucket that has any. */
  async countByRegion({ startMs, widthMs }: RegionCountsWanted, signal?: AbortSignal) {
    const rows = (await this.statement().query(
      `coalesce(e.accountId, '') AS account, coalesce(e.awsRegion, '') AS region,
        ${bucketSql({ startMs, widthMs }, this.#reader.dialect)} AS bucket, count(*)::DOUBLE`,
      `AND e.eventTimeMs >= ${startMs} GROUP BY account, region, bucket`,
      signal,
    )) as [string, string, number, number][]
    return rows.map(([accountId, region, bucket, count]) => ({ accountId, region, bucket, count }))
  }

  /** By the groups of some fields, and by bucket. */
  countGroups(
    fields: readonly CountedField[],
    buckets: Parameters<BreakdownEvents['countGroups']>[1],
    signal?: AbortSignal,
  ) {
    const isNarrow = fields.every(({ texts }) => texts.isNarrow)
    return groupCounts(isNarrow ? this.narrowStatement() : this.statement(), fields, buckets, {
      dialect: this.#reader.dialect,
      signal,
    })
  }

  async values(
    { joins, sql: text, isList, params, isNarrow }: FieldTextsSql,
    { prefix, contains, startingFirst, limit, mayBeLong }: ValuesWanted,
    signal?: AbortSignal,
  ) {
    const statement = isNarrow ? this.narrowStatement() : this.statement()
    const numbered = statement.adopt(params)
    statement.join(numbered(joins))
    const {
      fold,
      startsWith,
      contains: has,
      shown: beginning,
      unnest,
      distinctItems,
      itemsWhere,
    } = this.#reader.dialect
    const sql = numbered(text)
    const wanted = contains === '' ? '' : statement.param(contains)
    const isWanted = (value: string) =>
      [
        `${value} <> ''`,
        ...(prefix === '' ? [] : [startsWith(fold(value), statement.param(prefix))]),
        ...(contains === '' ? [] : [has(fold(value), wanted)]),
      ].join(' AND ')
    const starting = startingFirst && contains !== '' ? `${startsWith(fold('value'), wanted)} DESC, ` : ''
    const counted = (from: string) =>
      `${from} GROUP BY value ORDER BY ${starting}events DESC, value LIMIT ${limit}`
    const counts = 'count(*)::DOUBLE AS events, (count(*) OVER ())::DOUBLE'
    const shown = (value: string) => (mayBeLong ? beginning(value) : value)
    // Values that are shown alike are counted as one, so that they can be filtered for (see
    // filter.ts) and none is too large for a response.
    const rows = (await (isList
      ? // What is not wanted goes before the lists are taken apart: that is most of them.
        statement.query(`${unnest(distinctItems(itemsWhere(sql, isWanted)))} AS text`, '', signal, (select) =>
          counted(`SELECT ${shown('text')} AS value, ${counts} FROM (${select})`),
        )
      : statement.query(`${shown(sql)} AS value, ${counts}`, counted(`AND ${isWanted(sql)}`), signal))) as [
      string,
      number,
      number,
    ][]
    return { values: rows.map(([value, count]) => ({ value, count })), distinct: rows[0]?.[2] ?? 0 }
  }
}

/** A slice as a condition on RESULT_COLUMNS. */
export function sliceSql(slice: TimeSlice): string {
  switch (slice) {
    case 'all':
      return 'true'
    case 'none':
      return 'false'
    case 'withoutTime':
      return 'e.eventTimeMs IS NULL'
    default:
      return `e.eventTimeMs >= ${slice.startMs} AND e.eventTimeMs < ${slice.endMs}`
  }
}
