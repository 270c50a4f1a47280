import { DescribeTrails$, GetTrail$, GetTrailStatus$, ListTrails$ } from '@aws-sdk/client-cloudtrail'
import type {
  DescribeTrailsRequest,
  DescribeTrailsResponse,
  GetTrailRequest,
  GetTrailResponse,
  GetTrailStatusRequest,
  GetTrailStatusResponse,
  ListTrailsRequest,
  ListTrailsResponse,
} from '@aws-sdk/client-cloudtrail'
import { isoTime } from '../../../account/times.ts'
import type { DeliveryStatus, LatestDelivery } from '../../deliveries.ts'
import { operation } from '../../operation.ts'
import { arnOfTrail, findTrail, isSeenIn } from './findTrail.ts'
import { checkNoToken } from './noFurtherPage.ts'
import { onTrail } from './onTrail.ts'
import { writtenTrail } from './writtenTrail.ts'

/** Names that no trail has are left out. */
export const describeTrails = operation<DescribeTrailsRequest, DescribeTrailsResponse>(
  DescribeTrails$,
  ({ trailNameList: names = [], includeShadowTrails = true }, context) => {
    const trails = Object.values(context.state.cloudtrail.trails)
    const wanted = new Set(names.map((name) => arnOfTrail(name, context)))
    const found =
      wanted.size > 0
        ? trails.filter(({ arn }) => wanted.has(arn))
        : trails.filter((trail) =>
            includeShadowTrails ? isSeenIn(trail, context.region) : trail.homeRegion === context.region,
          )
    return { trailList: found.map(writtenTrail) }
  },
)

export const getTrail = operation<GetTrailRequest, GetTrailResponse>(
  GetTrail$,
  ({ Name }, context) => ({ Trail: writtenTrail(findTrail(Name, context)) }),
  onTrail(({ Name }) => Name),
)

/** Those of all Regions; an account cannot have so many that there would be a second page. */
export const listTrails = operation<ListTrailsRequest, ListTrailsResponse>(
  ListTrails$,
  ({ NextToken }, { state }) => {
    checkNoToken(NextToken)
    return {
      Trails: Object.values(state.cloudtrail.trails).map(({ arn, name, homeRegion }) => ({
        TrailARN: arn,
        Name: name,
        HomeRegion: homeRegion,
      })),
    }
  },
)

/**
 * The members of attempts are no longer used, but still sent. A failure stays until a delivery has
 * succeeded again.
 */
export const getTrailStatus = operation<GetTrailStatusRequest, GetTrailStatusResponse>(
  GetTrailStatus$,
  ({ Name }, context) => {
    const trail = findTrail(Name, context)
    const { isLogging, startedMs, stoppedMs } = trail
    const status = context.deliveries.statusOf(trail)
    return {
      IsLogging: isLogging,
      ...(status && writtenStatus(status)),
      ...(startedMs !== null && { StartLoggingTime: new Date(startedMs) }),
      ...(stoppedMs !== null && { StopLoggingTime: new Date(stoppedMs) }),
      LatestDeliveryAttemptTime: '',
      LatestNotificationAttemptTime: '',
      LatestNotificationAttemptSucceeded: '',
      LatestDeliveryAttemptSucceeded: '',
      TimeLoggingStarted: startedMs === null ? '' : isoTime(startedMs),
      TimeLoggingStopped: stoppedMs === null ? '' : isoTime(stoppedMs),
    }
  },
  onTrail(({ Name }) => Name),
)

function writtenStatus({
  logFiles,
  digests,
  notifications,
  logEvents,
}: DeliveryStatus): GetTrailStatusResponse {
  return {
    LatestDeliveryTime: timeOf(logFiles),
    LatestDeliveryError: errorOf(logFiles),
    LatestDigestDeliveryTime: timeOf(digests),
    LatestDigestDeliveryError: errorOf(digests),
    LatestNotificationTime: timeOf(notifications),
    LatestNotificationError: errorOf(notifications),
    LatestCloudWatchLogsDeliveryTime: timeOf(logEvents),
    LatestCloudWatchLogsDeliveryError: errorOf(logEvents),
  }
}

const timeOf = ({ succeededMs }: LatestDelivery): Date | undefined =>
  succeededMs === null ? undefined : new Date(succeededMs)

const errorOf = ({ error }: LatestDelivery): string | undefined => error ?? undefined
