import type { Order } from '../../filter/filter.ts'
import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { fold } from '../../filter/fold.ts'
import { printFilter } from '../../filter/params.ts'
import type { AsOf, Question } from '../eventStore.ts'
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
    const key = keyOf(question)
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
    const candidates = await this.plan({ filter: withoutRecords(filter), asOf })
    const firstCandidates = await candidates.first(order, FIRST_LOOK, signal)
    if (firstCandidates === null) return null
    const sql = await this.#sql(question)
    const plan = new LookupPlan(this.#connections, sql, asOf.lastOrdinal, null)
    const rows = await plan.rows(columns, () => firstCandidates, { order, limit, skip: 0, signal })
    return rows.length < limit ? null : rows
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

  #sql({ filter, asOf }: Question): Promise<FilterSql> {
    return filterSql(filter, asOf.nowMs, { ...this.#lookups, ...this.#paths(asOf) })
  }

  async #make(question: Question, forget: () => void): Promise<LookupPlan> {
    const sql = await this.#sql(question)
    const { asOf } = question
    const plan = new LookupPlan(this.#connections, sql, asOf.lastOrdinal, null)
    if (!sql.isCostly) return plan
    const table = await this.#answers.find(plan.ask(), forget)
    const where = `e.ordinal IN (SELECT ordinal FROM ${table})`
    const isInAnswer = { joins: '', where, params: [], isCostly: false }
    return new LookupPlan(this.#connections, isInAnswer, asOf.lastOrdinal, table)
  }
}

function keyOf({ filter, asOf }: Question): string {
  return `${asOf.lastOrdinal} ${filter.timeRange.kind === 'relative' ? asOf.nowMs : ''} ${printFilter(filter)}`
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
