import { logsFolder } from '../../../cloudtrail/logFileKey.ts'

/** A trail, by the names of the AWS API. Settings that it does not have are absent. */
export interface Trail {
  readonly Name: string
  readonly TrailARN: string
  readonly HomeRegion: string
  readonly IsMultiRegionTrail: boolean
  readonly IsOrganizationTrail: boolean
  readonly HasInsightSelectors: boolean
  readonly S3BucketName: string
  readonly S3KeyPrefix?: string
  readonly LogFileValidationEnabled: boolean
  readonly KmsKeyId?: string
  readonly SnsTopicARN?: string
  readonly CloudWatchLogsLogGroupArn?: string
  readonly CloudWatchLogsRoleArn?: string
}

/** The answer of GetTrailStatus. Times are ISO 8601 text. */
export interface TrailStatus {
  readonly IsLogging: boolean
  readonly StartLoggingTime?: string
  readonly StopLoggingTime?: string
  readonly LatestDeliveryTime?: string
  readonly LatestDeliveryError?: string
  readonly LatestDigestDeliveryTime?: string
  readonly LatestDigestDeliveryError?: string
  readonly LatestNotificationTime?: string
  readonly LatestNotificationError?: string
  readonly LatestCloudWatchLogsDeliveryTime?: string
  readonly LatestCloudWatchLogsDeliveryError?: string
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export interface EventSelector {
  readonly ReadWriteType?: 'All' | 'ReadOnly' | 'WriteOnly'
  readonly IncludeManagementEvents?: boolean
  readonly DataResources?: readonly { readonly Type: string; readonly Values: readonly string[] }[]
  readonly ExcludeManagementEventSources?: readonly string[]
}

export const FIELD_OPERATORS = [
  'Equals',
  'StartsWith',
  'EndsWith',
  'NotEquals',
  'NotStartsWith',
  'NotEndsWith',
] as const

export type FieldOperator = (typeof FIELD_OPERATORS)[number]

export type FieldSelector = { readonly Field: string } & {
  readonly [Operator in FieldOperator]?: readonly string[]
}

export interface AdvancedEventSelector {
  readonly Name?: string
  readonly FieldSelectors: readonly FieldSelector[]
}

/** The answer of GetEventSelectors: a trail has selectors of one kind. */
export interface Selectors {
  readonly EventSelectors?: readonly EventSelector[]
  readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[]
}

export interface InsightSelector {
  readonly InsightType: string
  readonly EventCategories?: readonly string[]
}

/** Where the files of a trail are in its bucket, with a slash at the end. */
export const logFolderOf = ({ S3KeyPrefix }: Pick<Trail, 'S3KeyPrefix'>, accountId: string): string =>
  `${logsFolder(S3KeyPrefix || null)}${accountId}/`
