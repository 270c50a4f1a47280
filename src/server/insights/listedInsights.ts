import type { InsightSummary } from '../../api/insights.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { insightId, type FoundInsight } from '../../trails/insights/foundInsight.ts'
import { MINUTE_MS } from '../../trails/insights/scheme.ts'
import type { RecordedInsight } from './recordedInsights.ts'
import type { Insights } from './storeInsights.ts'

/** An insight as it is listed, with what is known of it: one that was found here, or its records. */
export interface ListedInsight {
  readonly summary: InsightSummary
  readonly found: FoundInsight | null
  readonly start: RecordedInsight | null
  readonly end: RecordedInsight | null
}

/**
 * Those that were found and those that are recorded, newest start first, each once. What CloudTrail
 * recorded itself comes before what was found here of the same calls.
 */
export function listedInsights({ found, recorded }: Insights): readonly ListedInsight[] {
  const known = new Set(found.map(({ id }) => id))
  const others = pairsOf(recorded.filter(({ record }) => !known.has(record.sharedEventID))).map(listedPair)
  const byCloudTrail = others.filter(({ summary }) => summary.source === 'cloudtrail')
  const listed = [
    ...found
      .map((each): ListedInsight => ({ summary: summaryOf(each), found: each, start: null, end: null }))
      .filter(({ summary }) => !byCloudTrail.some((other) => isSame(summary, other.summary))),
    ...others,
  ]
  return listed.toSorted(
    (one, other) =>
      Date.parse(other.summary.startTime) - Date.parse(one.summary.startTime) ||
      (one.summary.id < other.summary.id ? -1 : 1),
  )
}

/** The start and the end of an insight; one of them may not be loaded. */
type Pair = Pick<ListedInsight, 'start' | 'end'>

function pairsOf(recorded: readonly RecordedInsight[]): readonly Pair[] {
  const pairs = new Map<string, Pair>()
  for (const each of recorded) {
    const { sharedEventID, insightDetails } = each.record
    const pair = pairs.get(sharedEventID) ?? { start: null, end: null }
    pairs.set(
      sharedEventID,
      insightDetails.state === 'Start' ? { ...pair, start: each } : { ...pair, end: each },
    )
  }
  return [...pairs.values()]
}

function listedPair({ start, end }: Pair): ListedInsight {
  const { record } = (end ?? start)!
  const { insightDetails: details, awsRegion, recipientAccountId: accountId } = record
  const { baseline, insight, insightDuration } = details.insightContext.statistics
  const { insightType, eventSource, eventName, errorCode } = details
  const startMs = start?.record.eventTime ?? record.eventTime - insightDuration * MINUTE_MS
  const series = { accountId, awsRegion, eventSource, eventName, errorCode }
  const isOwn = record.sharedEventID === insightId(insightType, series, startMs)
  return {
    summary: {
      id: record.sharedEventID,
      insightType,
      eventSource,
      eventName,
      errorCode: errorCode || null,
      accountId,
      awsRegion,
      startTime: writeTime(startMs),
      endTime: end && writeTime(end.record.eventTime),
      baselineAverage: baseline.average,
      insightAverage: insight.average,
      rateChange: rateChange(insight.average, baseline.average),
      source: isOwn ? 'found-here' : 'cloudtrail',
    },
    found: null,
    start,
    end,
  }
}

function summaryOf({
  id,
  type,
  series,
  startMs,
  endMs,
  baselineAverage,
  average,
}: FoundInsight): InsightSummary {
  return {
    id,
    insightType: type,
    eventSource: series.eventSource,
    eventName: series.eventName,
    errorCode: series.errorCode || null,
    accountId: series.accountId,
    awsRegion: series.awsRegion,
    startTime: writeTime(startMs),
    endTime: endMs === null ? null : writeTime(endMs),
    baselineAverage,
    insightAverage: average,
    rateChange: rateChange(average, baselineAverage),
    source: 'found-here',
  }
}

const rateChange = (average: number, baseline: number): number | null =>
  baseline === 0 ? null : (average / baseline) * 100

/** How far apart two insights may be that are about the same calls. */
const TOLERANCE_MS = 10 * MINUTE_MS

function isSame(one: InsightSummary, other: InsightSummary): boolean {
  const isOfSameCalls = (
    ['insightType', 'eventSource', 'eventName', 'errorCode', 'accountId', 'awsRegion'] as const
  ).every((member) => one[member] === other[member])
  const endOf = ({ startTime, endTime }: InsightSummary) => Date.parse(endTime ?? startTime)
  return (
    isOfSameCalls &&
    Date.parse(one.startTime) <= endOf(other) + TOLERANCE_MS &&
    Date.parse(other.startTime) <= endOf(one) + TOLERANCE_MS
  )
}
