import type { Handler } from 'hono'
import { listInsights, type InsightsResponse } from '../../api/insights.ts'
import { LEARNED_DAYS, LEAST_DAYS } from '../../trails/insights/scheme.ts'
import { readParams } from '../http/readParams.ts'
import { areAdded, foundHere } from '../insights/addedInsights.ts'
import { listedInsights } from '../insights/listedInsights.ts'
import { matchingInsights } from '../insights/matchingInsights.ts'
import { checkFilter } from '../query/checkFilter.ts'
import type { Services } from '../services.ts'

export function answerListInsights({ store, source, insights, now }: Services): Handler {
  return async ({ req, json }) => {
    const { filter } = readParams(listInsights, req.url)
    await checkFilter(store, filter)
    const current = await insights.current()
    const { days } = current
    const listed = await matchingInsights(filter, listedInsights(current), current, now())
    return json<InsightsResponse>({
      insights: listed.map(({ summary }) => summary),
      history: { days, leastDays: LEAST_DAYS, learnedDays: LEARNED_DAYS, shortage: shortageOf(days) },
      canAdd: source === 'log-files' && foundHere(current).length > 0,
      isAdded: areAdded(current),
    })
  }
}

function shortageOf(days: number): string | null {
  if (days === 0) return 'There are no events.'
  const covered = days === 1 ? 'The events cover one day.' : `The events cover ${days} days.`
  if (days <= LEAST_DAYS)
    return `${covered} Unusual rates are found from the fourth day on, since what is usual is learned from at least three days before.`
  if (days <= LEARNED_DAYS)
    return `${covered} What is usual is learned from ${LEARNED_DAYS} days, so some of these insights may be usual, and others may be missing.`
  return null
}
