import type { Order } from '../../filter/filter.ts'
import type { FieldValuesWanted } from '../eventStore.ts'
import type { FieldTextsSql } from '../fieldSql.ts'
import type { FilterSql } from '../filterSql.ts'
import type { WrittenAnswer } from './answers.ts'
import { Ask } from './ask.ts'
import type { Connections, Row } from './connections.ts'
import { BUCKETS, stretches, stretchOf, timeMap, type Stretch, type TimeMap } from './timeMap.ts'

/** Up to how many events are put in order at once, rather than looked for more closely. */
const SORTED_AT_ONCE = 50_000

/** By time; events of one moment by ID, so that the order does not depend on how they were loaded. */
export const NEWEST_FIRST = 'e.eventTimeMs DESC NULLS LAST, e.eventID DESC NULLS LAST, e.ordinal DESC'
export const OLDEST_FIRST = 'e.eventTimeMs ASC NULLS FIRST, e.eventID ASC NULLS FIRST, e.ordinal ASC'

/** One filter asked of one state of the store. What has been counted for it is kept. */
export class LookupPlan {
  readonly #connections: Connections
  readonly #sql: FilterSql
  readonly #lastOrdinal: number
  /** Its answer, where that was written down. */
  readonly #answer: WrittenAnswer | null
  #count: number | undefined
  readonly #maps = new Map<string, TimeMap>()

  constructor(
    connections: Connections,
    sql: FilterSql,
    lastOrdinal: number,
    answer: WrittenAnswer | null,
    count?: number,
  ) {
    this.#connections = connections
    this.#sql = sql
    this.#lastOrdinal = lastOrdinal
    this.#answer = answer
    this.#count = count
  }

  get isWrittenDown(): boolean {
    return this.#answer !== null
  }

  get bytes(): number {
    return this.#answer?.bytes ?? 0
  }

  drop(): void {
    this.#answer?.drop()
  }

  /** The events for which another condition holds too, of which the caller knows how many they are. Only where nothing is written down. */
  thinned(condition: string, count: number): LookupPlan {
    const sql = { ...this.#sql, where: `(${this.#sql.where}) AND ${condition}` }
    return new LookupPlan(this.#connections, sql, this.#lastOrdinal, null, count)
  }

  /** A statement over the matching events. */
  ask(): Ask {
    return new Ask(this.#connections, 'events', this.#sql, this.#lastOrdinal)
  }

  /** The same where ANSWER_COLUMNS are all it needs: an answer that was written down has these. */
  askNarrow(): Ask {
    const everything = { joins: '', where: 'true', params: [], isCostly: false }
    return this.#answer === null
      ? this.ask()
      : new Ask(this.#connections, this.#answer.table, everything, this.#lastOrdinal)
  }

  /** Rows of a page: some columns of the events for which a condition on ANSWER_COLUMNS holds, in order. */
  async rows(
    columns: string,
    condition: (ask: Ask) => string,
    {
      order,
      limit,
      skip,
      signal,
    }: { order: Order; limit: number; skip: number; signal: AbortSignal | undefined },
  ): Promise<Row[]> {
    const inOrder = `ORDER BY ${order === 'newest' ? NEWEST_FIRST : OLDEST_FIRST}`
    const ask = this.askNarrow()
    const tail = `AND (${condition(ask)}) ${inOrder} LIMIT ${limit} OFFSET ${skip}`
    if (this.#answer === null && !columns.includes('leaves')) return ask.queryPage(columns, tail, signal)
    // First which events, then what is wide of them: the engine would read it of every event that might be on the page.
    const ordinals = (await ask.queryPage('e.ordinal::DOUBLE', tail, signal)).map(
      ([ordinal]) => ordinal as number,
    )
    if (ordinals.length === 0) return []
    return this.#connections.query(
      `SELECT ${columns} FROM events e WHERE e.ordinal IN (${ordinals.join(',')}) ${inOrder}`,
      [],
      signal,
    )
  }

  async count(signal?: AbortSignal): Promise<number> {
    if (this.#count === undefined) {
      const [[count]] = (await this.askNarrow().query('count(*)::DOUBLE', '', signal)) as [[number]]
      this.#count = count
    }
    return this.#count
  }

  /** Where to look for the page that begins at `offset`: a condition, and how many of the events that it leaves come before the page. */
  async locate(
    offset: number,
    limit: number,
    order: Order,
    signal?: AbortSignal,
  ): Promise<{ condition: string; skip: number }> {
    // The first page needs no count of what follows.
    if (offset === 0 || offset + limit <= 200) return { condition: 'true', skip: offset }
    return this.locateByTime(offset, limit, order, signal)
  }

  /** The same where the engine cannot find the first page by itself. */
  async locateByTime(
    offset: number,
    limit: number,
    order: Order,
    signal?: AbortSignal,
  ): Promise<{ condition: string; skip: number }> {
    const total = await this.count(signal)
    if (offset >= total) return { condition: 'false', skip: 0 }
    if (total <= SORTED_AT_ONCE) return { condition: 'true', skip: offset }
    const end = Math.min(total, offset + limit)
    const [from, to] = order === 'newest' ? [total - end, total - offset] : [offset, end]
    const root = await this.#rootMap(signal)
    const older = root.before[0]!
    // Events without time are few and lie at one end.
    if (from < older) return { condition: 'true', skip: offset }
    const stretch = await this.#narrow(root, from, to, signal)
    return { condition: within(stretch), skip: order === 'newest' ? stretch.to - to : from - stretch.from }
  }

  /** A condition that leaves about the first so many events of the order, but few of all; null when there are few. */
  async first(order: Order, most: number, signal?: AbortSignal): Promise<string | null> {
    const total = await this.count(signal)
    const size = Math.min(most, Math.floor(total / 8))
    if (size === 0) return null
    const root = await this.#rootMap(signal)
    if (order === 'oldest' && root.before[0]! > 0) return null
    const [from, to] = order === 'newest' ? [total - size, total] : [0, size]
    return within(await this.#narrow(root, from, to, signal))
  }

  /** Conditions that part the answer, in order, into slices of about `size` events. */
  async *slices(order: Order, size: number, signal?: AbortSignal): AsyncGenerator<string> {
    const total = await this.count(signal)
    if (total === 0) return
    if (total <= size) {
      yield 'true'
      return
    }
    const root = await this.#rootMap(signal)
    if (order === 'oldest' && root.before[0]! > 0) yield 'e.eventTimeMs IS NULL'
    yield* this.#slicesOf(root, order, size, signal)
    if (order === 'newest' && root.before[0]! > 0) yield 'e.eventTimeMs IS NULL'
  }

  async *#slicesOf(map: TimeMap, order: Order, size: number, signal?: AbortSignal): AsyncGenerator<string> {
    const parts = stretches(map, size)
    for (const part of order === 'newest' ? parts.toReversed() : parts) {
      if (part.to - part.from <= SORTED_AT_ONCE || map.widthMs === 1) yield within(part)
      else yield* this.#slicesOf(await this.#map(part, signal), order, size, signal)
    }
  }

  async values(
    { joins, sql: text, isList, params, isNarrow }: FieldTextsSql,
    { prefix, contains, limit, mayBeLong }: Omit<FieldValuesWanted, 'field'> & { mayBeLong: boolean },
    signal?: AbortSignal,
  ) {
    const ask = isNarrow ? this.askNarrow() : this.ask()
    const numbered = ask.adopt(params)
    ask.join(numbered(joins))
    const sql = numbered(text)
    const isWanted = (value: string) =>
      [
        `${value} IS NOT NULL`,
        ...(prefix === '' ? [] : [`starts_with(fold(${value}), ${ask.param(prefix)})`]),
        ...(contains === '' ? [] : [`contains(fold(${value}), ${ask.param(contains)})`]),
      ].join(' AND ')
    const counted = (from: string) => `${from} GROUP BY value ORDER BY events DESC, value LIMIT ${limit}`
    const counts = 'count(*)::DOUBLE AS events, (count(*) OVER ())::DOUBLE'
    const shown = (value: string) => (mayBeLong ? `shown(${value})` : value)
    // Values that are shown alike are counted as one: so they can be asked for (see filter.ts), and none is too large for an answer.
    const rows = (await (isList
      ? ask.query(`unnest(${sql}) AS text`, '', signal, (select) =>
          counted(`SELECT ${shown('text')} AS value, ${counts} FROM (${select}) WHERE ${isWanted('text')}`),
        )
      : ask.query(`${shown(sql)} AS value, ${counts}`, counted(`AND ${isWanted(sql)}`), signal))) as [
      string,
      number,
      number,
    ][]
    return { values: rows.map(([value, count]) => ({ value, count })), distinct: rows[0]?.[2] ?? 0 }
  }

  async #narrow(map: TimeMap, from: number, to: number, signal?: AbortSignal): Promise<Stretch> {
    const stretch = stretchOf(map, from, to)
    const isOneBucket = stretch.endMs - stretch.startMs === map.widthMs
    if (stretch.to - stretch.from <= SORTED_AT_ONCE || !isOneBucket || map.widthMs === 1) return stretch
    return this.#narrow(await this.#map(stretch, signal), from, to, signal)
  }

  async #rootMap(signal?: AbortSignal): Promise<TimeMap> {
    const known = this.#maps.get('root')
    if (known) return known
    const [[first, last, without]] = (await this.askNarrow().query(
      'min(e.eventTimeMs)::DOUBLE, max(e.eventTimeMs)::DOUBLE, count(*) FILTER (e.eventTimeMs IS NULL)::DOUBLE',
      '',
      signal,
    )) as [[number | null, number | null, number]]
    const map = await this.#map({ from: without, to: 0, startMs: first ?? 0, endMs: (last ?? 0) + 1 }, signal)
    this.#maps.set('root', map)
    return map
  }

  /** The map of the events in a stretch of time. */
  async #map({ from, startMs, endMs }: Stretch, signal?: AbortSignal): Promise<TimeMap> {
    const key = `${startMs} ${endMs}`
    const known = this.#maps.get(key)
    if (known) return known
    const widthMs = Math.max(1, Math.ceil((endMs - startMs) / BUCKETS))
    const rows = (await this.askNarrow().query(
      `((e.eventTimeMs - ${startMs}) // ${widthMs})::INTEGER AS bucket, count(*)::DOUBLE`,
      `AND e.eventTimeMs >= ${startMs} AND e.eventTimeMs < ${endMs} GROUP BY bucket`,
      signal,
    )) as [number, number][]
    const map = timeMap(startMs, widthMs, from, new Map(rows), Math.ceil((endMs - startMs) / widthMs))
    this.#maps.set(key, map)
    return map
  }
}

function within({ startMs, endMs }: Stretch): string {
  return `e.eventTimeMs >= ${startMs} AND e.eventTimeMs < ${endMs}`
}
