import { calls, is, service, type Preset } from './preset.ts'

/** Who can read, and who has read. */
export const HELD_DATA: readonly Preset[] = [
  {
    id: 'bucket-access-changes',
    name: 'Bucket made public, or its policy changed',
    sentence:
      'Changes to who may read an S3 bucket, refused ones too: policies, ACLs, the block on public access, CORS and replication to elsewhere.',
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
    id: 'who-touched-object',
    name: 'Who read or deleted this object?',
    sentence:
      'Every read, write and deletion of one S3 object, refused ones too; trails record these only where data events are switched on.',
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
    sentence: 'Unsigned (anonymous) S3 requests: whatever they returned is public.',
    tokens: [...service('s3'), ...is('userIdentity.accountId', 'anonymous', 'ANONYMOUS_PRINCIPAL')],
  },
  {
    id: 'secrets-read',
    name: 'Secrets and parameters read',
    sentence:
      'Passwords and settings fetched from Secrets Manager and Parameter Store: programs do it all day, people seldom.',
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
    sentence: 'Everyone who fetched one secret or parameter or tried to, by its name or ARN.',
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
    id: 'data-shared-out',
    name: 'Data shared externally',
    sentence:
      'Snapshots, images and functions opened to other accounts or to all, refused attempts too: a copy leaves the account without one byte being downloaded.',
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
