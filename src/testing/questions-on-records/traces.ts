import {
  caller,
  columns,
  firstScalar,
  inRequest,
  names,
  scalar,
  who,
  type Plain,
  type Reading,
} from './plainRecord.ts'

/** The last part of a path or ARN. */
const lastPart = (value: unknown): string | null => scalar(value)?.match(/[^/]+$/)?.[0] ?? null

const isTrail = (record: Plain): boolean => names(record, 'cloudtrail', /^(Create|Update)Trail$/)

const isOneOf = (value: string | null, values: readonly (string | null)[]): boolean =>
  value !== null && values.includes(value)

export const TRACES: Readonly<Record<string, Reading>> = {
  'trail-tampering': {
    rows: (records) => {
      const buckets = [
        ...records.filter(isTrail).map((record) => scalar(inRequest(record, 's3BucketName'))),
        ...records
          .filter(
            (record) => names(record, 's3', /^/) && who(record, 'invokedBy') === 'cloudtrail.amazonaws.com',
          )
          .map((record) => scalar(inRequest(record, 'bucketName'))),
      ]
      const keys = records.filter(isTrail).map((record) => lastPart(inRequest(record, 'kmsKeyId')))
      return records
        .filter(
          (record) =>
            names(
              record,
              'cloudtrail',
              /^(StopLogging|DeleteTrail|UpdateTrail|Put(Event|Insight)Selectors)$/,
            ) ||
            (names(record, 's3', /^(DeleteBucket|PutBucketLifecycle(Configuration)?|PutBucketPolicy)$/) &&
              isOneOf(scalar(inRequest(record, 'bucketName')), buckets)) ||
            (names(record, 'kms', /^(ScheduleKeyDeletion|DisableKey|PutKeyPolicy)$/) &&
              isOneOf(lastPart(inRequest(record, 'keyId')), keys)) ||
            names(record, 'logs', /^DeleteLogGroup$/),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventSource', 'eventName', 'errorCode', 'eventID'),
          changed: firstScalar(
            ...['name', 'trailName', 'bucketName', 'logGroupName', 'keyId'].map((name) =>
              inRequest(record, name),
            ),
          ),
          caller: caller(record),
        }))
    },
  },
  'security-services-disabled': {
    rows: (records) =>
      records
        .filter(
          (record) =>
            names(record, 'guardduty', /^(Delete|Update)Detector$/) ||
            names(record, 'config', /^((Stop|Delete)ConfigurationRecorder|DeleteDeliveryChannel)$/) ||
            names(record, 'securityhub', /^DisableSecurityHub$/) ||
            names(record, 'ec2', /^DeleteFlowLogs$/) ||
            names(record, 'access-analyzer', /^DeleteAnalyzer$/),
        )
        .map((record) => ({
          ...columns(
            record,
            'eventTime',
            'eventSource',
            'eventName',
            'requestParameters',
            'awsRegion',
            'errorCode',
            'eventID',
          ),
          caller: caller(record),
        })),
  },
  'kms-keys-disabled-or-deleted': {
    rows: (records) =>
      records
        .filter((record) => names(record, 'kms', /^((Schedule|Cancel)KeyDeletion|DisableKey|PutKeyPolicy)$/))
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'errorCode', 'eventID'),
          keyid: scalar(inRequest(record, 'keyId')),
          pendingdays: scalar(inRequest(record, 'pendingWindowInDays')),
          caller: caller(record),
        })),
  },
}
