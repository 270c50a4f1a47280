import { INSIGHT_TYPES, type InsightType } from '../../cloudtrail/insightTypes.ts'
import { EVERYTHING, type Token } from '../../filter/filter.ts'
import type { AsOf, Callers, CallerCount, CallRange, EventStore } from '../../store/eventStore.ts'
import {
  averageOf,
  baselineFromMs,
  foundInsight,
  type FoundInsight,
} from '../../trails/insights/foundInsight.ts'
import {
  insightRecord,
  spanOf,
  type Attribution,
  type InsightState,
  type ValueAverage,
} from '../../trails/insights/insightRecord.ts'
import { DAY_MS, LEAST_CALLS, MINUTE_MS, MOST_VALUES } from '../../trails/insights/scheme.ts'
import { unusualPeriods } from '../../trails/insights/unusualPeriods.ts'
import { countedCalls } from './countedCalls.ts'
import { recordedInsights, type RecordedInsight } from './recordedInsights.ts'

/** What is known of the insights of a store in one state. */
export interface Insights {
  readonly asOf: AsOf
  /** Found in the events, oldest first. */
  readonly found: readonly FoundInsight[]
  /** Those whose records are among the events, oldest first. */
  readonly recorded: readonly RecordedInsight[]
  /** Days with events, of the account that has the most. */
  readonly days: number
  /** Who made the calls of those that were found, and their records, by their IDs. Found once, when it is needed. */
  readonly described: () => Promise<ReadonlyMap<string, DescribedInsight>>
}

/** An insight with its attributions and its records. */
export interface DescribedInsight {
  readonly attributions: readonly Attribution[]
  /** The average of each value of an attribute before the start. */
  readonly baselineOf: (attribute: Attribution['attribute'], value: string) => number
  readonly startRecord: string
  /** Null as long as it is not over. */
  readonly endRecord: string | null
}

/** Unusual rates in the events of a store: found once for each state of it, and kept. */
export class StoreInsights {
  readonly #store: EventStore
  readonly #now: () => number
  readonly #untilMs: (lastEventMs: number) => number
  #kept: { readonly key: string; readonly insights: Promise<Insights> } | null = null

  /** `untilMs`: up to when all events are there, given the time of the last one. */
  constructor(store: EventStore, now: () => number, untilMs = endOfMinute) {
    this.#store = store
    this.#now = now
    this.#untilMs = untilMs
  }

  async current(): Promise<Insights> {
    const key = `${this.#store.contentsMark} ${this.#untilMs(0)}`
    if (this.#kept?.key !== key) {
      const insights = this.#find()
      this.#kept = { key, insights }
      insights.catch(() => {
        if (this.#kept?.insights === insights) this.#kept = null
      })
    }
    return this.#kept.insights
  }

  async #find(): Promise<Insights> {
    const asOf = this.#store.asOf(this.#now())
    const everything = { filter: EVERYTHING, asOf }
    const [{ lastMs }, recorded, days] = await Promise.all([
      this.#store.timeSpan(everything),
      recordedInsights(this.#store, asOf),
      this.#daysByAccount(asOf),
    ])
    const untilMs = this.#untilMs(lastMs ?? 0)
    const found = (
      await Promise.all(INSIGHT_TYPES.map((type) => this.#findOfType(type, asOf, days, untilMs)))
    ).flat()
    let described: Promise<ReadonlyMap<string, DescribedInsight>> | null = null
    return {
      asOf,
      found: found.toSorted((one, other) => one.startMs - other.startMs),
      recorded,
      days: Math.max(0, ...[...days.values()].map((each) => each.length)),
      described: () => (described ??= this.#describe(found, asOf)),
    }
  }

  /** The days on which each account has events, in order. */
  async #daysByAccount(asOf: AsOf): Promise<ReadonlyMap<string, readonly number[]>> {
    const filter = { ...EVERYTHING, tokens: [NOT_INSIGHTS] }
    const counts = await this.#store.countByRegion({ filter, asOf }, { startMs: 0, widthMs: DAY_MS })
    const days = new Map<string, Set<number>>()
    for (const { accountId, bucket } of counts) {
      const known = days.get(accountId) ?? new Set()
      days.set(accountId, known.add(bucket))
    }
    return new Map([...days].map(([accountId, set]) => [accountId, [...set].toSorted((a, b) => a - b)]))
  }

  async #findOfType(
    type: InsightType,
    asOf: AsOf,
    days: ReadonlyMap<string, readonly number[]>,
    untilMs: number,
  ): Promise<readonly FoundInsight[]> {
    const query = { filter: countedCalls(type), asOf }
    const byErrorCode = type === 'ApiErrorRateInsight'
    const rates = await this.#store.callRates(query, { byErrorCode, busyFrom: LEAST_CALLS })
    const daysOf = (accountId: string) => days.get(accountId) ?? []
    const periods = unusualPeriods(rates, daysOf, untilMs).map((period) => ({
      period,
      fromMs: baselineFromMs(period.startMs, daysOf(period.series.accountId)[0]!),
    }))
    const counts = await this.#store.countCalls(
      query,
      periods.flatMap(({ period: { series, startMs, lastMs }, fromMs }): CallRange[] => [
        { series, startMs, endMs: lastMs },
        { series, startMs: fromMs, endMs: startMs },
      ]),
    )
    return periods.map(({ period, fromMs }, index) =>
      foundInsight(type, period, fromMs, {
        calls: counts[index * 2]!,
        baselineCalls: counts[index * 2 + 1]!,
      }),
    )
  }

  async #describe(
    found: readonly FoundInsight[],
    asOf: AsOf,
  ): Promise<ReadonlyMap<string, DescribedInsight>> {
    const described = new Map<string, DescribedInsight>()
    for (const type of INSIGHT_TYPES) {
      const ofType = found.filter((each) => each.type === type)
      const callers = await this.#store.countCallers(
        { filter: countedCalls(type), asOf },
        ofType.flatMap((insight): CallRange[] => [
          { series: insight.series, startMs: insight.baselineFromMs, endMs: insight.startMs },
          { series: insight.series, ...spanOf(insight, 'Start') },
          { series: insight.series, ...spanOf(insight, 'End') },
        ]),
      )
      ofType.forEach((insight, index) => {
        const [before, first, whole] = callers.slice(index * 3, index * 3 + 3) as [Callers, Callers, Callers]
        described.set(insight.id, describedInsight(insight, before, { Start: first, End: whole }))
      })
    }
    return described
  }
}

/** A day on which there is nothing but them is no day with events. */
const NOT_INSIGHTS: Token = { kind: 'token', field: 'eventCategory', operator: '!=', value: 'Insight' }

const endOfMinute = (ms: number): number => (Math.floor(ms / MINUTE_MS) + 1) * MINUTE_MS

const ATTRIBUTES = ['userIdentityArn', 'userAgent', 'errorCode'] as const

function describedInsight(
  insight: FoundInsight,
  before: Callers,
  during: Readonly<Record<InsightState, Callers>>,
): DescribedInsight {
  const { baselineFromMs: fromMs, startMs, endMs } = insight
  const averages = (counts: readonly CallerCount[], from: number, to: number) =>
    counts.map(([value, calls]): ValueAverage => ({
      value: value ?? 'null',
      average: averageOf(calls, from, to),
    }))
  const attributionsOf = (state: InsightState) => {
    const span = spanOf(insight, state)
    return ATTRIBUTES.map((attribute): Attribution => ({
      attribute,
      insight: averages(during[state][attribute].slice(0, MOST_VALUES), span.startMs, span.endMs),
      baseline: averages(before[attribute].slice(0, MOST_VALUES), fromMs, startMs),
    }))
  }
  const attributions = attributionsOf('End')
  return {
    attributions,
    baselineOf: (attribute, value) => {
      const calls = before[attribute].find(([each]) => (each ?? 'null') === value)?.[1] ?? 0
      return averageOf(calls, fromMs, startMs)
    },
    startRecord: insightRecord(insight, 'Start', attributionsOf('Start')),
    endRecord: endMs === null ? null : insightRecord(insight, 'End', attributions),
  }
}
