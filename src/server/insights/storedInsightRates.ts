import type { InsightRates } from '../../aws/insightRates.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { callRateValues } from './callRateValues.ts'

/** The rates of the calls in an event data store. `isLive`: whether its events go on until now. */
export const storedInsightRates = (
  store: Pick<EventStore, 'asOf' | 'timeSpan' | 'countByRegion'>,
  now: () => number,
  isLive: boolean,
): InsightRates => ({
  presentMs: async () => {
    if (isLive) return now()
    const { lastMs } = await store.timeSpan({ filter: EVERYTHING, asOf: store.asOf(now()) })
    return lastMs === null ? now() : lastMs + 1
  },
  valuesOf: (wanted) => callRateValues(store, store.asOf(now()), wanted),
})
