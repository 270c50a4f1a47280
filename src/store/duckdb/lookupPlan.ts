import type { Order } from '../../filter/filter.ts'
import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { fold } from '../../filter/fold.ts'
import { printFilter } from '../../filter/params.ts'
import type { AsOf, Question } from '../eventStore.ts'
import {
  directWord,
  fieldTextsSql,
  filterSql,
  type FieldTextsSql,
  type FilterSql,
  type Lookups,
} from '../filterSql.ts'
import { fragments } from '../straddle.ts'
import type { Connections, Row } from './connections.ts'
import { Answers } from './answers.ts'
import { PathTables } from './pathTables.ts'
import type { Shapes } from './shapes.ts'
import { BUCKETS, stretches, stretchOf, timeMap, type Stretch, type TimeMap } from './timeMap.ts'

/** Up to how many events are put in order at once, rather than looked for more closely. */
const SORTED_AT_ONCE = 50_000

/** By time; events of one moment by ID, so that the order does not depend on how they were loaded. */
export const NEWEST_FIRST = 'e.eventTimeMs DESC NULLS LAST, e.eventID DESC NULLS LAST, e.ordinal DESC'
export const OLDEST_FIRST = 'e.eventTimeMs ASC NULLS FIRST, e.eventID ASC NULLS FIRST, e.ordinal ASC'

/** How many plans are remembered, with what they have counted. */
const MAX_PLANS = 100

/** What filters have become, for the states of the store that are being looked at. */
export class LookupPlans {
  readonly #connections: Connections
  readonly #lookups: Omit<Lookups, 'pathTable'>
  readonly #pathTables: PathTables
  readonly #answers: Answers
  readonly #plans = new Map<string, Promise<LookupPlan>>()

  constructor(connections: Connections, shapes: Shapes) {
    this.#connections = connections
    this.#answers = new Answers(connections)
    this.#pathTables = new PathTables(connections)
    this.#lookups = lookupsOf(connections, shapes)
  }

  plan(question: Question): Promise<LookupPlan> {
    const { filter, asOf } = question
    const key = `${asOf.lastOrdinal} ${filter.timeRange.kind === 'relative' ? asOf.nowMs : ''} ${printFilter(filter)}`
    let plan = this.#plans.get(key)
    if (plan) this.#plans.delete(key)
    else {
      plan = this.#make(question, () => this.#plans.delete(key))
      plan.catch(() => this.#plans.delete(key))
    }
    this.#plans.set(key, plan)
    if (this.#plans.size > MAX_PLANS) this.#plans.delete(this.#plans.keys().next().value!)
    return plan
  }

  /** How often each value of a field is there, the most frequent first. */
  async values(
    question: Question,
    { field, limit, prefix }: { field: string; limit: number; prefix: string },
    signal?: AbortSignal,
  ) {
    const [plan, texts] = await Promise.all([
      this.plan(question),
      fieldTextsSql(field, this.#paths(question.asOf)),
    ])
    return plan.values(texts, fold(prefix), limit, signal)
  }

  #paths({ lastOrdinal }: AsOf): Pick<Lookups, 'pathTable'> {
    return { pathTable: (path) => this.#pathTables.table(path, lastOrdinal) }
  }

  async #make({ filter, asOf }: Question, forget: () => void): Promise<LookupPlan> {
    const sql = await filterSql(filter, asOf.nowMs, { ...this.#lookups, ...this.#paths(asOf) })
    const plan = new LookupPlan(this.#connections, sql, asOf.lastOrdinal, null)
    if (!sql.isCostly) return plan
    const table = await this.#answers.find(plan.ask(), forget)
    const where = `e.ordinal IN (SELECT ordinal FROM ${table})`
    const isInAnswer = { joins: '', where, params: [], isCostly: false }
    return new LookupPlan(this.#connections, isInAnswer, asOf.lastOrdinal, table)
  }
}

/** One filter asked of one state of the store. What has been counted for it is kept. */
export class LookupPlan {
  readonly #connections: Connections
  readonly #sql: FilterSql
  readonly #lastOrdinal: number
  /** The table of its answer, where that was written down. */
  readonly #answer: string | null
  #count: number | undefined
  readonly #maps = new Map<string, TimeMap>()

  constructor(connections: Connections, sql: FilterSql, lastOrdinal: number, answer: string | null) {
    this.#connections = connections
    this.#sql = sql
    this.#lastOrdinal = lastOrdinal
    this.#answer = answer
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
      : new Ask(this.#connections, this.#answer, everything, this.#lastOrdinal)
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
    if (this.#answer === null && !columns.includes('leaves')) return ask.query(columns, tail, signal)
    // First which events, then what is wide of them: the engine would read it of every event that might be on the page.
    const ordinals = (await ask.query('e.ordinal::DOUBLE', tail, signal)).map(
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
    { joins, sql, isList, params, isNarrow }: FieldTextsSql,
    prefix: string,
    limit: number,
    signal?: AbortSignal,
  ) {
    const ask = isNarrow ? this.askNarrow() : this.ask()
    ask.join(joins, params)
    const isWanted = (value: string) =>
      prefix === '' ? `${value} IS NOT NULL` : `starts_with(fold(${value}), ${ask.param(prefix)})`
    const counted = (from: string) => `${from} GROUP BY value ORDER BY events DESC, value LIMIT ${limit}`
    const counts = 'count(*)::DOUBLE AS events, (count(*) OVER ())::DOUBLE'
    const rows = (await (isList
      ? ask.query(`unnest(${sql}) AS value`, '', signal, (select) =>
          counted(`SELECT value, ${counts} FROM (${select}) WHERE ${isWanted('value')}`),
        )
      : ask.query(`${sql} AS value, ${counts}`, counted(`AND ${isWanted(sql)}`), signal))) as [
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

/** One statement of a plan, with parameters of its own. */
export class Ask {
  readonly #connections: Connections
  readonly #params: string[]
  readonly #from: string
  readonly #where: string
  #joins: string

  constructor(
    connections: Connections,
    from: string,
    { joins, where, params }: FilterSql,
    lastOrdinal: number,
  ) {
    this.#connections = connections
    this.#from = from
    this.#joins = joins
    this.#where = `e.ordinal <= ${lastOrdinal} AND (${where})`
    this.#params = [...params]
  }

  param(value: string): string {
    this.#params.push(value)
    return `$${this.#params.length}`
  }

  /** Adds joins whose parameters are numbered from 1. */
  join(joins: string, params: readonly string[]): void {
    const shift = this.#params.length
    this.#params.push(...params)
    this.#joins += joins.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + shift}`)
  }

  /** `tail` goes on behind the filter's condition: ` AND …`, GROUP BY, ORDER BY. `wrap` puts the whole into another statement. */
  query(
    select: string,
    tail: string,
    signal?: AbortSignal,
    wrap: (sql: string) => string = (sql) => sql,
  ): Promise<Row[]> {
    return this.#connections.query(wrap(this.#statement(select, tail)), this.#params, signal)
  }

  stream(select: string, tail: string, signal?: AbortSignal): AsyncGenerator<Row[]> {
    return this.#connections.stream(this.#statement(select, tail), this.#params, signal)
  }

  #statement(select: string, tail: string): string {
    return `SELECT ${select} FROM ${this.#from} e ${this.#joins}WHERE ${this.#where} ${tail}`
  }
}

function within({ startMs, endMs }: Stretch): string {
  return `e.eventTimeMs >= ${startMs} AND e.eventTimeMs < ${endMs}`
}

function lookupsOf(connections: Connections, shapes: Shapes): Omit<Lookups, 'pathTable'> {
  return {
    async sourceIPAddresses(test) {
      const rows = await connections.query(
        'SELECT DISTINCT sourceIPAddress FROM events WHERE sourceIPAddress IS NOT NULL',
        [],
      )
      return rows.map(([address]) => address as string).filter(test)
    },
    async straddlers(word) {
      const parts = [...new Set(fragments(word))]
      const params: string[] = []
      const param = (value: string) => `$${params.push(value)}`
      const conditions = [
        `NOT (${directWord(word, param)})`,
        ...parts.map((part) => `(${directWord(part, param)})`),
      ]
      const rows = connections.stream(
        `SELECT e.ordinal::DOUBLE, e.shape, e.leaves FROM events e WHERE ${conditions.join(' AND ')}`,
        params,
      )
      const found: number[] = []
      for await (const block of rows) {
        const known = await shapes.get(block.map((row) => row[1] as number))
        for (const [ordinal, shape, leaves] of block as [number, number, string][]) {
          if (fold(known.get(shape)!.join(leaves.split(LEAF_SEPARATOR))).includes(word)) found.push(ordinal)
        }
      }
      return found
    },
  }
}
