import type { Handler } from 'hono'
import { eventBreakdown, type EventBreakdownResponse } from '../../api/eventBreakdown.ts'
import { readTime } from '../../filter/timeRange.ts'
import { isoDuration } from '../../store/histogramInterval.ts'
import { badRequest } from '../http/problem.ts'
import { readParams } from '../http/readParams.ts'
import { printAsOf, readAsOf } from '../query/asOf.ts'
import { checkField, checkFilter } from '../query/checkFilter.ts'
import type { Services } from '../services.ts'

export function answerEventBreakdown({ store, now }: Services): Handler {
  return async ({ req, json }) => {
    const { filter, by, limit, and, andLimit, buckets, ...params } = readParams(eventBreakdown, req.url)
    if (and !== undefined && buckets !== undefined)
      throw badRequest('buckets', 'buckets cannot be given together with and. Send one of them.')
    await checkField(store, by, 'by')
    if (and !== undefined) await checkField(store, and, 'and')
    await checkFilter(store, filter)
    const asOf = readAsOf(params.asOf, store, now())
    const untilMs = params.until === undefined ? null : readTime(params.until)
    const { over, ...counted } = await store.eventBreakdown(
      { filter, asOf },
      {
        by: { field: by, limit },
        and: and === undefined ? undefined : { field: and, limit: andLimit },
        over: buckets === undefined ? undefined : { buckets, untilMs },
      },
      req.raw.signal,
    )
    return json<EventBreakdownResponse>({
      count: counted.count,
      by: counted.by,
      ...(counted.and && counted.cells && { and: counted.and, cells: counted.cells }),
      ...(over && {
        interval: isoDuration(over.intervalMs),
        buckets: over.buckets,
        withoutTime: over.withoutTime,
      }),
      asOf: printAsOf(asOf),
    })
  }
}
