import type { Handler } from 'hono'
import { eventHistogram, type EventHistogramResponse } from '../../api/eventHistogram.ts'
import { readTime } from '../../filter/timeRange.ts'
import { isoDuration } from '../../store/histogramInterval.ts'
import { readParams } from '../http/readParams.ts'
import { readAsOf } from '../query/asOf.ts'
import { checkFilter } from '../query/checkFilter.ts'
import type { Services } from '../services.ts'

export function answerEventHistogram({ store, now }: Services): Handler {
  return async ({ req, json }) => {
    const { filter, buckets, ...params } = readParams(eventHistogram, req.url)
    await checkFilter(store, filter)
    const asOf = readAsOf(params.asOf, store, now())
    const untilMs = params.until === undefined ? null : readTime(params.until)
    const histogram = await store.eventHistogram({ filter, asOf }, { buckets, untilMs }, req.raw.signal)
    return json<EventHistogramResponse>({
      interval: isoDuration(histogram.intervalMs),
      buckets: histogram.buckets,
      ...(histogram.withoutTime > 0 && { withoutTime: histogram.withoutTime }),
    })
  }
}
