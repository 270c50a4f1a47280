import { by, denied, instances, record, type Case } from './records.ts'

export const CHANGES_CASES: Readonly<Record<string, Case>> = {
  'what-changed': {
    finds: [record('s3', 'PutObject', { readOnly: false })],
    leaves: [
      record('s3', 'GetObject', { readOnly: true }),
      record('s3', 'PutObject', { readOnly: false, ...denied }),
    ],
  },
  'who-deleted': {
    values: ['My-Bucket'],
    finds: [
      record('s3', 'DeleteBucket', { requestParameters: { bucketName: 'my-bucket' } }),
      record('ec2', 'TerminateInstances', { resources: [{ ARN: 'arn:aws:x:::my-bucket' }] }),
    ],
    leaves: [
      record('s3', 'DeleteBucket', { requestParameters: { bucketName: 'another' } }),
      record('s3', 'CreateBucket', { requestParameters: { bucketName: 'my-bucket' } }),
      record('s3', 'DeleteBucket', { requestParameters: { bucketName: 'my-bucket' }, ...denied }),
    ],
  },
  'who-stopped-instance': {
    values: ['i-1'],
    finds: [
      record('ec2', 'StopInstances', instances('requestParameters', 'i-1')),
      record('ec2', 'TerminateInstances', instances('requestParameters', 'i-1')),
    ],
    leaves: [
      record('ec2', 'StartInstances', instances('requestParameters', 'i-1')),
      record('ec2', 'StopInstances', instances('requestParameters', 'i-2')),
      record('ec2', 'StopInstances', {
        ...instances('requestParameters', 'i-1'),
        errorCode: 'Client.DryRunOperation',
      }),
    ],
  },
  'who-launched-instance': {
    values: ['i-1'],
    finds: [record('ec2', 'RunInstances', instances('responseElements', 'i-1'))],
    leaves: [
      record('ec2', 'RunInstances', instances('responseElements', 'i-2')),
      record('ec2', 'StartInstances', instances('responseElements', 'i-1')),
    ],
  },
  'remote-shells': {
    finds: [
      record('ssm', 'SendCommand', denied),
      record('ssm', 'StartSession'),
      record('ssm', 'ResumeSession'),
      record('ec2-instance-connect', 'SendSSHPublicKey'),
    ],
    leaves: [record('ssm', 'ListCommands'), record('appstream', 'StartSession')],
  },
  'function-changes': {
    finds: [
      record('lambda', 'UpdateFunctionCode20150331v2'),
      record('lambda', 'UpdateFunctionConfiguration20150331v2'),
      record('lambda', 'CreateFunction20150331'),
      record('lambda', 'AddPermission20150331v2'),
      record('lambda', 'CreateEventSourceMapping20150331'),
      record('lambda', 'UpdateFunctionCode'),
    ],
    leaves: [
      record('cloudfront', 'CreateFunction'),
      record('sns', 'AddPermission'),
      record('lambda', 'Invoke'),
    ],
  },
  'organization-changes': {
    finds: [
      'LeaveOrganization',
      'RemoveAccountFromOrganization',
      'InviteAccountToOrganization',
      'CreateAccount',
      'DetachPolicy',
      'CloseAccount',
    ].map((name) => record('organizations', name)),
    leaves: [record('organizations', 'DescribeAccount'), record('iot', 'DetachPolicy')],
  },
  'database-and-tag-changes': {
    finds: [
      record('rds', 'DeleteDBInstance'),
      record('rds', 'ModifyDBInstance'),
      record('ec2', 'CreateTags'),
      record('ec2', 'DeleteTags'),
    ],
    leaves: [record('rds', 'DescribeDBInstances'), record('workspaces', 'CreateTags')],
  },
  'unusual-regions': {
    values: ['eu-central-1', 'us-east-1'],
    finds: [record('ec2', 'RunInstances', { readOnly: false, awsRegion: 'ap-east-1' })],
    leaves: [
      record('ec2', 'RunInstances', { readOnly: false, awsRegion: 'us-east-1' }),
      record('ec2', 'RunInstances', { readOnly: false, awsRegion: 'eu-central-1' }),
      record('ec2', 'DescribeInstances', { readOnly: true, awsRegion: 'ap-east-1' }),
    ],
  },
  'new-addresses-of-user': {
    values: ['arn:aws:iam::1:user/alice'],
    finds: [record('s3', 'ListBuckets', by('IAMUser', { arn: 'arn:aws:iam::1:user/alice' }))],
    leaves: [
      record('s3', 'ListBuckets', by('IAMUser', { arn: 'arn:aws:iam::1:user/bob' })),
      record('kms', 'Decrypt', {
        ...by('IAMUser', { arn: 'arn:aws:iam::1:user/alice' }),
        sourceIPAddress: 's3.amazonaws.com',
      }),
    ],
  },
  reconnaissance: {
    finds: [
      record('sts', 'GetCallerIdentity', denied),
      record('iam', 'ListUsers'),
      record('iam', 'ListRoles'),
      record('s3', 'ListBuckets'),
      record('iam', 'GetAccountAuthorizationDetails'),
      record('ec2', 'DescribeInstances'),
    ],
    leaves: [record('cognito-idp', 'ListUsers'), record('ec2', 'DescribeVolumes')],
  },
}
