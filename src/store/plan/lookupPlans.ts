import { isIntegrityField, isNoteField } from '../../cloudtrail/fields.ts'
import { conditionsOf, fieldsOf } from '../../filter/clauses.ts'
import type { Order } from '../../filter/filter.ts'
import { printFilter } from '../../filter/params.ts'
import type { EventQuery } from '../eventStore.ts'
import { withoutRecords } from '../sql/filterSql.ts'
import { LookupPlan } from './lookupPlan.ts'
import type { PlannedEvents } from './plannedEvents.ts'
import { SharedComputations } from './sharedComputations.ts'
import type { TimeSlice } from './timeSlice.ts'

/** How many plans are kept, with their counts. */
const MAX_PLANS = 100

/** How much memory the kept results and their repeats may take. */
const MAX_ANSWER_BYTES = 225_000_000
const MAX_REPEATS_BYTES = 80_000_000

/** How many events are searched for the first page of a text search before all are. */
const FIRST_LOOK = 60_000

/** The matching events that repeat each other. */
interface FoundRepeats {
  /** How many of them are not rows, because they are in the row of a newer one. */
  readonly others: number
  readonly bytes: number
  drop(): void
}

/** Finds events for plans. */
interface PlanEngine<Events extends PlannedEvents, Repeats extends FoundRepeats> {
  /** The matching events. If finding them reads every record, they are kept. */
  find(query: EventQuery, signal: AbortSignal): Promise<Events>
  /** Neighbours of a row are at most so many seconds apart. */
  findRepeats(events: Events, gapSeconds: number, signal: AbortSignal): Promise<Repeats>
  /** Those of the events that are rows. There are `rowCount`. */
  rowsAmong(
    events: Events,
    repeats: Repeats,
    rowCount: number,
    query: EventQuery,
    signal: AbortSignal,
  ): Promise<Events>
}

/**
 * Plans for filters, for the snapshots in use. Each is made once and shared, and kept for a while.
 */
export class LookupPlans<Events extends PlannedEvents, Repeats extends FoundRepeats> {
  readonly #engine: PlanEngine<Events, Repeats>
  readonly #check: (query: EventQuery) => void
  readonly #plans = new SharedComputations<LookupPlan<Events>>(MAX_PLANS, MAX_ANSWER_BYTES)
  readonly #rowsPlans = new SharedComputations<RowsPlan<Events, Repeats>>(MAX_PLANS, MAX_REPEATS_BYTES)

  /** `check` throws if a query cannot be answered for its snapshot. */
  constructor(engine: PlanEngine<Events, Repeats>, check: (query: EventQuery) => void) {
    this.#engine = engine
    this.#check = check
  }

  /**
   * Runs a task with a query's plan. Making a plan may take long; it is stopped when all callers
   * waiting for it are gone.
   */
  async use<R>(
    query: EventQuery,
    signal: AbortSignal | undefined,
    task: (plan: LookupPlan<Events>) => Promise<R>,
  ): Promise<R> {
    this.#check(query)
    try {
      return await this.#plans.use(planKey(query), (stop) => this.#compute(query, stop), signal, task)
    } finally {
      // Events may have been removed meanwhile.
      this.#check(query)
    }
  }

  /** The same for a caller that keeps reading. It calls `release` when done. */
  acquire(
    query: EventQuery,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly computed: LookupPlan<Events>; readonly release: () => void }> {
    this.#check(query)
    return this.#plans.acquire(planKey(query), (stop) => this.#compute(query, stop), signal)
  }

  /** Runs a task with the rows of a query whose repeats are grouped. */
  async useRows<R>(
    query: EventQuery,
    gapSeconds: number,
    signal: AbortSignal | undefined,
    task: (rows: RowsPlan<Events, Repeats>) => Promise<R>,
  ): Promise<R> {
    this.#check(query)
    try {
      return await this.#rowsPlans.use(
        `${gapSeconds} ${planKey(query)}`,
        (stop) => this.#makeRows(query, gapSeconds, stop),
        signal,
        task,
      )
    } finally {
      this.#check(query)
    }
  }

  /**
   * The slice to search first for the first page of a text search, so that the whole store need not
   * be read for it. null if the whole result is known or cheap to find.
   */
  async firstCandidates(
    { filter, asOf }: EventQuery,
    order: Order,
    signal: AbortSignal | undefined,
  ): Promise<TimeSlice | null> {
    const hasWords = conditionsOf(filter).some(({ kind }) => kind === 'word')
    if (!hasWords || this.#plans.has(planKey({ filter, asOf }))) return null
    return this.use({ filter: withoutRecords(filter), asOf }, signal, (candidates) =>
      candidates.first(order, FIRST_LOOK, signal),
    )
  }

  async #compute(query: EventQuery, signal: AbortSignal): Promise<LookupPlan<Events>> {
    return new LookupPlan(await this.#engine.find(query, signal))
  }

  #makeRows(query: EventQuery, gapSeconds: number, signal: AbortSignal): Promise<RowsPlan<Events, Repeats>> {
    return this.use(query, signal, async (plan) => {
      const { events } = plan
      const repeats = await this.#engine.findRepeats(events, gapSeconds, signal)
      try {
        const rowCount = (await plan.count(signal)) - repeats.others
        const rows = await this.#engine.rowsAmong(events, repeats, rowCount, query, signal)
        return new RowsPlan(new LookupPlan(rows, rowCount), repeats)
      } catch (error) {
        repeats.drop()
        throw error
      }
    })
  }
}

/**
 * A result with its repeats grouped: its rows, each at the place of its newest event, and the
 * events in them.
 */
class RowsPlan<Events extends PlannedEvents, Repeats extends FoundRepeats> {
  readonly plan: LookupPlan<Events>
  readonly repeats: Repeats

  constructor(plan: LookupPlan<Events>, repeats: Repeats) {
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

/** A plan serves every snapshot with the same result. */
function planKey({ filter, asOf }: EventQuery): string {
  const fields = [...fieldsOf(filter)]
  return [
    asOf.storeID,
    asOf.lastOrdinal,
    filter.timeRange.kind === 'relative' ? asOf.nowMs : '',
    fields.some(isNoteField) ? asOf.notesRevision : '',
    fields.some(isIntegrityField) ? asOf.integrityRevision : '',
    printFilter(filter),
  ].join(' ')
}
