import type { Order } from '../../filter/filter.ts'
import { isNoteField } from '../../cloudtrail/fields.ts'
import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { fold } from '../../filter/fold.ts'
import { printFilter } from '../../filter/params.ts'
import type { AsOf, FieldValuesWanted, Question } from '../eventStore.ts'
import {
  directWord,
  fieldTextsSql,
  filterSql,
  withoutRecords,
  type FilterSql,
  type Lookups,
} from '../filterSql.ts'
import { fragments } from '../straddle.ts'
import { Answers } from './answers.ts'
import type { Ask } from './ask.ts'
import type { Connections, Row } from './connections.ts'
import type { EventNoteTable } from './eventNoteTable.ts'
import { LookupPlan } from './lookupPlan.ts'
import { Makings } from './makings.ts'
import { PathTables } from './pathTables.ts'
import { KeptRepeats, type Repeats } from './repeats.ts'
import type { Shapes } from './shapes.ts'

/** How many plans are remembered, with what they have counted. */
const MAX_PLANS = 100

/** Among how many events the first page of a search is looked for before all are searched. */
const FIRST_LOOK = 60_000

/** What filters have become, for the states of the store that are being looked at. */
export class LookupPlans {
  readonly #connections: Connections
  readonly #shapes: Shapes
  readonly #pathTables: PathTables
  readonly #notes: EventNoteTable
  readonly #answers: Answers
  readonly #repeats: KeptRepeats
  readonly #plans = new Makings<LookupPlan>(MAX_PLANS)
  readonly #rowsPlans = new Makings<RowsPlan>(MAX_PLANS)

  constructor(connections: Connections, shapes: Shapes, notes: EventNoteTable) {
    this.#connections = connections
    this.#shapes = shapes
    this.#notes = notes
    this.#answers = new Answers(connections)
    this.#repeats = new KeptRepeats(connections)
    this.#pathTables = new PathTables(connections)
  }

  /** Making a plan may mean reading every record: it is given up when all who wait for it are gone. */
  plan(question: Question, signal?: AbortSignal): Promise<LookupPlan> {
    return this.#plans.get(keyOf(question), (forget, stop) => this.#make(question, forget, stop), signal)
  }

  /** The rows that a question has where repeats are grouped. */
  rowsPlan(question: Question, signal?: AbortSignal): Promise<RowsPlan> {
    const make = (forget: () => void, stop: AbortSignal) => this.#makeRows(question, forget, stop)
    return this.#rowsPlans.get(keyOf(question), make, signal)
  }

  /**
   * The first rows of a search for words, where they are common enough to be found among its first candidates: the whole store is
   * not read for a page. null when they are not, or when the whole answer is at hand or cheaply found.
   */
  async firstRows(
    question: Question,
    columns: string,
    { order, limit, signal }: { order: Order; limit: number; signal: AbortSignal | undefined },
  ): Promise<Row[] | null> {
    const { filter, asOf } = question
    if (filter.text === '' || this.#plans.has(keyOf(question))) return null
    const candidates = await this.plan({ filter: withoutRecords(filter), asOf }, signal)
    const firstCandidates = await candidates.first(order, FIRST_LOOK, signal)
    if (firstCandidates === null) return null
    const sql = await this.#sql(question, signal)
    const plan = new LookupPlan(this.#connections, sql, asOf.lastOrdinal, null)
    const rows = await plan.rows(columns, () => firstCandidates, { order, limit, skip: 0, signal })
    return rows.length < limit ? null : rows
  }

  /** How often each value of a field is there, the most frequent first. */
  async values(
    question: Question,
    { field, limit, prefix, contains }: FieldValuesWanted,
    signal?: AbortSignal,
  ) {
    const [plan, texts] = await Promise.all([
      this.plan(question, signal),
      fieldTextsSql(field, this.#tables(question.asOf)),
    ])
    return plan.values(texts, { prefix: fold(prefix), contains: fold(contains), limit }, signal)
  }

  #tables(asOf: AsOf): Pick<Lookups, 'pathTable' | 'noteTable'> {
    return {
      pathTable: (path) => this.#pathTables.table(path, asOf.lastOrdinal),
      noteTable: (field) => this.#notes.table(field, asOf),
    }
  }

  #sql({ filter, asOf }: Question, signal: AbortSignal | undefined): Promise<FilterSql> {
    const lookups = lookupsOf(this.#connections, this.#shapes, signal)
    return filterSql(filter, asOf.nowMs, { ...lookups, ...this.#tables(asOf) })
  }

  async #make(question: Question, forget: () => void, signal: AbortSignal): Promise<LookupPlan> {
    const sql = await this.#sql(question, signal)
    const { asOf } = question
    const plan = new LookupPlan(this.#connections, sql, asOf.lastOrdinal, null)
    if (!sql.isCostly) return plan
    return this.#writeDown(plan.ask(), '', asOf, forget, signal)
  }

  async #makeRows(question: Question, forget: () => void, signal: AbortSignal): Promise<RowsPlan> {
    const { asOf } = question
    const events = await this.plan(question, signal)
    const repeats = await this.#repeats.find(events.ask(), forget, signal)
    const rows = (await events.count(signal)) - repeats.others
    // Few rows are looked up at once; many are looked for around what is no row.
    if (!events.isWrittenDown && rows > repeats.others)
      return { plan: events.thinned(repeats.isRow, rows), repeats }
    const tail = `AND ${repeats.isRow}`
    return { plan: await this.#writeDown(events.askNarrow(), tail, asOf, forget, signal), repeats }
  }

  async #writeDown(
    ask: Ask,
    tail: string,
    { lastOrdinal }: AsOf,
    forget: () => void,
    signal: AbortSignal,
  ): Promise<LookupPlan> {
    const table = await this.#answers.find(ask, tail, forget, signal)
    const where = `e.ordinal IN (SELECT ordinal FROM ${table})`
    const isInAnswer = { joins: '', where, params: [], isCostly: false }
    return new LookupPlan(this.#connections, isInAnswer, lastOrdinal, table)
  }
}

/** An answer with its repeats grouped: its rows, each at the place of its newest event, and which events stand in them. */
export interface RowsPlan {
  readonly plan: LookupPlan
  readonly repeats: Repeats
}

/** A plan serves every state that has the same answer. */
function keyOf({ filter, asOf }: Question): string {
  const asksNotes = filter.tokens.some((token) => token.kind === 'token' && isNoteField(token.field))
  return [
    asOf.lastOrdinal,
    filter.timeRange.kind === 'relative' ? asOf.nowMs : '',
    asksNotes ? asOf.notesRevision : '',
    printFilter(filter),
  ].join(' ')
}

function lookupsOf(
  connections: Connections,
  shapes: Shapes,
  signal: AbortSignal | undefined,
): Omit<Lookups, 'pathTable' | 'noteTable'> {
  return {
    async sourceIPAddresses(test) {
      const rows = await connections.query(
        'SELECT DISTINCT sourceIPAddress FROM events WHERE sourceIPAddress IS NOT NULL',
        [],
        signal,
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
      const rows = connections.queryChunks(
        `SELECT e.ordinal::DOUBLE, e.shape, e.leaves FROM events e WHERE ${conditions.join(' AND ')}`,
        params,
        signal,
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
