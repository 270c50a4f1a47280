import type { CloudTrailEvent } from './event.ts'

/** What stands for the name of an event that has none, as Insights and aggregated events do (reference 2.10, 5). */
function pseudoName({ eventType, eventCategory }: CloudTrailEvent): string {
  if (eventType === 'AwsCloudTrailInsight' || eventCategory === 'Insight') return 'Insights event'
  if (eventType === 'AwsAggregatedEvent' || eventCategory === 'Aggregated') return 'Aggregated event'
  return 'Event without a name'
}

/** The title of an opened event. */
export const eventTitle = (event: CloudTrailEvent): string => event.eventName || pseudoName(event)
