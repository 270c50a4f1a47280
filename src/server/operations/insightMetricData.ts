import type { Handler } from 'hono'
import { insightMetricData, type InsightMetricDataResponse } from '../../api/insights.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { EVERYTHING } from '../../filter/filter.ts'
import { readTime } from '../../filter/timeRange.ts'
import { badRequest } from '../http/problem.ts'
import { readParams } from '../http/readParams.ts'
import { callRateValues } from '../insights/callRateValues.ts'
import type { Services } from '../services.ts'

const DAY_MS = 86_400_000
const DEFAULT_DAYS = 90

/** The longest that can be answered for each minute, with the values that are 0. */
const MOST_PERIODS = 1_000_000

export function answerInsightMetricData({ store, now }: Services): Handler {
  return async ({ req, json }) => {
    const params = readParams(insightMetricData, req.url)
    const { eventSource, eventName, errorCode, accountId, awsRegion, insightType: type } = params
    if (type === 'ApiErrorRateInsight' && errorCode === undefined)
      throw badRequest('errorCode', 'errorCode is required for ApiErrorRateInsight.')
    const asOf = store.asOf(now())
    const periodMs = Number(params.period) * 1000
    const endMs = params.endTime === undefined ? await afterLast() : readTime(params.endTime)!
    const startMs =
      params.startTime === undefined ? endMs - DEFAULT_DAYS * DAY_MS : readTime(params.startTime)!
    if (startMs > endMs) throw badRequest('startTime', 'startTime is after endTime.')
    const withZeros = params.dataType === 'FillWithZeros'
    if (withZeros && (endMs - startMs) / periodMs > MOST_PERIODS)
      throw badRequest('period', `The time range has more than ${MOST_PERIODS} periods. Use a longer period.`)
    const calls = { eventSource, eventName, errorCode, accountId, awsRegion }
    const wanted = { type, calls, periodMs, startMs, endMs, withZeros }
    const values = await callRateValues(store, asOf, wanted, req.raw.signal)
    const shown = values.slice(0, params.maxResults)
    return json<InsightMetricDataResponse>({
      timestamps: shown.map((value) => writeTime(value.startMs)),
      values: shown.map(({ value }) => value),
      isCut: shown.length < values.length,
    })

    async function afterLast(): Promise<number> {
      const { lastMs } = await store.timeSpan({ filter: EVERYTHING, asOf }, req.raw.signal)
      return (lastMs ?? now()) + 1
    }
  }
}
