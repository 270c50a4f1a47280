import {
  CloudTrailClient,
  CreateTrailCommand,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  ListTrailsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail'
import { beforeEach, describe, expect, test } from 'vitest'
import { START_MS, testAccount, type TestAccount } from '../../../testing/testAccount.ts'
import { failureIn } from './failureForTest.ts'

const { accountId, resources } = testAccount().account
const OWN = resources.trail
const OWN_NAME = OWN.split('/')[1]!
const BUCKET = resources.trailBucket
const arnOf = (name: string, region = 'eu-central-1') =>
  `arn:aws:cloudtrail:${region}:${accountId}:trail/${name}`

let account: TestAccount
let client: CloudTrailClient
let abroad: CloudTrailClient

/** One of the company's topics, log groups and roles, as a trail needs them. */
const TOPIC = `arn:aws:sns:eu-central-1:${accountId}:${resources.topics[0]}`
const GROUP = `arn:aws:logs:eu-central-1:${accountId}:log-group:/aws/lambda/${resources.functions[0]}:*`
const ROLE = resources.roles['cloudformation-deploy']!
const allowing = (Action: string | string[], Resource?: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action,
        ...(Resource !== undefined && { Resource }),
        ...(typeof Action === 'string' && { Principal: { Service: 'cloudtrail.amazonaws.com' } }),
      },
    ],
  })

beforeEach(() => {
  account = testAccount()
  account.state.sns.topics[TOPIC]!.attributes['Policy'] = allowing('SNS:Publish', TOPIC)
  const role = Object.values(account.state.iam.roles).find(({ arn }) => arn === ROLE.arn)!
  role.assumeRolePolicy = allowing('sts:AssumeRole')
  role.inlinePolicies['logs'] = allowing(
    ['logs:CreateLogStream', 'logs:PutLogEvents'],
    `${GROUP.slice(0, -1)}*`,
  )
  account.state.s3.buckets[BUCKET]!.policy = policyFor(`arn:aws:cloudtrail:*:${accountId}:trail/*`)
  client = new CloudTrailClient(account.client())
  abroad = new CloudTrailClient(account.client(undefined, 'us-west-2'))
})

/** A policy of the bucket as AWS's guides have it. */
function policyFor(trail: string, { folder = `*AWSLogs/${accountId}/*`, Effect = 'Allow' } = {}): string {
  const Principal = { Service: 'cloudtrail.amazonaws.com' }
  const arn = `arn:aws:s3:::${BUCKET}`
  const from = { ArnLike: { 'aws:SourceArn': trail } }
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: arn, Condition: from },
      {
        Effect,
        Principal,
        Action: 's3:PutObject',
        Resource: `${arn}/${folder}`,
        Condition: { ...from, StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: `${arn}/*`,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  })
}

const failureOf = (command: { readonly input: object }, by = client) => failureIn(account, by, command)

const create = (Name: string, more: object = {}, by = client) =>
  by.send(new CreateTrailCommand({ Name, S3BucketName: BUCKET, ...more }))

describe('the trails of an account', () => {
  test("at first are the company's, which logs all Regions", async () => {
    const { trailList } = await client.send(new DescribeTrailsCommand())
    expect(trailList).toEqual([
      {
        Name: OWN_NAME,
        S3BucketName: BUCKET,
        IncludeGlobalServiceEvents: true,
        IsMultiRegionTrail: true,
        HomeRegion: 'eu-central-1',
        TrailARN: OWN,
        LogFileValidationEnabled: true,
        KmsKeyId: resources.keyFor.trail.arn,
        HasCustomEventSelectors: false,
        HasInsightSelectors: false,
        IsOrganizationTrail: false,
        RecursiveLogging: true,
      },
    ])
    const status = await client.send(new GetTrailStatusCommand({ Name: OWN_NAME }))
    expect(status.IsLogging).toBe(true)
    expect(status.StartLoggingTime!.getTime()).toBeGreaterThan(status.StopLoggingTime!.getTime())
  })

  test('are seen from other Regions as shadow trails', async () => {
    await create('local')
    const list = async (input: object) => {
      const { trailList } = await abroad.send(new DescribeTrailsCommand(input))
      return trailList!.map(({ TrailARN }) => TrailARN)
    }
    expect(await list({})).toEqual([OWN])
    expect(await list({ includeShadowTrails: false })).toEqual([])
    expect(await list({ trailNameList: ['local', OWN_NAME] })).toEqual([])
    expect(await list({ trailNameList: [arnOf('local'), OWN, 'nothing'] })).toEqual([OWN, arnOf('local')])
    const { Trails } = await abroad.send(new ListTrailsCommand())
    expect(Trails).toEqual([
      { TrailARN: OWN, Name: OWN_NAME, HomeRegion: 'eu-central-1' },
      { TrailARN: arnOf('local'), Name: 'local', HomeRegion: 'eu-central-1' },
    ])
    expect((await abroad.send(new GetTrailStatusCommand({ Name: OWN }))).IsLogging).toBe(true)
    expect(await failureOf(new GetTrailStatusCommand({ Name: OWN_NAME }), abroad)).toMatchObject({
      name: 'TrailNotFoundException',
      message: `Unknown trail: ${arnOf(OWN_NAME, 'us-west-2')} for the user: ${accountId}`,
    })
  })

  test.each([StopLoggingCommand, StartLoggingCommand, DeleteTrailCommand, UpdateTrailCommand])(
    'only change in their home Region: %o',
    async (Command) => {
      expect(await failureOf(new Command({ Name: OWN }), abroad)).toMatchObject({
        name: 'InvalidHomeRegionException',
      })
    },
  )
})

describe('a trail', () => {
  test('is created with what the request says, and does not log yet', async () => {
    const answer = await create('audit', {
      S3KeyPrefix: 'logs',
      SnsTopicName: resources.topics[0],
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
      KmsKeyId: resources.keyFor.data.alias,
      TagsList: [{ Key: 'team', Value: 'security' }],
    })
    expect(answer).toEqual({
      $metadata: expect.anything() as object,
      Name: 'audit',
      S3BucketName: BUCKET,
      S3KeyPrefix: 'logs',
      SnsTopicName: resources.topics[0],
      SnsTopicARN: `arn:aws:sns:eu-central-1:${accountId}:${resources.topics[0]}`,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      TrailARN: arnOf('audit'),
      LogFileValidationEnabled: true,
      KmsKeyId: resources.keyFor.data.arn,
      IsOrganizationTrail: false,
      RecursiveLogging: true,
    })
    const status = await client.send(new GetTrailStatusCommand({ Name: 'audit' }))
    expect(status).toMatchObject({ IsLogging: false, TimeLoggingStarted: '' })
    expect(status).not.toHaveProperty('StartLoggingTime')
    const { ResourceTagList } = await client.send(new ListTagsCommand({ ResourceIdList: [arnOf('audit')] }))
    expect(ResourceTagList![0]!.TagsList).toEqual([{ Key: 'team', Value: 'security' }])
  })

  test('logs between StartLogging and StopLogging', async () => {
    await create('audit')
    await client.send(new StartLoggingCommand({ Name: 'audit' }))
    account.nowMs += 60_000
    await client.send(new StartLoggingCommand({ Name: 'audit' }))
    await client.send(new StopLoggingCommand({ Name: arnOf('audit') }))
    expect(await client.send(new GetTrailStatusCommand({ Name: 'audit' }))).toMatchObject({
      IsLogging: false,
      StartLoggingTime: new Date(START_MS),
      StopLoggingTime: new Date(START_MS + 60_000),
      TimeLoggingStarted: '2026-02-04T10:00:00Z',
      TimeLoggingStopped: '2026-02-04T10:01:00Z',
    })
  })

  test('keeps what an update does not name, and loses what it sets to an empty text', async () => {
    await create('audit', { S3KeyPrefix: 'logs', KmsKeyId: resources.keyFor.data.arn })
    await client.send(new UpdateTrailCommand({ Name: 'audit', KmsKeyId: '', EnableLogFileValidation: true }))
    const { Trail } = await client.send(new GetTrailCommand({ Name: 'audit' }))
    expect(Trail).toMatchObject({ S3KeyPrefix: 'logs', LogFileValidationEnabled: true })
    expect(Trail).not.toHaveProperty('KmsKeyId')
  })

  test('is gone once it is deleted', async () => {
    await client.send(new DeleteTrailCommand({ Name: OWN_NAME }))
    expect((await client.send(new DescribeTrailsCommand())).trailList).toEqual([])
    expect(await failureOf(new DeleteTrailCommand({ Name: OWN_NAME }))).toMatchObject({
      name: 'TrailNotFoundException',
      $metadata: { httpStatusCode: 404 },
    })
  })

  const role = ROLE.arn
  const group = GROUP

  test.each<readonly [string, object]>([
    ['InvalidTrailNameException', { Name: 'ab' }],
    ['InvalidTrailNameException', { Name: 'x'.repeat(129) }],
    ['InvalidTrailNameException', { Name: '-abc' }],
    ['InvalidTrailNameException', { Name: 'my-_trail' }],
    ['InvalidTrailNameException', { Name: 'größe' }],
    ['InvalidTrailNameException', { Name: '192.168.5.4' }],
    ['TrailAlreadyExistsException', { Name: OWN_NAME }],
    ['InvalidS3BucketNameException', { S3BucketName: 'Not_A_Bucket' }],
    ['S3BucketDoesNotExistException', { S3BucketName: 'nobody-has-this' }],
    ['InvalidS3PrefixException', { S3KeyPrefix: 'x'.repeat(201) }],
    ['InvalidSnsTopicNameException', { SnsTopicName: 'no topic' }],
    ['InsufficientSnsTopicPolicyException', { SnsTopicName: 'unknown' }],
    ['InsufficientSnsTopicPolicyException', { SnsTopicName: resources.topics[1] }],
    ['KmsKeyNotFoundException', { KmsKeyId: 'alias/unknown' }],
    ['InvalidParameterCombinationException', { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: false }],
    ['InvalidCloudWatchLogsRoleArnException', { CloudWatchLogsLogGroupArn: group }],
    [
      'InvalidCloudWatchLogsRoleArnException',
      { CloudWatchLogsLogGroupArn: group, CloudWatchLogsRoleArn: 'x' },
    ],
    [
      'InvalidCloudWatchLogsRoleArnException',
      {
        CloudWatchLogsLogGroupArn: group,
        CloudWatchLogsRoleArn: Object.values(resources.roles).find(({ arn }) => arn !== role)!.arn,
      },
    ],
    ['InvalidCloudWatchLogsLogGroupArnException', { CloudWatchLogsRoleArn: role }],
    [
      'InvalidCloudWatchLogsLogGroupArnException',
      { CloudWatchLogsLogGroupArn: `${group.slice(0, -2)}-none:*`, CloudWatchLogsRoleArn: role },
    ],
    [
      'InvalidCloudWatchLogsLogGroupArnException',
      { CloudWatchLogsLogGroupArn: group.replace('eu-', 'us-'), CloudWatchLogsRoleArn: role },
    ],
    ['OrganizationsNotInUseException', { IsOrganizationTrail: true }],
    ['InvalidTagParameterException', { TagsList: [{ Key: 'aws:x', Value: '' }] }],
    ['InvalidTagParameterException', { TagsList: [{ Key: 'a' }, { Key: 'a' }] }],
    [
      'TagsLimitExceededException',
      { TagsList: Array.from({ length: 51 }, (_, number) => ({ Key: `key ${number}` })) },
    ],
  ])('%s: is not created with %j', async (name, input) => {
    const command = new CreateTrailCommand({ Name: 'audit', S3BucketName: BUCKET, ...input })
    expect(await failureOf(command)).toMatchObject({ name })
  })

  test.each<readonly [string, string | null]>([
    ['no policy', null],
    ['a policy for another trail', policyFor(OWN)],
    ['a policy for another account', policyFor('*', { folder: 'AWSLogs/111122223333/*' })],
    ['a policy without the prefix', policyFor('*', { folder: `AWSLogs/${accountId}/*` })],
    ['a policy that denies it', policyFor('*', { Effect: 'Deny' })],
    ['a policy that is none', '{'],
  ])('is not created on a bucket with %s', async (_, policy) => {
    account.state.s3.buckets[BUCKET]!.policy = policy
    const command = new CreateTrailCommand({ Name: 'audit', S3BucketName: BUCKET, S3KeyPrefix: 'logs' })
    expect(await failureOf(command)).toMatchObject({
      name: 'InsufficientS3BucketPolicyException',
      message: `Incorrect S3 bucket policy is detected for bucket: ${BUCKET}`,
      $metadata: { httpStatusCode: 403 },
    })
  })

  test("the company's own bucket is enough for its own trail", async () => {
    client = new CloudTrailClient(testAccount().client())
    expect(await failureOf(new UpdateTrailCommand({ Name: OWN, S3BucketName: BUCKET }))).toBeNull()
  })

  test('cannot be encrypted with a disabled key', async () => {
    account.state.kms.keys[resources.keyFor.data.arn]!.enabled = false
    const input = { Name: 'audit', S3BucketName: BUCKET, KmsKeyId: resources.keyFor.data.alias }
    expect(await failureOf(new CreateTrailCommand(input))).toMatchObject({ name: 'KmsKeyDisabledException' })
  })

  test('delivers to CloudWatch Logs if it has a log group and a role', async () => {
    const input = { CloudWatchLogsLogGroupArn: group, CloudWatchLogsRoleArn: role }
    expect(await create('audit', input)).toMatchObject(input)
  })

  test('is one of five in a Region, where those of all Regions count too', async () => {
    for (const name of ['one', 'two', 'three', 'four']) await create(name, {}, abroad)
    const fifth = new CreateTrailCommand({ Name: 'five', S3BucketName: BUCKET })
    const name = 'MaximumNumberOfTrailsExceededException'
    expect(await failureOf(fifth, abroad)).toMatchObject({ name })
    expect(await failureOf(fifth)).toBeNull()
    expect(await failureOf(new UpdateTrailCommand({ Name: 'five', IsMultiRegionTrail: true }))).toMatchObject(
      {
        name,
      },
    )
  })

  test.each(['arn:aws:cloudtrail:eu-central-1:1:trail/x', 'arn:aws:s3:::bucket'])(
    'has no ARN like %s',
    async (Name) => {
      const name = 'CloudTrailARNInvalidException'
      expect(await failureOf(new GetTrailCommand({ Name }))).toMatchObject({ name })
    },
  )
})
