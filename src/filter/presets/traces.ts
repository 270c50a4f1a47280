import { calls, service, type Preset } from './preset.ts'

/** Logging and monitoring, and attempts to evade them. Failed attempts count too. */
export const TRACES: readonly Preset[] = [
  {
    id: 'trail-tampering',
    name: 'Trail tampering',
    sentence:
      'Trails stopped, deleted or changed to record less, including denied attempts. Intruders often turn off logging first.',
    tokens: [
      ...service('cloudtrail'),
      ...calls('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors'),
    ],
  },
  {
    id: 'log-bucket-tampering',
    name: 'Log bucket tampering',
    sentence:
      'The bucket of a trail deleted, emptied by a lifecycle rule or given another policy, including denied attempts. Log files can be lost this way without a change to the trail.',
    tokens: [
      ...service('s3'),
      ...calls('DeleteBucket', 'PutBucketLifecycle', 'PutBucketLifecycleConfiguration', 'PutBucketPolicy'),
    ],
    asks: {
      label: 'Bucket name',
      example: 'my-cloudtrail-logs',
      suggests: 'requestParameters.bucketName',
      into: { field: 'requestParameters.bucketName', operator: '=' },
    },
  },
  {
    id: 'log-groups-deleted',
    name: 'Log groups deleted',
    sentence:
      'CloudWatch log groups deleted, including denied attempts. Deleting a log group deletes all its log events.',
    tokens: [...service('logs'), ...calls('DeleteLogGroup')],
  },
  {
    id: 'security-services-disabled',
    name: 'Security services disabled',
    sentence:
      'GuardDuty, Config, Security Hub, flow logs or Access Analyzer disabled or deleted, including denied attempts. The account is monitored less afterwards.',
    tokens: [
      ...service('guardduty', 'config', 'securityhub', 'ec2', 'access-analyzer'),
      ...calls(
        'DeleteDetector',
        'UpdateDetector',
        'StopConfigurationRecorder',
        'DeleteConfigurationRecorder',
        'DeleteDeliveryChannel',
        'DisableSecurityHub',
        'DeleteFlowLogs',
        'DeleteAnalyzer',
      ),
    ],
  },
  {
    id: 'kms-keys-disabled-or-deleted',
    name: 'KMS key disabled or deleted',
    sentence:
      'KMS keys disabled, scheduled for deletion or given another policy, including denied attempts. Without its key, data can no longer be decrypted.',
    tokens: [
      ...service('kms'),
      ...calls('ScheduleKeyDeletion', 'CancelKeyDeletion', 'DisableKey', 'PutKeyPolicy'),
    ],
  },
]
