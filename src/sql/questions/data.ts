import { sql, type SqlQuestion } from './question.ts'

const group = 'Data'

/** Who can read data, and who read it. */
export const DATA: readonly SqlQuestion[] = [
  {
    id: 'bucket-access-changes',
    title: 'Bucket made public, or its policy changed',
    sentence:
      'Changes to access to S3 buckets, including denied attempts: bucket policies, ACLs, Block Public Access, CORS and replication. Uncomment the last condition for one bucket.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        json_extract_scalar(requestparameters, '$.bucketName') AS bucket,
        json_format(json_extract(requestparameters, '$.bucketPolicy.Statement')) AS statement,
        json_format(json_extract(requestparameters, '$.PublicAccessBlockConfiguration')) AS publicaccessblock,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 's3.amazonaws.com'
        AND eventname IN (
          'PutBucketPolicy',
          'DeleteBucketPolicy',
          'PutBucketAcl',
          'PutBucketPublicAccessBlock',
          'DeleteBucketPublicAccessBlock',
          'PutAccountPublicAccessBlock',
          'DeleteAccountPublicAccessBlock',
          'PutBucketCors',
          'PutBucketReplication'
        )
        -- AND json_extract_scalar(requestparameters, '$.bucketName') = 'my-bucket'
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'who-read-or-deleted-object',
    title: 'Who read or deleted this object?',
    sentence:
      'Every read, write and deletion of S3 objects, including denied and anonymous attempts. Trails record these only if data events are turned on; uncomment the last condition for one object.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        json_extract_scalar(requestparameters, '$.bucketName') AS bucket,
        json_extract_scalar(requestparameters, '$.key') AS objectkey,
        -- Unsigned requests have only an account, named anonymous.
        coalesce(useridentity.arn, nullif(useridentity.principalid, ''), useridentity.invokedby, useridentity.accountid) AS caller,
        TRY_CAST(json_extract_scalar(additionaleventdata, '$.bytesTransferredOut') AS DOUBLE) AS bytesout,
        sourceipaddress,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 's3.amazonaws.com'
        AND eventname IN ('GetObject', 'PutObject', 'DeleteObject', 'DeleteObjects', 'CopyObject')
        -- AND json_extract_scalar(requestparameters, '$.key') = 'reports/2026/customers.csv'
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'secrets-read',
    title: 'Secrets and parameters read',
    sentence:
      'Who read which secret of Secrets Manager and parameter of Parameter Store, how often and when. Programs do this all day, people rarely; uncomment the last condition for one secret.',
    group,
    sql: sql`
      SELECT
        coalesce(
          json_extract_scalar(requestparameters, '$.secretId'),
          json_extract_scalar(requestparameters, '$.name'),
          json_extract_scalar(requestparameters, '$.path'),
          json_format(json_extract(requestparameters, '$.names')),
          json_format(json_extract(requestparameters, '$.secretIdList'))
        ) AS secret,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        eventname,
        json_extract_scalar(requestparameters, '$.withDecryption') AS withdecryption,
        count(*) AS calls,
        count_if(errorcode IS NOT NULL) AS failures,
        min(eventtime) AS firstcall,
        max(eventtime) AS lastcall
      FROM cloudtrail_logs
      WHERE (
          (eventsource = 'secretsmanager.amazonaws.com' AND eventname IN ('GetSecretValue', 'BatchGetSecretValue'))
          OR (eventsource = 'ssm.amazonaws.com' AND eventname IN ('GetParameter', 'GetParameters', 'GetParametersByPath'))
        )
        -- AND requestparameters LIKE '%prod/database%'
      GROUP BY 1, 2, 3, 4
      ORDER BY calls, lastcall DESC
    `,
  },
  {
    id: 'data-shared-externally',
    title: 'Data shared externally',
    sentence:
      'Snapshots, images and functions shared with other accounts or made public, including denied attempts. Shared data can be copied to another account without a download.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        coalesce(
          json_extract_scalar(requestparameters, '$.snapshotId'),
          json_extract_scalar(requestparameters, '$.imageId'),
          json_extract_scalar(requestparameters, '$.dBSnapshotIdentifier'),
          json_extract_scalar(requestparameters, '$.dBClusterSnapshotIdentifier'),
          json_extract_scalar(requestparameters, '$.functionName')
        ) AS shared,
        coalesce(
          json_format(json_extract(requestparameters, '$.createVolumePermission.add.items')),
          json_format(json_extract(requestparameters, '$.launchPermission.add.items')),
          json_format(json_extract(requestparameters, '$.valuesToAdd')),
          json_extract_scalar(requestparameters, '$.principal')
        ) AS sharedwith,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE (
          eventsource = 'ec2.amazonaws.com'
          AND eventname IN (
            'ModifySnapshotAttribute',
            'ModifyImageAttribute',
            'SharedSnapshotCopyInitiated',
            'SharedSnapshotVolumeCreated'
          )
        )
        OR (
          eventsource = 'rds.amazonaws.com'
          AND eventname IN ('ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute')
        )
        OR (eventsource = 'lambda.amazonaws.com' AND eventname LIKE 'AddPermission%')
      ORDER BY eventtime DESC
    `,
  },
]
