import { writeTime } from '../../cloudtrail/writeTime.ts'
import { guidOf, minutesBetween, type FoundInsight } from './foundInsight.ts'
import { MINUTE_MS } from './scheme.ts'

export interface ValueAverage {
  /** The text `null` for calls that have none. */
  readonly value: string
  readonly average: number
}

/** The values of an attribute with the most calls, the most first. */
export interface Attribution {
  readonly attribute: 'userIdentityArn' | 'userAgent' | 'errorCode'
  readonly insight: readonly ValueAverage[]
  readonly baseline: readonly ValueAverage[]
}

export type InsightState = 'Start' | 'End'

/** The time that a record of an insight is about: for its start, the first minute. */
export const spanOf = (
  { startMs, lastMs }: FoundInsight,
  state: InsightState,
): { readonly startMs: number; readonly endMs: number } => ({
  startMs,
  endMs: state === 'Start' ? startMs + MINUTE_MS : lastMs,
})

export const insightEventId = ({ id }: FoundInsight, state: InsightState): string => guidOf([id, state])

/** The record that CloudTrail would write. docs/cloudtrail.md#insights-events */
export function insightRecord(
  found: FoundInsight,
  state: InsightState,
  attributions: readonly Attribution[],
): string {
  const { series, type, startMs } = found
  const span = spanOf(found, state)
  return JSON.stringify({
    eventVersion: '1.11',
    eventTime: writeTime(state === 'Start' ? startMs : span.endMs),
    awsRegion: series.awsRegion,
    eventID: insightEventId(found, state),
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: series.accountId,
    sharedEventID: found.id,
    insightDetails: {
      state,
      eventSource: series.eventSource,
      eventName: series.eventName,
      insightType: type,
      ...(type === 'ApiErrorRateInsight' && { errorCode: series.errorCode }),
      insightContext: {
        statistics: {
          baseline: { average: found.baselineAverage },
          insight: { average: state === 'Start' ? found.firstAverage : found.average },
          insightDuration: minutesBetween(span.startMs, span.endMs),
          baselineDuration: minutesBetween(found.baselineFromMs, startMs),
        },
        attributions,
      },
    },
    eventCategory: 'Insight',
  })
}
