import { insightEventId } from '../../trails/insights/insightRecord.ts'
import type { FoundInsight } from '../../trails/insights/foundInsight.ts'
import { listedInsights } from './listedInsights.ts'
import type { Insights } from './storeInsights.ts'

/** The log file with the insights that were found in the others. */
export const ADDED_LOG_FILE = 'insights-found-by-event-history-console.json'

/** What was found here and CloudTrail did not record itself, oldest first. */
export const foundHere = (insights: Insights): readonly FoundInsight[] =>
  listedInsights(insights)
    .flatMap(({ found }) => found ?? [])
    .toReversed()

/** Whether the events have the records of what was found here. */
export function areAdded(insights: Insights): boolean {
  const recorded = new Set(insights.recorded.map(({ record }) => record.eventID))
  const ids = foundHere(insights).flatMap((found) => [
    insightEventId(found, 'Start'),
    ...(found.endMs === null ? [] : [insightEventId(found, 'End')]),
  ])
  return ids.every((id) => recorded.has(id))
}

/** Their records as JSON text. */
export async function recordsFoundHere(insights: Insights): Promise<readonly string[]> {
  const described = await insights.described()
  return foundHere(insights).flatMap(({ id }) => {
    const { startRecord, endRecord } = described.get(id)!
    return endRecord === null ? [startRecord] : [startRecord, endRecord]
  })
}
