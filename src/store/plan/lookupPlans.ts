import { isNoteField } from '../../cloudtrail/fields.ts'
import type { Order } from '../../filter/filter.ts'
import { printFilter } from '../../filter/params.ts'
import type { EventQuery } from '../eventStore.ts'
import { withoutRecords } from '../filterSql.ts'
import { LookupPlan } from './lookupPlan.ts'
import type { PlannedEvents } from './plannedEvents.ts'
import { SharedComputations } from './sharedComputations.ts'
import type { TimeSlice } from './timeSlice.ts'

/** How many plans are remembered, with what they have counted. */
const MAX_PLANS = 100

/** How much memory the answers may take that are kept, and the repeats in them. */
const MAX_ANSWER_BYTES = 225_000_000
const MAX_REPEATS_BYTES = 80_000_000

/** Among how many events the first page of a search is looked for before all are searched. */
const FIRST_LOOK = 60_000

/** Which events of an answer repeat each other. */
interface FoundRepeats {
  /** How many of them are no rows, since they are in the row of a newer one. */
  readonly others: number
  readonly bytes: number
  drop(): void
}

/** What an engine finds for plans. */
interface PlanEngine<Events extends PlannedEvents, Repeats extends FoundRepeats> {
  /** The events that match. Finding them may mean reading every record; then they are kept. */
  find(query: EventQuery, signal: AbortSignal): Promise<Events>
  findRepeats(events: Events, signal: AbortSignal): Promise<Repeats>
  /** Those events that are rows, of which there are `rowCount`. */
  rowsAmong(
    events: Events,
    repeats: Repeats,
    rowCount: number,
    query: EventQuery,
    signal: AbortSignal,
  ): Promise<Events>
}

/** Plans for filters, in the states of the store that are being looked at; made once for all who ask, and kept for a while. */
export class LookupPlans<Events extends PlannedEvents, Repeats extends FoundRepeats> {
  readonly #engine: PlanEngine<Events, Repeats>
  readonly #check: (query: EventQuery) => void
  readonly #plans = new SharedComputations<LookupPlan<Events>>(MAX_PLANS, MAX_ANSWER_BYTES)
  readonly #rowsPlans = new SharedComputations<RowsPlan<Events, Repeats>>(MAX_PLANS, MAX_REPEATS_BYTES)

  /** `check` throws where a question has no true answer. */
  constructor(engine: PlanEngine<Events, Repeats>, check: (query: EventQuery) => void) {
    this.#engine = engine
    this.#check = check
  }

  /** Lends a question's plan to a task. Making it may take long: it is given up when all who wait for it are gone. */
  use<R>(
    query: EventQuery,
    signal: AbortSignal | undefined,
    task: (plan: LookupPlan<Events>) => Promise<R>,
  ): Promise<R> {
    this.#check(query)
    return this.#plans.use(planKey(query), (stop) => this.#compute(query, stop), signal, task)
  }

  /** The same for one who reads on for a while, and says by `end` that it is no longer used. */
  acquire(
    query: EventQuery,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly computed: LookupPlan<Events>; readonly release: () => void }> {
    this.#check(query)
    return this.#plans.acquire(planKey(query), (stop) => this.#compute(query, stop), signal)
  }

  /** Lends the rows that a question has where repeats are grouped. */
  useRows<R>(
    query: EventQuery,
    signal: AbortSignal | undefined,
    task: (rows: RowsPlan<Events, Repeats>) => Promise<R>,
  ): Promise<R> {
    this.#check(query)
    return this.#rowsPlans.use(planKey(query), (stop) => this.#makeRows(query, stop), signal, task)
  }

  /**
   * The slice in which to look first for the first page of a search for words, so that the whole store is not read for a
   * page. null where the whole answer is at hand or cheaply found.
   */
  async firstCandidates(
    { filter, asOf }: EventQuery,
    order: Order,
    signal: AbortSignal | undefined,
  ): Promise<TimeSlice | null> {
    if (filter.text === '' || this.#plans.has(planKey({ filter, asOf }))) return null
    return this.use({ filter: withoutRecords(filter), asOf }, signal, (candidates) =>
      candidates.first(order, FIRST_LOOK, signal),
    )
  }

  async #compute(query: EventQuery, signal: AbortSignal): Promise<LookupPlan<Events>> {
    return new LookupPlan(await this.#engine.find(query, signal))
  }

  #makeRows(query: EventQuery, signal: AbortSignal): Promise<RowsPlan<Events, Repeats>> {
    return this.use(query, signal, async (plan) => {
      const { events } = plan
      const repeats = await this.#engine.findRepeats(events, signal)
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

/** An answer with its repeats grouped: its rows, each at the place of its newest event, and which events are in them. */
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

/** A plan serves every state that has the same answer. */
function planKey({ filter, asOf }: EventQuery): string {
  const asksNotes = filter.tokens.some((token) => token.kind === 'token' && isNoteField(token.field))
  return [
    asOf.lastOrdinal,
    filter.timeRange.kind === 'relative' ? asOf.nowMs : '',
    asksNotes ? asOf.notesRevision : '',
    printFilter(filter),
  ].join(' ')
}
