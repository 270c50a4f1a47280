import type { Handler } from 'hono'
import type { getInsight, InsightResponse } from '../../api/insights.ts'
import { minutesBetween, type FoundInsight } from '../../trails/insights/foundInsight.ts'
import { notFound } from '../http/problem.ts'
import { listedInsights, type ListedInsight } from '../insights/listedInsights.ts'
import type { DescribedInsight } from '../insights/storeInsights.ts'
import type { Services } from '../services.ts'

export function answerGetInsight({ insights }: Services): Handler<object, (typeof getInsight)['path']> {
  return async ({ req, json }) => {
    const id = req.param('id')
    const current = await insights.current()
    const listed = listedInsights(current).find(({ summary }) => summary.id === id)
    if (!listed) throw notFound(`There is no insight “${id}” in this event data store.`)
    const { found, summary } = listed
    const described = found && (await current.described()).get(found.id)!
    return json<InsightResponse>({
      ...summary,
      ...(found && described ? detailsOfFound(found, described) : detailsOfRecorded(listed)),
    })
  }
}

type Details = Omit<InsightResponse, keyof ListedInsight['summary']>

function detailsOfFound(found: FoundInsight, described: DescribedInsight): Details {
  const { startMs, lastMs, baselineFromMs } = found
  const { attributions, baselineOf, startRecord, endRecord } = described
  return {
    insightDuration: minutesBetween(startMs, lastMs),
    baselineDuration: minutesBetween(baselineFromMs, startMs),
    attributions: attributions.map(({ attribute, insight, baseline }) => ({
      attribute,
      insight: insight.map((each) => ({ ...each, baselineAverage: baselineOf(attribute, each.value) })),
      baseline,
    })),
    startRecord,
    endRecord,
  }
}

/** What the records of CloudTrail say, the later one if both are loaded. */
function detailsOfRecorded({ start, end }: ListedInsight): Details {
  const { statistics, attributions } = (end ?? start)!.record.insightDetails.insightContext
  return {
    insightDuration: statistics.insightDuration,
    baselineDuration: statistics.baselineDuration,
    attributions: attributions.map(({ attribute, insight, baseline }) => ({
      attribute,
      insight: insight.map((each) => ({
        ...each,
        baselineAverage: baseline.find(({ value }) => value === each.value)?.average ?? null,
      })),
      baseline,
    })),
    startRecord: start && start.text,
    endRecord: end && end.text,
  }
}
