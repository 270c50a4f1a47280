import type { Order } from '../../filter/filter.ts'
import { isNoteField } from '../../cloudtrail/fields.ts'
import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { foldCase } from '../../filter/foldCase.ts'
import { printFilter } from '../../filter/params.ts'
import type { AsOf, FieldValuesWanted, Question } from '../eventStore.ts'
import { fieldTextsSql } from '../fieldSql.ts'
import { filterSql, withoutRecords, type FilterSql } from '../filterSql.ts'
import type { Lookups } from '../lookups.ts'
import { directWord } from '../wordSql.ts'
import { fragments } from '../boundaryWords.ts'
import { Answers } from './answers.ts'
import type { Ask } from './ask.ts'
import type { Connections, Row } from './connections.ts'
import { DUCKDB } from './dialect.ts'
import type { EventNoteTable } from './eventNoteTable.ts'
import type { LongValues } from './longValues.ts'
import { LookupPlan } from './lookupPlan.ts'
import { SharedComputations } from './sharedComputations.ts'
import { PathTables } from './pathTables.ts'
import { RepeatsFinder, type Repeats } from './repeats.ts'
import type { Shapes } from './shapes.ts'
import type { States } from './states.ts'

/** How many plans are remembered, with what they have counted. */
const MAX_PLANS = 100

/** How much memory the answers may take that are written down, and the repeats in them. */
const MAX_ANSWER_BYTES = 225_000_000
const MAX_REPEATS_BYTES = 80_000_000

/** Among how many events the first page of a search is looked for before all are searched. */
const FIRST_LOOK = 60_000

/** What filters have become, for the states of the store that are being looked at. */
export class LookupPlans {
  readonly #connections: Connections
  readonly #shapes: Shapes
  readonly #states: States
  readonly #longValues: LongValues
  readonly #pathTables: PathTables
  readonly #notes: EventNoteTable
  readonly #answers: Answers
  readonly #repeats: RepeatsFinder
  readonly #plans = new SharedComputations<LookupPlan>(MAX_PLANS, MAX_ANSWER_BYTES)
  readonly #rowsPlans = new SharedComputations<RowsPlan>(MAX_PLANS, MAX_REPEATS_BYTES)

  constructor(
    connections: Connections,
    shapes: Shapes,
    notes: EventNoteTable,
    states: States,
    longValues: LongValues,
  ) {
    this.#connections = connections
    this.#shapes = shapes
    this.#notes = notes
    this.#states = states
    this.#longValues = longValues
    this.#answers = new Answers(connections)
    this.#repeats = new RepeatsFinder(connections)
    this.#pathTables = new PathTables(connections)
  }

  /** Lends a question's plan to a task. Making it may mean reading every record: that is given up when all who wait for it are gone. */
  use<R>(
    question: Question,
    signal: AbortSignal | undefined,
    task: (plan: LookupPlan) => Promise<R>,
  ): Promise<R> {
    this.#states.check(question)
    return this.#plans.use(keyOf(question), (stop) => this.#make(question, stop), signal, task)
  }

  /** The same for one who reads on for a while, and says by `end` that it is no longer used. */
  begin(
    question: Question,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly made: LookupPlan; readonly end: () => void }> {
    this.#states.check(question)
    return this.#plans.begin(keyOf(question), (stop) => this.#make(question, stop), signal)
  }

  /** Lends the rows that a question has where repeats are grouped. */
  useRows<R>(
    question: Question,
    signal: AbortSignal | undefined,
    task: (rows: RowsPlan) => Promise<R>,
  ): Promise<R> {
    this.#states.check(question)
    return this.#rowsPlans.use(keyOf(question), (stop) => this.#makeRows(question, stop), signal, task)
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
    const firstCandidates = await this.use({ filter: withoutRecords(filter), asOf }, signal, (candidates) =>
      candidates.first(order, FIRST_LOOK, signal),
    )
    if (firstCandidates === null) return null
    return this.#withSql(question, signal, async (sql) => {
      const plan = new LookupPlan(this.#connections, sql, asOf.lastOrdinal, null)
      const rows = await plan.rows(columns, () => firstCandidates, { order, limit, skip: 0, signal })
      return rows.length < limit ? null : rows
    })
  }

  /** How often each value of a field is there, the most frequent first. */
  values(question: Question, { field, limit, prefix, contains }: FieldValuesWanted, signal?: AbortSignal) {
    this.#states.check(question, [field])
    return this.#withTables(question.asOf, async (tables) => {
      const texts = await fieldTextsSql(field, tables, DUCKDB)
      const mayBeLong = !texts.isColumn || (await this.#longValues.areThere(question.asOf.lastOrdinal))
      const wanted = { prefix: foldCase(prefix), contains: foldCase(contains), limit, mayBeLong }
      return this.use(question, signal, (plan) => plan.values(texts, wanted, signal))
    })
  }

  /** Lends the tables that a statement names to a task which asks it. */
  async #withTables<R>(
    asOf: AsOf,
    task: (tables: Pick<Lookups, 'pathTable' | 'noteTable'>) => Promise<R>,
  ): Promise<R> {
    const ends: (() => void)[] = []
    try {
      return await task({
        pathTable: async (path) => {
          const { name, end } = await this.#pathTables.begin(path, asOf.lastOrdinal)
          ends.push(end)
          return name
        },
        noteTable: (field) => this.#notes.table(field, asOf),
      })
    } finally {
      for (const end of ends) end()
    }
  }

  #withSql<R>(
    { filter, asOf }: Question,
    signal: AbortSignal | undefined,
    task: (sql: FilterSql) => Promise<R>,
  ): Promise<R> {
    const lookups = lookupsOf(this.#connections, this.#shapes, signal)
    return this.#withTables(asOf, async (tables) =>
      task(await filterSql(filter, asOf.nowMs, { ...lookups, ...tables }, DUCKDB)),
    )
  }

  #make(question: Question, signal: AbortSignal): Promise<LookupPlan> {
    const { asOf } = question
    return this.#withSql(question, signal, async (sql) => {
      const plan = new LookupPlan(this.#connections, sql, asOf.lastOrdinal, null)
      // What it reads is needed once: the answer names no other table.
      return sql.isCostly ? this.#writeDown(plan.ask(), '', asOf, signal) : plan
    })
  }

  #makeRows(question: Question, signal: AbortSignal): Promise<RowsPlan> {
    return this.use(question, signal, async (events) => {
      const repeats = await this.#repeats.find(events.ask(), signal)
      try {
        const rows = (await events.count(signal)) - repeats.others
        // Few rows are looked up at once; many are looked for around what is no row.
        const plan =
          !events.isWrittenDown && rows > repeats.others
            ? events.thinned(repeats.isRow, rows)
            : await this.#writeDown(events.askNarrow(), `AND ${repeats.isRow}`, question.asOf, signal)
        return new RowsPlan(plan, repeats)
      } catch (error) {
        repeats.drop()
        throw error
      }
    })
  }

  async #writeDown(ask: Ask, tail: string, { lastOrdinal }: AsOf, signal: AbortSignal): Promise<LookupPlan> {
    const answer = await this.#answers.writeDown(ask, tail, signal)
    const where = `e.ordinal IN (SELECT ordinal FROM ${answer.table})`
    const isInAnswer = { joins: '', where, params: [], isCostly: false }
    return new LookupPlan(this.#connections, isInAnswer, lastOrdinal, answer)
  }
}

/** An answer with its repeats grouped: its rows, each at the place of its newest event, and which events stand in them. */
export class RowsPlan {
  readonly plan: LookupPlan
  readonly repeats: Repeats

  constructor(plan: LookupPlan, repeats: Repeats) {
    this.plan = plan
    this.repeats = repeats
  }

  get bytes(): number {
    return this.plan.bytes + this.repeats.bytes
  }

  drop(): void {
    this.plan.drop()
    this.repeats.drop()
  }
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
      const conditions = [
        `NOT (${directWord(word, DUCKDB, param)})`,
        ...parts.map((part) => `(${directWord(part, DUCKDB, param)})`),
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
          if (foldCase(known.get(shape)!.join(leaves.split(LEAF_SEPARATOR))).includes(word))
            found.push(ordinal)
        }
      }
      return found
    },
  }
}
