import { describe, expect, test } from 'vitest'
import { splitPath } from '../../cloudtrail/fieldPath.ts'
import { isEventField, RECORD_MEMBERS } from '../../cloudtrail/fields.ts'
import { readEvent, type ReadEvent } from '../../testing/storeOf.ts'
import { EVERYTHING, type TimeRange } from '../filter.ts'
import { matches } from '../matches.ts'
import { printFilter, readFilter } from '../params.ts'
import { textWords } from '../words.ts'
import { presetFilter, withEventNames, type Preset } from './preset.ts'
import { FIRST_PRESETS, PRESETS } from './presets.ts'

type Json = Readonly<Record<string, unknown>>

/** A record by its service, its event name and what else matters. */
const record = (service: string, eventName: string, more: Json = {}): Json => ({
  eventVersion: '1.08',
  userIdentity: { type: 'IAMUser', userName: 'alice', accountId: '111122223333' },
  eventTime: '2026-02-03T04:05:06Z',
  eventSource: `${service}.amazonaws.com`,
  eventName,
  sourceIPAddress: '198.51.100.7',
  eventType: 'AwsApiCall',
  requestParameters: null,
  responseElements: null,
  ...more,
})
const by = (type: string, more: Json = {}) => ({ userIdentity: { type, ...more } })
const denied = { errorCode: 'AccessDenied' }
const login = (result: string, MFAUsed: string | undefined, type = 'IAMUser') =>
  record('signin', 'ConsoleLogin', {
    ...by(type),
    responseElements: { ConsoleLogin: result },
    additionalEventData: { MFAUsed },
  })
const ofInstance = (sourceIPAddress: string | undefined, session = 'i-0abc') =>
  record('s3', 'GetObject', {
    ...by('AssumedRole', { principalId: `AROAEXAMPLE:${session}` }),
    sourceIPAddress,
  })
const instances = (member: string, instanceId: string) => ({
  [member]: { instancesSet: { items: [{ instanceId: 'i-other' }, { instanceId }] } },
})
const ingress = (requestParameters: Json, more: Json = {}) =>
  record('ec2', 'AuthorizeSecurityGroupIngress', { requestParameters, ...more })
const range = (cidrIp: string) => ({ ipPermissions: { items: [{ ipRanges: { items: [{ cidrIp }] } }] } })
const role = (roleArn: string) => ({ requestParameters: { roleArn } })
const ADMINISTRATOR = 'arn:aws-cn:iam::aws:policy/AdministratorAccess'

interface Case {
  readonly values?: readonly string[]
  readonly finds: readonly Json[]
  /** The neighbours. */
  readonly leaves: readonly Json[]
}

/** What each preset must find, and what it must not. */
const CASES: Readonly<Record<string, Case>> = {
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
  'organization-moves': {
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
  'root-use': {
    finds: [record('s3', 'ListBuckets', by('Root'))],
    leaves: [
      record('s3', 'ListBuckets'),
      record('s3', 'ListBuckets', by('Root', { invokedBy: 'support.amazonaws.com' })),
      record('kms', 'RotateKey', { ...by('Root'), eventType: 'AwsServiceEvent' }),
    ],
  },
  'console-logins-without-mfa': {
    finds: [login('Success', 'No'), login('Success', undefined), login('Success', 'No', 'Root')],
    leaves: [
      login('Success', 'Yes'),
      login('Success', 'YES', 'Root'),
      login('Failure', 'No'),
      login('Success', 'No', 'AssumedRole'),
      login('Success', 'No', 'SAMLUser'),
      record('signin', 'SwitchRole', { additionalEventData: { MFAUsed: 'No' } }),
    ],
  },
  'failed-console-logins': {
    finds: [login('Failure', 'No'), login('Failure', 'Yes', 'Root')],
    leaves: [
      login('Success', 'No'),
      record('signin', 'CheckMfa', { responseElements: { CheckMfa: 'Failure' } }),
    ],
  },
  'denied-calls': {
    finds: [
      'AccessDenied',
      'AccessDeniedException',
      'Client.UnauthorizedOperation',
      'UnauthorizedOperation',
      'UnauthorizedAccess',
      'AuthFailure',
      'Client.AuthFailure',
      'Forbidden',
      'VpceAccessDenied',
      'NotAuthorized',
      'NotAuthorizedException',
    ].map((errorCode) => record('ec2', 'RunInstances', { errorCode })),
    leaves: [
      record('ec2', 'RunInstances'),
      record('ec2', 'RunInstances', { errorCode: 'Client.DryRunOperation' }),
      record('iam', 'GetUser', { errorCode: 'NoSuchEntityException' }),
      record('ec2', 'RunInstances', { errorMessage: 'AccessDenied' }),
    ],
  },
  'access-key-use': {
    values: ['AKIA1'],
    finds: [
      record('s3', 'ListBuckets', by('IAMUser', { accessKeyId: 'AKIA1' })),
      record('s3', 'ListBuckets', { ...by('IAMUser', { accessKeyId: 'AKIA1' }), ...denied }),
    ],
    leaves: [
      record('s3', 'ListBuckets', by('IAMUser', { accessKeyId: 'AKIA12' })),
      record('iam', 'DeleteAccessKey', { requestParameters: { accessKeyId: 'AKIA1' } }),
    ],
  },
  'new-access-keys': {
    finds: [record('iam', 'CreateAccessKey')],
    leaves: [record('iam', 'CreateAccessKey', denied), record('iam', 'DeleteAccessKey')],
  },
  'access-keys-changed': {
    finds: [record('iam', 'UpdateAccessKey'), record('iam', 'DeleteAccessKey')],
    leaves: [record('iam', 'CreateAccessKey'), record('iam', 'ListAccessKeys')],
  },
  'new-users-and-passwords': {
    finds: [
      record('iam', 'CreateUser'),
      record('iam', 'CreateLoginProfile'),
      record('iam', 'UpdateLoginProfile'),
    ],
    leaves: [
      record('transfer', 'CreateUser'),
      record('iam', 'DeleteUser'),
      record('iam', 'CreateUser', denied),
    ],
  },
  'privilege-changes': {
    finds: [
      record('iam', 'AttachUserPolicy', denied),
      record('iam', 'PutGroupPolicy'),
      record('iam', 'DetachRolePolicy'),
      record('iam', 'DeletePolicy'),
      record('iam', 'SetDefaultPolicyVersion'),
      record('iam', 'AddUserToGroup'),
      record('iam', 'UpdateAssumeRolePolicy'),
      record('iam', 'DeleteRolePermissionsBoundary'),
    ],
    leaves: [
      record('iam', 'GetPolicy'),
      record('organizations', 'CreatePolicy'),
      record('iam', 'CreateUser'),
    ],
  },
  'administrators-made': {
    finds: [record('iam', 'AttachRolePolicy', { requestParameters: { policyArn: ADMINISTRATOR } })],
    leaves: [
      record('iam', 'DetachRolePolicy', { requestParameters: { policyArn: ADMINISTRATOR } }),
      record('iam', 'AttachRolePolicy', { requestParameters: { policyArn: `${ADMINISTRATOR}-Amplify` } }),
      record('iam', 'AttachRolePolicy', { requestParameters: { policyArn: ADMINISTRATOR }, ...denied }),
    ],
  },
  'mfa-and-password-policy': {
    finds: [
      'DeactivateMFADevice',
      'DeleteVirtualMFADevice',
      'UpdateAccountPasswordPolicy',
      'DeleteAccountPasswordPolicy',
    ].map((name) => record('iam', name)),
    leaves: [record('iam', 'EnableMFADevice'), record('iam', 'GetAccountPasswordPolicy')],
  },
  'identity-providers': {
    finds: [
      'CreateSAMLProvider',
      'UpdateSAMLProvider',
      'CreateOpenIDConnectProvider',
      'AddClientIDToOpenIDConnectProvider',
    ].map((name) => record('iam', name)),
    leaves: [record('iam', 'ListSAMLProviders')],
  },
  'who-assumed-role': {
    values: ['arn:aws:iam::1:role/r'],
    finds: [
      record('sts', 'AssumeRole', role('arn:aws:iam::1:role/r')),
      record('sts', 'AssumeRoleWithSAML', { ...role('arn:aws:iam::1:role/r'), ...denied }),
      record('sts', 'AssumeRoleWithWebIdentity', role('arn:aws:iam::1:role/r')),
    ],
    leaves: [
      record('sts', 'AssumeRole', role('arn:aws:iam::1:role/r2')),
      record('batch', 'RegisterJobDefinition', role('arn:aws:iam::1:role/r')),
    ],
  },
  'roles-used-from-outside': {
    finds: [record('sts', 'AssumeRole', by('AWSAccount'))],
    leaves: [
      record('sts', 'AssumeRole', by('AWSService')),
      record('sts', 'AssumeRole'),
      record('s3', 'GetObject', by('AWSAccount')),
    ],
  },
  'role-chaining': {
    finds: [record('sts', 'AssumeRole', by('AssumedRole'))],
    leaves: [record('sts', 'AssumeRole'), record('sts', 'GetCallerIdentity', by('AssumedRole'))],
  },
  'root-of-member-accounts': {
    finds: [record('sts', 'AssumeRoot')],
    leaves: [record('sts', 'AssumeRole')],
  },
  'instance-credentials-elsewhere': {
    finds: [ofInstance('198.51.100.7'), ofInstance('2001:db8::1')],
    leaves: [
      ...['10.1.2.3', '172.31.0.1', '192.168.1.1', 'fd00::1', 'ssm.amazonaws.com', 'AWS Internal'].map(
        (address) => ofInstance(address),
      ),
      ofInstance(undefined),
      ofInstance('198.51.100.7', 'alice'),
      record('s3', 'GetObject', by('IAMUser', { userName: 'i-am-a-user' })),
    ],
  },
  'instance-metadata-v1': {
    finds: [record('s3', 'ListBuckets', by('AssumedRole', { sessionContext: { ec2RoleDelivery: '1.0' } }))],
    leaves: [record('s3', 'ListBuckets', by('AssumedRole', { sessionContext: { ec2RoleDelivery: '2.0' } }))],
  },
  'security-group-changes': {
    finds: [
      ingress(range('10.0.0.0/8')),
      record('ec2', 'AuthorizeSecurityGroupEgress'),
      record('ec2', 'RevokeSecurityGroupIngress', denied),
      record('ec2', 'RevokeSecurityGroupEgress'),
      record('ec2', 'CreateSecurityGroup'),
      record('ec2', 'DeleteSecurityGroup'),
      record('ec2', 'ModifySecurityGroupRules'),
    ],
    leaves: [record('ec2', 'DescribeSecurityGroups'), record('rds', 'AuthorizeSecurityGroupIngress')],
  },
  'security-groups-opened': {
    finds: [ingress(range('0.0.0.0/0')), ingress({ ipPermissions: {}, cidrIp: '0.0.0.0/0' })],
    leaves: [
      ingress(range('10.0.0.0/8')),
      ingress(range('0.0.0.0/0'), { errorCode: 'Client.UnauthorizedOperation' }),
      record('ec2', 'RevokeSecurityGroupIngress', { requestParameters: range('0.0.0.0/0') }),
      record('ec2', 'CreateRoute', { requestParameters: { destinationCidrBlock: '0.0.0.0/0' } }),
    ],
  },
  'security-groups-opened-ipv6': {
    finds: [ingress({ ipPermissions: { items: [{ ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } }] } })],
    leaves: [
      ingress(range('0.0.0.0/0')),
      ingress({ ipPermissions: { items: [{ ipv6Ranges: { items: [{ cidrIpv6: '2001:db8::/32' }] } }] } }),
    ],
  },
  'network-path-changes': {
    finds: [
      'CreateRoute',
      'ReplaceRoute',
      'DeleteRoute',
      'CreateNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'CreateInternetGateway',
      'AttachInternetGateway',
      'CreateVpcPeeringConnection',
      'AcceptVpcPeeringConnection',
    ].map((name) => record('ec2', name)),
    leaves: [record('apigateway', 'CreateRoute'), record('ec2', 'DescribeRouteTables')],
  },
  'trail-tampering': {
    finds: [
      record('cloudtrail', 'StopLogging', denied),
      record('cloudtrail', 'DeleteTrail'),
      record('cloudtrail', 'UpdateTrail'),
      record('cloudtrail', 'PutEventSelectors'),
      record('cloudtrail', 'PutInsightSelectors'),
    ],
    leaves: [record('cloudtrail', 'StartLogging'), record('cloudtrail', 'DescribeTrails')],
  },
  'log-bucket-tampering': {
    values: ['logs'],
    finds: ['DeleteBucket', 'PutBucketLifecycle', 'PutBucketPolicy'].map((name) =>
      record('s3', name, { requestParameters: { bucketName: 'logs' } }),
    ),
    leaves: [
      record('s3', 'DeleteBucket', { requestParameters: { bucketName: 'logs-2' } }),
      record('s3', 'GetBucketPolicy', { requestParameters: { bucketName: 'logs' } }),
    ],
  },
  'log-groups-deleted': {
    finds: [record('logs', 'DeleteLogGroup')],
    leaves: [record('logs', 'DeleteLogStream')],
  },
  'guards-switched-off': {
    finds: [
      record('guardduty', 'DeleteDetector', denied),
      record('guardduty', 'UpdateDetector'),
      record('config', 'StopConfigurationRecorder'),
      record('config', 'DeleteConfigurationRecorder'),
      record('config', 'DeleteDeliveryChannel'),
      record('securityhub', 'DisableSecurityHub'),
      record('ec2', 'DeleteFlowLogs'),
      record('access-analyzer', 'DeleteAnalyzer'),
    ],
    leaves: [record('frauddetector', 'DeleteDetector'), record('guardduty', 'GetDetector')],
  },
  'kms-keys-endangered': {
    finds: ['ScheduleKeyDeletion', 'CancelKeyDeletion', 'DisableKey', 'PutKeyPolicy'].map((name) =>
      record('kms', name),
    ),
    leaves: [record('kms', 'Decrypt'), record('kms', 'EnableKey')],
  },
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
  'who-touched-object': {
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
  'data-shared-out': {
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
  'unusual-regions': {
    values: ['eu-central-1', 'us-east-1'],
    finds: [record('ec2', 'RunInstances', { readOnly: false, awsRegion: 'ap-east-1' })],
    leaves: [
      record('ec2', 'RunInstances', { readOnly: false, awsRegion: 'us-east-1' }),
      record('ec2', 'RunInstances', { readOnly: false, awsRegion: 'eu-central-1' }),
      record('ec2', 'DescribeInstances', { readOnly: true, awsRegion: 'ap-east-1' }),
    ],
  },
  'addresses-of-user': {
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

const ALL_TIME: TimeRange = { kind: 'all' }

/** The filter as the console asks it: with the event names that occur, where the preset wants those. */
function filterOf(preset: Preset, values: readonly string[], events: readonly ReadEvent[]) {
  const filter = presetFilter(preset, ALL_TIME, values)
  const beginnings = preset.asks?.eventNames
  if (!beginnings) return filter
  const under = events.filter((event) => matches(filter, event, 0))
  return withEventNames(filter, beginnings, [...new Set(under.flatMap(({ event }) => event.eventName ?? []))])
}

describe('a preset', () => {
  test.each(PRESETS.map((preset) => [preset.name, preset] as const))(
    '“%s” finds what it says, and not its neighbours',
    (_, preset) => {
      const { values = [], finds, leaves } = CASES[preset.id]!
      expect(values.length > 0).toBe(preset.asks !== undefined)
      const events = [...finds, ...leaves].map((each) => readEvent(JSON.stringify(each)))
      const filter = filterOf(preset, values, events)
      expect(events.map((event) => matches(filter, event, 0))).toEqual([
        ...finds.map(() => true),
        ...leaves.map(() => false),
      ])
    },
  )

  test.each(PRESETS.map((preset) => [preset.name, preset] as const))(
    '“%s” can be asked and linked',
    (_, preset) => {
      const filter = presetFilter(
        preset,
        { kind: 'relative', amount: 7, unit: 'd' },
        CASES[preset.id]!.values,
      )
      expect(readFilter(new URLSearchParams(printFilter(filter)))).toEqual(filter)
      for (const token of preset.tokens)
        expect(isEventField(token.field) || RECORD_MEMBERS.has(splitPath(token.field)[0]!)).toBe(true)
    },
  )

  test('has an ID and a name of its own, and one sentence', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(PRESETS.map(({ id }) => id).toSorted())
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length)
    for (const { sentence } of PRESETS) expect(sentence).toMatch(/^[A-Z][^.]*([^.]|\.\d)*\.$/)
  })

  test('that stands at the beginning asks for no value', () => {
    expect(FIRST_PRESETS.filter(({ asks }) => asks)).toEqual([])
  })
})

test('a value that is looked for in the whole record is one phrase', () => {
  const preset = PRESETS.find(({ id }) => id === 'who-deleted')!
  expect(textWords(presetFilter(preset, ALL_TIME, ['my own bucket']).text)).toEqual(['my own bucket'])
})

test('where no event name begins as asked, nothing is found', () => {
  const filter = withEventNames(EVERYTHING, ['Delete', 'Remove'], ['CreateBucket'])
  expect(printFilter(filter)).toBe('eventName%5E=Delete')
})
