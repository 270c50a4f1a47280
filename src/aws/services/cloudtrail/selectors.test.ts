import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
} from '@aws-sdk/client-cloudtrail'
import { beforeEach, describe, expect, test } from 'vitest'
import { testAccount, type TestAccount } from '../../../testing/testAccount.ts'
import { failureIn } from './failureForTest.ts'

const { accountId, resources } = testAccount().account
const OWN = resources.trail
const OWN_NAME = OWN.split('/')[1]!
const arnOf = (name: string) => `arn:aws:cloudtrail:eu-central-1:${accountId}:trail/${name}`

let account: TestAccount
let client: CloudTrailClient

beforeEach(() => {
  account = testAccount()
  client = new CloudTrailClient(account.client())
})

const failureOf = (command: { readonly input: object }, by = client) => failureIn(account, by, command)

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
