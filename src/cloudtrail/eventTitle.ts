import type { CloudTrailEvent } from './event.ts'

/**
 * A name for an event without eventName, as Insights and aggregated events are:
 * docs/cloudtrail.md#insights-events, docs/cloudtrail.md#aggregated-events
 */
function pseudoName({ eventType, eventCategory }: CloudTrailEvent): string {
  if (eventType === 'AwsCloudTrailInsight' || eventCategory === 'Insight') return 'Insights event'
  if (eventType === 'AwsAggregatedEvent' || eventCategory === 'Aggregated') return 'Aggregated event'
  return 'Event without a name'
}

/** The title of an opened event. */
export const eventTitle = (event: CloudTrailEvent): string => event.eventName || pseudoName(event)
