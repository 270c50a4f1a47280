import type { CreateTrailResponse, Trail } from '@aws-sdk/client-cloudtrail'
import type { TrailState } from './cloudTrailState.ts'

/** A trail as it is answered when it was created or changed: without settings that it has not. */
export function writtenSettings({ arn, name, settings }: TrailState): CreateTrailResponse {
  const { s3KeyPrefix, snsTopicArn, cloudWatchLogsLogGroupArn, cloudWatchLogsRoleArn, kmsKeyId } = settings
  return {
    Name: name,
    S3BucketName: settings.s3BucketName,
    ...(s3KeyPrefix !== null && { S3KeyPrefix: s3KeyPrefix }),
    ...(snsTopicArn !== null && { SnsTopicName: snsTopicArn.split(':').at(-1), SnsTopicARN: snsTopicArn }),
    IncludeGlobalServiceEvents: settings.includeGlobalServiceEvents,
    IsMultiRegionTrail: settings.isMultiRegionTrail,
    TrailARN: arn,
    LogFileValidationEnabled: settings.logFileValidationEnabled,
    ...(cloudWatchLogsLogGroupArn !== null && { CloudWatchLogsLogGroupArn: cloudWatchLogsLogGroupArn }),
    ...(cloudWatchLogsRoleArn !== null && { CloudWatchLogsRoleArn: cloudWatchLogsRoleArn }),
    ...(kmsKeyId !== null && { KmsKeyId: kmsKeyId }),
    IsOrganizationTrail: false,
    RecursiveLogging: settings.recursiveLogging,
  }
}

/** A trail as lists and GetTrail have it. */
export function writtenTrail(trail: TrailState): Trail {
  return {
    ...writtenSettings(trail),
    HomeRegion: trail.homeRegion,
    HasCustomEventSelectors: trail.selectors !== null,
    HasInsightSelectors: trail.insightSelectors.length > 0,
  }
}
