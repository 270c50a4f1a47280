import { calls, is, service, type Preset } from './preset.ts'

/** Who can read data, and who read it. */
export const DATA: readonly Preset[] = [
  {
    id: 'bucket-access-changes',
    name: 'Bucket made public, or its policy changed',
    sentence:
      'Changes to access to S3 buckets, including denied attempts: bucket policies, ACLs, Block Public Access, CORS and replication.',
    tokens: [
      ...service('s3'),
      ...calls(
        'PutBucketPolicy',
        'DeleteBucketPolicy',
        'PutBucketAcl',
        'PutBucketPublicAccessBlock',
        'DeleteBucketPublicAccessBlock',
        'PutAccountPublicAccessBlock',
        'DeleteAccountPublicAccessBlock',
        'PutBucketCors',
        'PutBucketReplication',
      ),
    ],
  },
  {
    id: 'who-read-or-deleted-object',
    name: 'Who read or deleted this object?',
    sentence:
      'Every read, write and deletion of one S3 object, including denied attempts. Trails record these only if data events are turned on.',
    tokens: [
      ...service('s3'),
      ...calls('GetObject', 'PutObject', 'DeleteObject', 'DeleteObjects', 'CopyObject'),
    ],
    asks: {
      label: 'Object key',
      example: 'reports/2026/customers.csv',
      suggests: 'requestParameters.key',
      into: { field: 'requestParameters.key', operator: '=' },
    },
  },
  {
    id: 'anonymous-object-access',
    name: 'Anonymous access to objects',
    sentence: 'Unsigned (anonymous) S3 requests. Whatever they returned is public.',
    tokens: [...service('s3'), ...is('userIdentity.accountId', 'anonymous', 'ANONYMOUS_PRINCIPAL')],
  },
  {
    id: 'secrets-read',
    name: 'Secrets and parameters read',
    sentence:
      'Secrets and parameters read from Secrets Manager and Parameter Store. Programs do this all day, people rarely.',
    tokens: [
      ...service('secretsmanager', 'ssm'),
      ...calls(
        'GetSecretValue',
        'BatchGetSecretValue',
        'GetParameter',
        'GetParameters',
        'GetParametersByPath',
      ),
    ],
  },
  {
    id: 'who-read-secret',
    name: 'Who read this secret or parameter?',
    sentence: 'Every call that read one secret or parameter, by its name or ARN, including denied attempts.',
    tokens: [
      ...service('secretsmanager', 'ssm'),
      ...calls(
        'GetSecretValue',
        'BatchGetSecretValue',
        'GetParameter',
        'GetParameters',
        'GetParametersByPath',
      ),
    ],
    asks: {
      label: 'Name or ARN of the secret or parameter',
      example: 'prod/database',
      suggests: 'requestParameters.secretId',
      into: 'text',
    },
  },
  {
    id: 'data-shared-externally',
    name: 'Data shared externally',
    sentence:
      'Snapshots, images and functions shared with other accounts or made public, including denied attempts. Shared data can be copied to another account without a download.',
    tokens: [
      ...service('ec2', 'rds', 'lambda'),
      ...calls(
        'ModifySnapshotAttribute',
        'ModifyImageAttribute',
        'ModifyDBSnapshotAttribute',
        'ModifyDBClusterSnapshotAttribute',
        'SharedSnapshotCopyInitiated',
        'SharedSnapshotVolumeCreated',
        'AddPermission',
        'AddPermission20150331',
        'AddPermission20150331v2',
      ),
    ],
  },
]
