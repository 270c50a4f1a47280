import { denied, record, type Case } from './records.ts'

export const TRACES_CASES: Readonly<Record<string, Case>> = {
  'trail-tampering': {
    finds: [
      record('cloudtrail', 'StopLogging', denied),
      record('cloudtrail', 'DeleteTrail'),
      record('cloudtrail', 'UpdateTrail'),
      record('cloudtrail', 'PutEventSelectors'),
      record('cloudtrail', 'PutInsightSelectors'),
    ],
    leaves: [record('cloudtrail', 'StartLogging'), record('cloudtrail', 'DescribeTrails')],
  },
  'log-bucket-tampering': {
    values: ['logs'],
    finds: ['DeleteBucket', 'PutBucketLifecycle', 'PutBucketPolicy'].map((name) =>
      record('s3', name, { requestParameters: { bucketName: 'logs' } }),
    ),
    leaves: [
      record('s3', 'DeleteBucket', { requestParameters: { bucketName: 'logs-2' } }),
      record('s3', 'GetBucketPolicy', { requestParameters: { bucketName: 'logs' } }),
    ],
  },
  'log-groups-deleted': {
    finds: [record('logs', 'DeleteLogGroup')],
    leaves: [record('logs', 'DeleteLogStream')],
  },
  'security-services-disabled': {
    finds: [
      record('guardduty', 'DeleteDetector', denied),
      record('guardduty', 'UpdateDetector'),
      record('config', 'StopConfigurationRecorder'),
      record('config', 'DeleteConfigurationRecorder'),
      record('config', 'DeleteDeliveryChannel'),
      record('securityhub', 'DisableSecurityHub'),
      record('ec2', 'DeleteFlowLogs'),
      record('access-analyzer', 'DeleteAnalyzer'),
    ],
    leaves: [record('frauddetector', 'DeleteDetector'), record('guardduty', 'GetDetector')],
  },
  'kms-keys-disabled-or-deleted': {
    finds: ['ScheduleKeyDeletion', 'CancelKeyDeletion', 'DisableKey', 'PutKeyPolicy'].map((name) =>
      record('kms', name),
    ),
    leaves: [record('kms', 'Decrypt'), record('kms', 'EnableKey')],
  },
}
