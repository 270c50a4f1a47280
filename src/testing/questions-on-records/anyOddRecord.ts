import fc from 'fast-check'
import { CHANGES_CASES } from '../../filter/presets/cases/changes.ts'
import { DATA_CASES } from '../../filter/presets/cases/data.ts'
import { IDENTITIES_CASES } from '../../filter/presets/cases/identities.ts'
import { NETWORK_CASES } from '../../filter/presets/cases/network.ts'
import { record } from '../../filter/presets/cases/records.ts'
import { ROLES_CASES } from '../../filter/presets/cases/roles.ts'
import { SIGN_IN_CASES } from '../../filter/presets/cases/signIn.ts'
import { TRACES_CASES } from '../../filter/presets/cases/traces.ts'
import { isObject, type Json } from './plainRecord.ts'

const session = (accessKeyId: string, arn: string) => ({
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:i-0abc',
    arn,
    accountId: '111122223333',
    accessKeyId,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/x/build', userName: 'build' },
      ec2RoleDelivery: '1.0',
    },
  },
})

/** What the cases of the presets do not have: sessions, several items, what a request is about. */
const OTHERS: readonly Json[] = [
  record('sts', 'AssumeRole', {
    responseElements: { credentials: { accessKeyId: 'ASIAONE' } },
    requestParameters: { roleArn: 'arn:aws:iam::111122223333:role/x/build', externalId: 'e' },
    recipientAccountId: '444455556666',
    sharedEventID: 'shared',
  }),
  record('sts', 'AssumeRole', {
    ...session('ASIAONE', 'arn:aws:sts::111122223333:assumed-role/build/one'),
    responseElements: { credentials: { accessKeyId: 'ASIATWO' } },
    recipientAccountId: '111122223333',
  }),
  record('sts', 'AssumeRoot', { requestParameters: { targetPrincipal: '444455556666' } }),
  record('s3', 'DeleteBucket', {
    ...session('ASIATWO', 'arn:aws:sts::111122223333:assumed-role/build/two'),
    requestParameters: { bucketName: 'logs' },
    resources: [
      { ARN: 'arn:aws:s3:::logs', type: 'AWS::S3::Bucket', accountId: '1' },
      { ARN: 'arn:aws:s3:::b' },
      { ARNPrefix: 'arn:aws:s3:::logs/', type: 'AWS::S3::Object' },
    ],
    readOnly: false,
  }),
  record('s3', 'PutBucketPolicy', {
    requestParameters: {
      bucketName: 'logs',
      bucketPolicy: { Statement: [{ Principal: '*', Effect: 'Allow' }] },
    },
  }),
  record('cloudtrail', 'UpdateTrail', {
    requestParameters: { name: 't', s3BucketName: 'logs', kmsKeyId: 'arn:aws:kms:eu-central-1:1:key/k-1' },
  }),
  record('s3', 'PutObject', {
    userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
    requestParameters: { bucketName: 'logs', key: 'AWSLogs/x.json.gz' },
    additionalEventData: { bytesTransferredOut: 12.5 },
  }),
  record('s3', 'GetObject', {
    userIdentity: { type: 'AWSAccount', principalId: '', accountId: 'anonymous' },
    requestParameters: { bucketName: 'logs', key: 'AWSLogs/x.json.gz' },
  }),
  record('kms', 'DisableKey', { requestParameters: { keyId: 'k-1' } }),
  record('ec2', 'BidEvictedEvent', {
    userIdentity: { accountId: '111122223333', invokedBy: 'ec2.amazonaws.com' },
    serviceEventDetails: { instanceIdSet: ['i-1', 'i-2'] },
    eventType: 'AwsServiceEvent',
  }),
  record('ec2', 'StopInstances', {
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }] } },
    responseElements: {
      instancesSet: {
        items: [
          {
            instanceId: 'i-1',
            currentState: { code: 64, name: 'stopping' },
            previousState: { name: 'running' },
          },
        ],
      },
    },
  }),
  record('ec2', 'AuthorizeSecurityGroupIngress', {
    requestParameters: {
      groupId: 'sg-1',
      ipPermissions: {
        items: [
          { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } },
          { ipProtocol: '-1', ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] } },
        ],
      },
    },
  }),
  record('ec2', 'ModifyImageAttribute', {
    requestParameters: { imageId: 'ami-1', launchPermission: { add: { items: [{ group: 'all' }] } } },
  }),
  record('iam', 'CreateAccessKey', {
    requestParameters: { userName: 'bob' },
    responseElements: { accessKey: { accessKeyId: 'AKIAONE', userName: 'bob' } },
  }),
  record('iam', 'PutUserPolicy', {
    requestParameters: { userName: 'bob', policyName: 'p', policyDocument: '{"Statement":[{"Action":"*"}]}' },
  }),
  record('ssm', 'SendCommand', {
    requestParameters: { instanceIds: ['i-1', 'i-2'], documentName: 'AWS-Run' },
  }),
  record('ssm', 'GetParameters', { requestParameters: { names: ['a', 'b'], withDecryption: true } }),
  record('organizations', 'DetachPolicy', {
    requestParameters: { policyId: 'p-1', targetId: '444455556666' },
  }),
]

/** Records for every query, and their neighbours. */
const RECORDS: readonly Json[] = [
  CHANGES_CASES,
  DATA_CASES,
  IDENTITIES_CASES,
  NETWORK_CASES,
  ROLES_CASES,
  SIGN_IN_CASES,
  TRACES_CASES,
]
  .flatMap((cases) => Object.values(cases))
  .flatMap(({ finds, leaves }) => [...finds, ...leaves])
  .concat(OTHERS)

/** Nothing, and what a service could write there that is not what is expected. */
const anyOther: fc.Arbitrary<unknown> = fc.constantFrom(
  undefined,
  null,
  '',
  'text',
  '{"userName":"carol","roleArn":"r"}',
  '["a"]',
  'YES',
  true,
  7,
  {},
  [],
  [null],
  [{}, 'x', { ARN: 'arn:aws:s3:::b', instanceId: 'i-9' }],
  { items: {} },
  { userName: 'CAROL' },
)

/** A record without which nothing could be read stays. */
const KEPT = new Set(['eventVersion', 'eventTime', 'eventName', 'eventID'])

const placesIn = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  isObject(value)
    ? Object.entries(value)
        .filter(([name]) => path.length > 0 || !KEPT.has(name))
        .flatMap(([name, inner]) => [[...path, name], ...placesIn(inner, [...path, name])])
    : []

function withValue(value: unknown, [name, ...path]: readonly string[], other: unknown): unknown {
  if (name === undefined) return other
  return isObject(value) ? { ...value, [name]: withValue(value[name], path, other) } : value
}

const ODD_MEMBERS = ['errorCode', 'resources', 'readOnly', 'serviceEventDetails', 'userIdentity']

/** All records as they should be, and others with some member missing or not as it should be. */
export const anyOddRecords: fc.Arbitrary<readonly string[]> = fc
  .array(
    fc.record({
      base: fc.constantFrom(...RECORDS),
      place: fc.nat(),
      other: anyOther,
      hour: fc.integer({ min: 0, max: 40 }),
      awsRegion: fc.constantFrom('us-east-1', 'eu-central-1', 'ap-east-1'),
    }),
    { minLength: 200, maxLength: 200 },
  )
  .map((odd) => [
    ...RECORDS.map((base) => ({ ...base, eventTime: '2026-02-03T12:00:00Z' })),
    ...odd.map(({ base, place, other, hour, awsRegion }) => {
      const eventTime = new Date(Date.UTC(2026, 1, 3, hour)).toISOString().replace('.000Z', 'Z')
      const places = [...placesIn(base), ...ODD_MEMBERS.map((name) => [name])]
      return withValue({ ...base, awsRegion, eventTime }, places[place % places.length]!, other) as Json
    }),
  ])
  .map((records) => records.map((each, index) => JSON.stringify({ ...each, eventID: `event-${index}` })))
