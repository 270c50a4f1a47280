import { calls, is, service, type Preset } from './preset.ts'

/** Who can read, and who has read. */
export const HELD_DATA: readonly Preset[] = [
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
    id: 'who-touched-object',
    name: 'Who read or deleted this object?',
    sentence:
      'Every read, write and deletion of one S3 object, including denied attempts; trails record these only if data events are turned on.',
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
      'Snapshots, images and functions shared with other accounts or made public, including denied attempts; shared data can be copied to another account without a download.',
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
