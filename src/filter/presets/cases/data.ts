import { by, denied, record, type Case } from './records.ts'

export const DATA_CASES: Readonly<Record<string, Case>> = {
  'bucket-access-changes': {
    finds: [
      'PutBucketPolicy',
      'DeleteBucketPolicy',
      'PutBucketAcl',
      'PutBucketPublicAccessBlock',
      'DeleteBucketPublicAccessBlock',
      'PutAccountPublicAccessBlock',
      'PutBucketCors',
      'PutBucketReplication',
    ].map((name) => record('s3', name)),
    leaves: [record('s3', 'GetBucketAcl'), record('s3', 'CreateBucket')],
  },
  'who-read-or-deleted-object': {
    values: ['a/b.csv'],
    finds: ['GetObject', 'PutObject', 'DeleteObject', 'CopyObject'].map((name) =>
      record('s3', name, { requestParameters: { bucketName: 'x', key: 'a/b.csv' } }),
    ),
    leaves: [
      record('s3', 'GetObject', { requestParameters: { key: 'a/b.csv.bak' } }),
      record('s3', 'HeadObject', { requestParameters: { key: 'a/b.csv' } }),
    ],
  },
  'anonymous-object-access': {
    finds: [
      record('s3', 'GetObject', by('AWSAccount', { accountId: 'anonymous' })),
      record('s3', 'GetObject', by('AWSAccount', { accountId: 'ANONYMOUS_PRINCIPAL' })),
    ],
    leaves: [record('s3', 'GetObject', by('AWSAccount', { accountId: '444455556666' }))],
  },
  'secrets-read': {
    finds: [
      record('secretsmanager', 'GetSecretValue', denied),
      record('ssm', 'GetParameter'),
      record('ssm', 'GetParameters'),
      record('ssm', 'GetParametersByPath'),
    ],
    leaves: [record('secretsmanager', 'DescribeSecret'), record('ssm', 'DescribeParameters')],
  },
  'who-read-secret': {
    values: ['prod/db'],
    finds: [
      record('secretsmanager', 'GetSecretValue', { requestParameters: { secretId: 'prod/db' } }),
      record('ssm', 'GetParameters', { requestParameters: { names: ['/other', '/prod/db'] } }),
    ],
    leaves: [
      record('secretsmanager', 'GetSecretValue', { requestParameters: { secretId: 'test/db' } }),
      record('secretsmanager', 'DeleteSecret', { requestParameters: { secretId: 'prod/db' } }),
    ],
  },
  'data-shared-externally': {
    finds: [
      record('ec2', 'ModifySnapshotAttribute'),
      record('ec2', 'ModifyImageAttribute', denied),
      record('rds', 'ModifyDBSnapshotAttribute'),
      record('ec2', 'SharedSnapshotCopyInitiated'),
      record('ec2', 'SharedSnapshotVolumeCreated'),
      record('lambda', 'AddPermission20150331v2'),
    ],
    leaves: [record('sqs', 'AddPermission'), record('ec2', 'DescribeSnapshotAttribute')],
  },
}
