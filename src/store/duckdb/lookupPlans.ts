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
import type { Connections, Row } from './connections.ts'
import type { EventNoteTable } from './eventNoteTable.ts'
import { LookupPlan } from './lookupPlan.ts'
import { PathTables } from './pathTables.ts'
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
  readonly #plans = new Map<string, PlanInMaking>()

  constructor(connections: Connections, shapes: Shapes, notes: EventNoteTable) {
    this.#connections = connections
    this.#shapes = shapes
    this.#notes = notes
    this.#answers = new Answers(connections)
    this.#pathTables = new PathTables(connections)
  }

  /** Making a plan may mean reading every record: it is given up when all who wait for it are gone. */
  async plan(question: Question, signal?: AbortSignal): Promise<LookupPlan> {
    signal?.throwIfAborted()
    const key = keyOf(question)
    let making = this.#plans.get(key)
    if (making) this.#plans.delete(key)
    else {
      const forget = () => {
        if (this.#plans.get(key) === making) this.#plans.delete(key)
      }
      const stop = new AbortController()
      making = { plan: this.#make(question, forget, stop.signal), stop, waiting: 0, forget }
      making.plan.catch(forget)
    }
    this.#plans.set(key, making)
    if (this.#plans.size > MAX_PLANS) this.#plans.delete(this.#plans.keys().next().value!)
    return waitFor(making, signal)
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
    const table = await this.#answers.find(plan.ask(), forget, signal)
    const where = `e.ordinal IN (SELECT ordinal FROM ${table})`
    const isInAnswer = { joins: '', where, params: [], isCostly: false }
    return new LookupPlan(this.#connections, isInAnswer, asOf.lastOrdinal, table)
  }
}

interface PlanInMaking {
  readonly plan: Promise<LookupPlan>
  readonly stop: AbortController
  readonly forget: () => void
  /** How many have asked for it and are not gone. */
  waiting: number
}

/** The plan, unless the signal is aborted before it is made; the last one who leaves stops it. */
async function waitFor(making: PlanInMaking, signal: AbortSignal | undefined): Promise<LookupPlan> {
  making.waiting++
  if (!signal) return making.plan
  let leave: () => void = () => {}
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      if (--making.waiting === 0) {
        making.forget()
        making.stop.abort(signal.reason)
      }
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([making.plan, left])
  } finally {
    signal.removeEventListener('abort', leave)
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
