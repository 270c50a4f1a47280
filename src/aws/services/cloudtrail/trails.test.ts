import {
  AddTagsCommand,
  CreateTrailCommand,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListPublicKeysCommand,
  ListTagsCommand,
  ListTrailsCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  RemoveTagsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
  CloudTrailClient,
} from '@aws-sdk/client-cloudtrail'
import { beforeEach, describe, expect, test } from 'vitest'
import { START_MS, testAccount, type TestAccount } from '../../../testing/testAccount.ts'

const { accountId, resources } = testAccount().account
const OWN = resources.trail
const OWN_NAME = OWN.split('/')[1]!
const BUCKET = resources.trailBucket
const arnOf = (name: string, region = 'eu-central-1') =>
  `arn:aws:cloudtrail:${region}:${accountId}:trail/${name}`

let account: TestAccount
let client: CloudTrailClient
let abroad: CloudTrailClient

beforeEach(() => {
  account = testAccount()
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

/** What a command fails with; null if it does not. */
async function failureOf(command: { readonly input: object }, by = client): Promise<unknown> {
  const before = JSON.stringify(account.state)
  try {
    await by.send(command as never)
    return null
  } catch (error) {
    expect(JSON.stringify(account.state), 'a failure changes nothing').toBe(before)
    expect((error as Error).message).not.toBe('')
    return error
  }
}

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

  const role = Object.values(resources.roles)[0]!.arn
  const group = `arn:aws:logs:eu-central-1:${accountId}:log-group:trail:*`

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
    ['KmsKeyNotFoundException', { KmsKeyId: 'alias/unknown' }],
    ['InvalidParameterCombinationException', { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: false }],
    ['InvalidCloudWatchLogsRoleArnException', { CloudWatchLogsLogGroupArn: group }],
    [
      'InvalidCloudWatchLogsRoleArnException',
      { CloudWatchLogsLogGroupArn: group, CloudWatchLogsRoleArn: 'x' },
    ],
    ['InvalidCloudWatchLogsLogGroupArnException', { CloudWatchLogsRoleArn: role }],
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

describe('event selectors', () => {
  const put = (input: object) => new PutEventSelectorsCommand({ TrailName: OWN_NAME, ...input })
  const get = () => client.send(new GetEventSelectorsCommand({ TrailName: OWN_NAME }))

  test('without any are those of all management events', async () => {
    expect((await get()).EventSelectors).toEqual([
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: [],
      },
    ])
  })

  test('of one kind replace those of the other', async () => {
    const basic = {
      ReadWriteType: 'WriteOnly',
      IncludeManagementEvents: true,
      DataResources: [
        { Type: 'AWS::S3::Object', Values: ['arn:aws:s3', 'arn:aws:s3:::bucket/'] },
        { Type: 'AWS::Lambda::Function', Values: [] },
      ],
      ExcludeManagementEventSources: ['kms.amazonaws.com'],
    }
    expect((await client.send(put({ EventSelectors: [basic] }))).EventSelectors).toEqual([basic])
    const advanced = {
      Name: 'Objects that were written',
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        { Field: 'readOnly', Equals: ['false'] },
        { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::bucket/'] },
      ],
    }
    await client.send(put({ AdvancedEventSelectors: [advanced] }))
    expect(await get()).toEqual({
      $metadata: expect.anything() as object,
      TrailARN: OWN,
      AdvancedEventSelectors: [advanced],
    })
    const { Trail } = await client.send(new GetTrailCommand({ Name: OWN }))
    expect(Trail!.HasCustomEventSelectors).toBe(true)
  })

  const fields = (...FieldSelectors: object[]) => ({ AdvancedEventSelectors: [{ FieldSelectors }] })
  const management = { Field: 'eventCategory', Equals: ['Management'] }
  const data = { Field: 'eventCategory', Equals: ['Data'] }
  const objects = { Field: 'resources.type', Equals: ['AWS::S3::Object'] }

  test.each<readonly [string, object]>([
    ['none', {}],
    ['no basic ones', { EventSelectors: [] }],
    ['both kinds', { EventSelectors: [{}], ...fields(management) }],
    ['six', { EventSelectors: Array.from({ length: 6 }, () => ({})) }],
    ['an unknown ReadWriteType', { EventSelectors: [{ ReadWriteType: 'read-only' }] }],
    ['an unknown type of data', { EventSelectors: [{ DataResources: [{ Type: 'AWS::SNS::Topic' }] }] }],
    [
      'a value that is no ARN of the type',
      { EventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['bucket'] }] }] },
    ],
    [
      'too many values',
      {
        EventSelectors: [
          {
            DataResources: [
              {
                Type: 'AWS::S3::Object',
                Values: Array.from({ length: 251 }, (_, number) => `arn:aws:s3:::b/${number}`),
              },
            ],
          },
        ],
      },
    ],
    [
      'a source that cannot be excluded',
      { EventSelectors: [{ ExcludeManagementEventSources: ['s3.amazonaws.com'] }] },
    ],
    [
      'an exclusion without management events',
      {
        EventSelectors: [
          { IncludeManagementEvents: false, ExcludeManagementEventSources: ['kms.amazonaws.com'] },
        ],
      },
    ],
    ['no fields', fields()],
    ['no category', fields({ Field: 'readOnly', Equals: ['true'] })],
    ['an unknown category', fields({ Field: 'eventCategory', Equals: ['Insight'] })],
    ['data events without a type', fields(data)],
    ['two types', fields(data, { ...objects, Equals: ['AWS::S3::Object', 'AWS::SNS::Topic'] })],
    ['a field twice', fields(management, management)],
    ['a field of another category', fields(management, { Field: 'resources.ARN', Equals: ['x'] })],
    ['an operator that a field has not', fields(data, objects, { Field: 'readOnly', NotEquals: ['true'] })],
    ['a value that a field has not', fields(management, { Field: 'readOnly', Equals: ['yes'] })],
    ['an included source', fields(management, { Field: 'eventSource', Equals: ['kms.amazonaws.com'] })],
    ['no operator', fields(data, objects, { Field: 'eventName' })],
    ['an operator without values', fields(data, objects, { Field: 'eventName', Equals: [] })],
    [
      '501 values',
      fields(data, objects, {
        Field: 'eventName',
        NotEquals: Array.from({ length: 499 }, (_, number) => `Name${number}`),
      }),
    ],
  ])('cannot be %s', async (_, input) => {
    expect(await failureOf(put(input))).toMatchObject({ name: 'InvalidEventSelectorsException' })
  })
})

describe('insight selectors', () => {
  const put = (...InsightSelectors: object[]) =>
    new PutInsightSelectorsCommand({ TrailName: OWN_NAME, InsightSelectors })
  const get = new GetInsightSelectorsCommand({ TrailName: OWN_NAME })

  test('are off until they are set, and again after an empty list', async () => {
    expect(await failureOf(get)).toMatchObject({ name: 'InsightNotEnabledException' })
    await client.send(put({ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight' }))
    expect((await client.send(get)).InsightSelectors).toEqual([
      { InsightType: 'ApiCallRateInsight', EventCategories: ['Management'] },
      { InsightType: 'ApiErrorRateInsight', EventCategories: ['Management'] },
    ])
    const { Trail } = await client.send(new GetTrailCommand({ Name: OWN }))
    expect(Trail!.HasInsightSelectors).toBe(true)
    await client.send(put())
    expect(await failureOf(get)).toMatchObject({ name: 'InsightNotEnabledException' })
  })

  test.each<readonly object[]>([
    [{ InsightType: 'Other' }],
    [{}],
    [{ InsightType: 'ApiCallRateInsight', EventCategories: [] }],
    [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiCallRateInsight' }],
  ])('cannot be %j', async (...selectors) => {
    expect(await failureOf(put(...selectors))).toMatchObject({ name: 'InvalidInsightSelectorsException' })
  })

  test.each<readonly [object, number]>([
    [{ EventSelectors: [{ ReadWriteType: 'ReadOnly' }] }, 1],
    [{ EventSelectors: [{ ReadWriteType: 'WriteOnly' }] }, 0],
    [{ EventSelectors: [{ IncludeManagementEvents: false }] }, 2],
    [
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Management'] },
              { Field: 'readOnly', Equals: ['true'] },
            ],
          },
        ],
      },
      1,
    ],
  ])('need the events that they are about: with %j, %d fail', async (selectors, failures) => {
    await client.send(new PutEventSelectorsCommand({ TrailName: OWN_NAME, ...selectors }))
    const results = [
      await failureOf(put({ InsightType: 'ApiCallRateInsight' })),
      await failureOf(put({ InsightType: 'ApiErrorRateInsight' })),
    ]
    expect(results.filter((failure) => failure !== null)).toHaveLength(failures)
  })

  test('belong to a trail', async () => {
    const EventDataStore = arnOf('x').replace('trail/', 'eventdatastore/')
    const failure = (input: object) => failureOf(new GetInsightSelectorsCommand(input))
    expect(await failure({})).toMatchObject({ name: 'InvalidParameterCombinationException' })
    expect(await failure({ EventDataStore })).toMatchObject({ name: 'UnsupportedOperationException' })
    expect(await failure({ TrailName: OWN, EventDataStore })).toMatchObject({
      name: 'InvalidParameterCombinationException',
    })
  })
})

describe('tags', () => {
  const add = (Key: string, Value: string) =>
    client.send(new AddTagsCommand({ ResourceId: OWN, TagsList: [{ Key, Value }] }))

  test('are added, changed and removed', async () => {
    await add('cost', '1')
    await add('cost', '2')
    await client.send(
      new RemoveTagsCommand({ ResourceId: OWN, TagsList: [{ Key: 'team' }, { Key: 'none' }] }),
    )
    const { ResourceTagList } = await client.send(new ListTagsCommand({ ResourceIdList: [OWN] }))
    expect(ResourceTagList).toEqual([{ ResourceId: OWN, TagsList: [{ Key: 'cost', Value: '2' }] }])
  })

  test.each([
    ['CloudTrailARNInvalidException', OWN_NAME],
    ['ResourceNotFoundException', arnOf('nothing')],
    ['ResourceTypeNotSupportedException', arnOf('x').replace('trail/', 'dashboard/')],
  ])('%s: %s has none', async (name, ResourceId) => {
    const tag = { Key: 'a', Value: 'b' }
    expect(await failureOf(new AddTagsCommand({ ResourceId, TagsList: [tag] }))).toMatchObject({ name })
    expect(await failureOf(new RemoveTagsCommand({ ResourceId, TagsList: [tag] }))).toMatchObject({ name })
    expect(await failureOf(new ListTagsCommand({ ResourceIdList: [ResourceId] }))).toMatchObject({ name })
  })

  test('only change in the home Region, and are listed for at most 20 trails', async () => {
    const tagged = new AddTagsCommand({ ResourceId: OWN, TagsList: [{ Key: 'a' }] })
    expect(await failureOf(tagged, abroad)).toMatchObject({ name: 'ResourceNotFoundException' })
    for (const length of [0, 21]) {
      const ResourceIdList = Array.from({ length }, () => OWN)
      expect(await failureOf(new ListTagsCommand({ ResourceIdList }))).toMatchObject({
        name: 'InvalidParameterException',
      })
    }
  })
})

test('there are no digest files yet, so there are no public keys', async () => {
  expect((await client.send(new ListPublicKeysCommand())).PublicKeyList).toEqual([])
  const range = { StartTime: new Date(2000), EndTime: new Date(1000) }
  expect(await failureOf(new ListPublicKeysCommand(range))).toMatchObject({
    name: 'InvalidTimeRangeException',
  })
  for (const command of [
    new ListPublicKeysCommand({ NextToken: 'x' }),
    new ListTrailsCommand({ NextToken: 'x' }),
    new ListTagsCommand({ ResourceIdList: [OWN], NextToken: 'x' }),
  ])
    expect(await failureOf(command)).toMatchObject({ name: 'InvalidTokenException' })
})
