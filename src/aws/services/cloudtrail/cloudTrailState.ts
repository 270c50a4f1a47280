import type { AdvancedEventSelector, EventSelector, InsightSelector } from '@aws-sdk/client-cloudtrail'
import { HOME_REGION } from '../../../account/resources.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'
import { trailSilence } from '../../../account/stories/leakedKey.ts'

export interface CloudTrailState {
  /** By ARN. */
  readonly trails: Record<string, TrailState>
  /** What they logged may still have to be delivered. */
  deletedTrails?: readonly TrailState[]
}

/** From a start of logging, inclusive, to its stop, exclusive; null while it goes on. */
export interface LoggingPeriod {
  readonly startMs: number
  readonly endMs: number | null
}

/** What can be set when a trail is created, and later. */
export interface TrailSettings {
  readonly s3BucketName: string
  /** Null if the log files begin with `AWSLogs/`. */
  readonly s3KeyPrefix: string | null
  readonly snsTopicArn: string | null
  readonly includeGlobalServiceEvents: boolean
  readonly isMultiRegionTrail: boolean
  readonly logFileValidationEnabled: boolean
  readonly cloudWatchLogsLogGroupArn: string | null
  readonly cloudWatchLogsRoleArn: string | null
  /** The ARN of the key. */
  readonly kmsKeyId: string | null
  readonly recursiveLogging: boolean
}

export interface TrailState {
  readonly arn: string
  readonly name: string
  readonly homeRegion: string
  settings: TrailSettings
  tags: Record<string, string>
  /** Which events it delivers. Without any: all management events. */
  selectors: Selectors | null
  insightSelectors: readonly InsightSelector[]
  isLogging: boolean
  startedMs: number | null
  stoppedMs: number | null
  /** Before the last start, oldest first. */
  earlierPeriods?: readonly LoggingPeriod[]
}

/** When a trail logged, oldest first. */
export function periodsOf({
  earlierPeriods = [],
  isLogging,
  startedMs,
  stoppedMs,
}: TrailState): readonly LoggingPeriod[] {
  if (startedMs === null) return earlierPeriods
  return [...earlierPeriods, { startMs: startedMs, endMs: isLogging ? null : stoppedMs }]
}

/** When a trail logged first, which tells it from an earlier one of its name; null before that. */
export const firstStartOf = (trail: TrailState): number | null => periodsOf(trail)[0]?.startMs ?? null

/** A trail has selectors of one kind. */
export type Selectors =
  | { readonly basic: readonly EventSelector[] }
  | { readonly advanced: readonly AdvancedEventSelector[] }

export const trailArn = (region: string, accountId: string, name: string): string =>
  `arn:aws:cloudtrail:${region}:${accountId}:trail/${name}`

/** The company's trail, which was stopped and started again in one of the stories. */
export function newCloudTrailState(account: SimulatedAccount): CloudTrailState {
  const { resources } = account
  const [stoppedMs, startedMs] = trailSilence(account)
  const trail: TrailState = {
    arn: resources.trail,
    name: resources.trail.split('/')[1]!,
    homeRegion: HOME_REGION,
    settings: {
      s3BucketName: resources.trailBucket,
      s3KeyPrefix: null,
      snsTopicArn: null,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: true,
      logFileValidationEnabled: true,
      cloudWatchLogsLogGroupArn: null,
      cloudWatchLogsRoleArn: null,
      kmsKeyId: resources.keyFor.trail.arn,
      recursiveLogging: true,
    },
    tags: { team: 'platform' },
    selectors: null,
    insightSelectors: [],
    isLogging: true,
    startedMs,
    stoppedMs,
  }
  return { trails: { [trail.arn]: trail } }
}
