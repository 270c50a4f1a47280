import { calls, service, type Preset } from './preset.ts'

/** Logging and monitoring, and attempts to escape them. Failed attempts count too. */
export const TRACES: readonly Preset[] = [
  {
    id: 'trail-tampering',
    name: 'Trail tampering',
    sentence:
      'Trails stopped, deleted or told to record less, or attempts at it: the first thing that an intruder switches off is the log.',
    tokens: [
      ...service('cloudtrail'),
      ...calls('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors'),
    ],
  },
  {
    id: 'log-bucket-tampering',
    name: 'Log bucket tampered with',
    sentence:
      'The bucket that log files go to deleted, emptied by a lifecycle rule or given another policy: the log can be lost without its trail being touched.',
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
      'CloudWatch log groups deleted, including denied attempts; deleting a log group deletes all its log events.',
    tokens: [...service('logs'), ...calls('DeleteLogGroup')],
  },
  {
    id: 'guards-switched-off',
    name: 'Security services disabled',
    sentence:
      'GuardDuty, Config, Security Hub, flow logs or Access Analyzer stopped or deleted, or attempts at it: after this the account is watched less.',
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
    id: 'kms-keys-endangered',
    name: 'KMS key disabled or deleted',
    sentence:
      'Encryption keys disabled, put up for deletion or given another policy: without its key, data cannot be read any more.',
    tokens: [
      ...service('kms'),
      ...calls('ScheduleKeyDeletion', 'CancelKeyDeletion', 'DisableKey', 'PutKeyPolicy'),
    ],
  },
]
