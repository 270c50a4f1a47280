import { sql, type SqlQuestion } from './question.ts'

const group = 'Logging and security services'

/** Logging and monitoring, and attempts to evade them. Failed attempts count too. */
export const TRACES: readonly SqlQuestion[] = [
  {
    id: 'trail-tampering',
    title: 'Trail tampering',
    sentence:
      'Trails stopped, deleted or changed to record less, changes to their buckets and KMS keys, and log groups deleted, including denied attempts. Buckets and keys are those of trails that were created, changed or used in these events.',
    group,
    sql: sql`
      WITH trails AS (
        SELECT
          json_extract_scalar(requestparameters, '$.s3BucketName') AS bucket,
          regexp_extract(json_extract_scalar(requestparameters, '$.kmsKeyId'), '[^/]+$') AS keyid
        FROM cloudtrail_logs
        WHERE eventsource = 'cloudtrail.amazonaws.com'
          AND eventname IN ('CreateTrail', 'UpdateTrail')
        UNION ALL
        SELECT
          json_extract_scalar(requestparameters, '$.bucketName') AS bucket,
          NULL AS keyid
        FROM cloudtrail_logs
        WHERE eventsource = 's3.amazonaws.com'
          AND useridentity.invokedby = 'cloudtrail.amazonaws.com'
      )
      SELECT
        eventtime,
        eventsource,
        eventname,
        coalesce(
          json_extract_scalar(requestparameters, '$.name'),
          json_extract_scalar(requestparameters, '$.trailName'),
          json_extract_scalar(requestparameters, '$.bucketName'),
          json_extract_scalar(requestparameters, '$.logGroupName'),
          json_extract_scalar(requestparameters, '$.keyId')
        ) AS changed,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE (
          eventsource = 'cloudtrail.amazonaws.com'
          AND eventname IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors')
        )
        OR (
          eventsource = 's3.amazonaws.com'
          AND eventname IN ('DeleteBucket', 'PutBucketLifecycle', 'PutBucketLifecycleConfiguration', 'PutBucketPolicy')
          AND json_extract_scalar(requestparameters, '$.bucketName') IN (SELECT bucket FROM trails)
        )
        OR (
          eventsource = 'kms.amazonaws.com'
          AND eventname IN ('ScheduleKeyDeletion', 'DisableKey', 'PutKeyPolicy')
          AND regexp_extract(json_extract_scalar(requestparameters, '$.keyId'), '[^/]+$') IN (SELECT keyid FROM trails)
        )
        OR (eventsource = 'logs.amazonaws.com' AND eventname = 'DeleteLogGroup')
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'security-services-disabled',
    title: 'Security services disabled',
    sentence:
      'GuardDuty, Config, Security Hub, flow logs or Access Analyzer disabled or deleted, including denied attempts. The account is monitored less afterwards.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventsource,
        eventname,
        requestparameters,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        awsregion,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE (eventsource = 'guardduty.amazonaws.com' AND eventname IN ('DeleteDetector', 'UpdateDetector'))
        OR (
          eventsource = 'config.amazonaws.com'
          AND eventname IN ('StopConfigurationRecorder', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel')
        )
        OR (eventsource = 'securityhub.amazonaws.com' AND eventname = 'DisableSecurityHub')
        OR (eventsource = 'ec2.amazonaws.com' AND eventname = 'DeleteFlowLogs')
        OR (eventsource = 'access-analyzer.amazonaws.com' AND eventname = 'DeleteAnalyzer')
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'kms-keys-disabled-or-deleted',
    title: 'KMS key disabled or deleted',
    sentence:
      'KMS keys disabled, scheduled for deletion or given another policy, including denied attempts. Without its key, data can no longer be decrypted.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        json_extract_scalar(requestparameters, '$.keyId') AS keyid,
        json_extract_scalar(requestparameters, '$.pendingWindowInDays') AS pendingdays,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'kms.amazonaws.com'
        AND eventname IN ('ScheduleKeyDeletion', 'CancelKeyDeletion', 'DisableKey', 'PutKeyPolicy')
      ORDER BY eventtime DESC
    `,
  },
]
