import { periodsOf, type TrailState } from '../aws/services/cloudtrail/cloudTrailState.ts'
import type { LogFileKind } from '../cloudtrail/logFileKey.ts'
import type { LoggedEvent } from './loggedEvent.ts'
import { selects } from './selectedEvents.ts'

/** Where a trail puts an event. */
export interface LogPlace {
  readonly kind: LogFileKind
  /** The Region in the keys of its log files. */
  readonly region: string
}

/** By category of events. */
const KINDS: Readonly<Record<string, LogFileKind>> = {
  Management: 'CloudTrail',
  Data: 'CloudTrail',
  Insight: 'CloudTrail-Insight',
  NetworkActivity: 'CloudTrail-NetworkActivity',
}

/** Services of no Region, whose events CloudTrail writes in us-east-1. */
const GLOBAL_SOURCES: ReadonlySet<string> = new Set([
  'account.amazonaws.com',
  'cloudfront.amazonaws.com',
  'globalaccelerator.amazonaws.com',
  'iam.amazonaws.com',
  'organizations.amazonaws.com',
  'route53.amazonaws.com',
  'route53domains.amazonaws.com',
  'shield.amazonaws.com',
  'support.amazonaws.com',
  'waf.amazonaws.com',
])

const GLOBAL_REGION = 'us-east-1'

/** Where a trail puts an event, if it logs it: null if not. docs/cloudtrail.md#event-selectors */
export function loggedBy(trail: TrailState, event: LoggedEvent): LogPlace | null {
  const kind = KINDS[event.category]
  const region = regionOf(trail, event)
  if (kind === undefined || region === null || !isLoggedAt(trail, event.timeMs)) return null
  const isSelected =
    event.category === 'Insight' ? selectsInsight(trail, event) : selects(trail.selectors, event)
  return isSelected && !isRecursive(trail, event) ? { kind, region } : null
}

/** Insights of management events, by their type. */
const selectsInsight = ({ insightSelectors }: TrailState, { texts }: LoggedEvent): boolean =>
  insightSelectors.some(
    ({ InsightType, EventCategories = ['Management'] }) =>
      InsightType === texts.get('insightDetails.insightType') && EventCategories.includes('Management'),
  )

/** Null if the trail does not log the event's Region. */
function regionOf({ homeRegion, settings }: TrailState, event: LoggedEvent): string | null {
  if (isGlobal(event)) {
    if (!settings.includeGlobalServiceEvents) return null
    return settings.isMultiRegionTrail ? GLOBAL_REGION : homeRegion
  }
  return settings.isMultiRegionTrail || event.awsRegion === homeRegion ? event.awsRegion : null
}

const isGlobal = ({ awsRegion, eventSource }: LoggedEvent): boolean =>
  awsRegion === GLOBAL_REGION && GLOBAL_SOURCES.has(eventSource)

/** To the second, as events have their times. */
function isLoggedAt(trail: TrailState, timeMs: number): boolean {
  return periodsOf(trail).some(
    ({ startMs, endMs }) => timeMs >= Math.floor(startMs / 1000) * 1000 && (endMs === null || timeMs < endMs),
  )
}

/** Whether it is about a delivery of CloudTrail itself, and the trail leaves those out. */
function isRecursive({ settings }: TrailState, { texts, eventName, eventSource }: LoggedEvent): boolean {
  return (
    !settings.recursiveLogging &&
    texts.get('userIdentity.invokedBy') === 'cloudtrail.amazonaws.com' &&
    ((eventSource === 's3.amazonaws.com' && eventName === 'PutObject') ||
      (eventSource === 'logs.amazonaws.com' && eventName === 'PutLogEvents'))
  )
}
