import {
  CloudTrailClient,
  LookupEventsCommand,
  paginateLookupEvents,
  type Event,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventStore } from '../../store/eventStore.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { testAccount } from '../../testing/testAccount.ts'
import { storedEventLookup } from './storedEventLookup.ts'

const NOON = Date.parse('2026-02-03T12:00:00Z')
const HOME = 'eu-central-1'

let number = 0

/** A record of a call by a user, unless it is changed. */
function record(changed: Readonly<Record<string, unknown>> = {}, timeMs = NOON): string {
  const time = new Date(timeMs).toISOString().replace('.000Z', 'Z')
  return JSON.stringify({
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', userName: 'alice', accessKeyId: 'AKIAALICE' },
    eventTime: time,
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    awsRegion: HOME,
    eventID: `00000000-0000-4000-8000-${String(++number).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...changed,
  })
}

/** Each differs from the others in what a lookup can search. */
const CREATED_BUCKET = record({
  eventName: 'CreateBucket',
  readOnly: false,
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:bob@example.com',
    arn: 'arn:aws:sts::111122223333:assumed-role/Developer/bob@example.com',
    accessKeyId: 'ASIABOB',
  },
  requestParameters: { bucketName: 'reports' },
})
const STOPPED = record(
  {
    eventSource: 'ec2.amazonaws.com',
    eventName: 'StopInstances',
    readOnly: false,
    userIdentity: { type: 'Root', userName: 'an-alias', accessKeyId: '' },
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-0abc' }] } },
  },
  NOON + 60_000,
)
const ROTATED = record(
  {
    eventSource: 'kms.amazonaws.com',
    eventName: 'RotateKey',
    userIdentity: { type: 'AWSService', invokedBy: 'AWS Internal' },
    resources: [
      { ARN: 'arn:aws:kms:eu-central-1:111122223333:key/1', accountId: '111122223333' },
      { type: 'AWS::KMS::Key' },
    ],
  },
  NOON + 120_500,
)
const OLD = record({
  eventVersion: '1.04',
  eventName: 'DescribeOld',
  eventCategory: undefined,
  managementEvent: undefined,
  readOnly: undefined,
})
const ABROAD = record({ awsRegion: 'us-west-2', eventName: 'DescribeAbroad' })
const PUT_OBJECT = record({ eventCategory: 'Data', managementEvent: false, eventName: 'PutObject' })
const OLD_DATA = record({ eventCategory: undefined, managementEvent: false, eventName: 'GetObject' })
const NETWORK = record({ eventCategory: 'NetworkActivity', eventName: 'ListKeys' })
const INSIGHT = JSON.stringify({
  eventVersion: '1.07',
  eventTime: '2026-02-03T13:00:00Z',
  awsRegion: HOME,
  eventID: '55b1a4ff-9b6f-45f8-bc6b-9b41c052ebc7',
  eventType: 'AwsCloudTrailInsight',
  recipientAccountId: '111122223333',
  sharedEventID: '3d53c2e8-02b2-4e93-9aab-08ed47ea5fd3',
  insightDetails: {
    state: 'Start',
    eventSource: 'autoscaling.amazonaws.com',
    eventName: 'CompleteLifecycleAction',
    insightType: 'ApiCallRateInsight',
    insightContext: {
      attributions: [
        {
          attribute: 'userIdentityArn',
          insight: [{ value: 'arn:aws:sts::111122223333:assumed-role/Deploy', average: 0.6 }],
        },
      ],
    },
  },
  eventCategory: 'Insight',
})

const RECORDS = [
  CREATED_BUCKET,
  STOPPED,
  ROTATED,
  OLD,
  ABROAD,
  PUT_OBJECT,
  OLD_DATA,
  NETWORK,
  INSIGHT,
  record(),
]

function clientOf(store: EventStore, region = HOME): CloudTrailClient {
  const account = testAccount({ events: storedEventLookup(store, () => NOON) })
  return new CloudTrailClient(account.client(undefined, region))
}

async function lookUp(client: CloudTrailClient, input: LookupEventsCommandInput = {}): Promise<Event[]> {
  return (await client.send(new LookupEventsCommand(input))).Events ?? []
}

const namesOf = (events: readonly Event[]) => events.map(({ EventName }) => EventName)

describe('a lookup', () => {
  let store: EventStore
  let client: CloudTrailClient
  beforeAll(async () => {
    store = await storeOf(RECORDS)
    client = clientOf(store)
  })
  afterAll(() => store.close())

  test('has the management events of its Region, the newest first', async () => {
    expect(namesOf(await lookUp(client))).toEqual([
      'RotateKey',
      'StopInstances',
      'ListBuckets',
      'DescribeOld',
      'CreateBucket',
    ])
    expect(namesOf(await lookUp(clientOf(store, 'us-west-2')))).toEqual(['DescribeAbroad'])
    expect(await lookUp(clientOf(store, 'ap-south-1'))).toEqual([])
    expect(namesOf(await lookUp(clientOf(store, 'aws-global')))).toContain('DescribeAbroad')
  })

  test.each([
    ['EventId', (JSON.parse(STOPPED) as { eventID: string }).eventID, ['StopInstances']],
    ['EventName', 'RotateKey', ['RotateKey']],
    ['ReadOnly', 'false', ['StopInstances', 'CreateBucket']],
    ['ReadOnly', 'true', ['RotateKey', 'ListBuckets', 'DescribeOld']],
    ['Username', 'bob@example.com', ['CreateBucket']],
    ['Username', 'root', ['StopInstances']],
    ['Username', 'Alice', []],
    ['ResourceType', 'AWS::EC2::Instance', ['StopInstances']],
    ['ResourceName', 'reports', ['CreateBucket']],
    ['ResourceName', 'arn:aws:kms:eu-central-1:111122223333:key/1', ['RotateKey']],
    ['EventSource', 'ec2.amazonaws.com', ['StopInstances']],
    ['AccessKeyId', 'ASIABOB', ['CreateBucket']],
  ] as const)('by %s %s', async (AttributeKey, AttributeValue, names) => {
    const found = await lookUp(client, { LookupAttributes: [{ AttributeKey, AttributeValue }] })
    expect(namesOf(found)).toEqual(names)
  })

  test('gives events the members and types of the API', async () => {
    const [rotated, stopped, , , created] = await lookUp(client)
    expect(created).toEqual({
      EventId: (JSON.parse(CREATED_BUCKET) as { eventID: string }).eventID,
      EventName: 'CreateBucket',
      ReadOnly: 'false',
      AccessKeyId: 'ASIABOB',
      EventTime: new Date(NOON),
      EventSource: 's3.amazonaws.com',
      Username: 'bob@example.com',
      Resources: [{ ResourceType: 'AWS::S3::Bucket', ResourceName: 'reports' }],
      CloudTrailEvent: CREATED_BUCKET,
    })
    expect(stopped).not.toHaveProperty('AccessKeyId')
    expect(rotated).not.toHaveProperty('Username')
    expect(rotated).toMatchObject({
      EventTime: new Date(NOON + 120_500),
      Resources: [
        { ResourceName: 'arn:aws:kms:eu-central-1:111122223333:key/1' },
        { ResourceType: 'AWS::KMS::Key' },
      ],
    })
    expect(rotated?.Resources?.map((each) => Object.keys(each))).toEqual([['ResourceName'], ['ResourceType']])
  })

  test('gives nothing that a record has not', async () => {
    const text = '{"eventVersion":"1.11","awsRegion":"eu-central-1","eventType":"AwsServiceEvent"}'
    const bare = await storeOf([text])
    expect(await lookUp(clientOf(bare))).toEqual([{ Resources: [], CloudTrailEvent: text }])
    expect(await lookUp(clientOf(bare), { EndTime: new Date(NOON) })).toEqual([])
    await bare.close()
  })

  test('includes both ends of its time range, at the very instant', async () => {
    const between = async (startMs: number, endMs: number) =>
      namesOf(await lookUp(client, { StartTime: new Date(startMs), EndTime: new Date(endMs) }))
    expect(await between(NOON + 60_000, NOON + 120_500)).toEqual(['RotateKey', 'StopInstances'])
    expect(await between(NOON + 60_000, NOON + 120_499)).toEqual(['StopInstances'])
    expect(await between(NOON + 60_001, NOON + 120_500)).toEqual(['RotateKey'])
    expect(await between(NOON + 60_000, NOON + 60_000)).toEqual(['StopInstances'])
    expect(namesOf(await lookUp(client, { StartTime: new Date(NOON + 120_500) }))).toEqual(['RotateKey'])
  })

  test('for Insights events has only those, without somebody who called', async () => {
    const [event, ...others] = await lookUp(client, { EventCategory: 'insight' })
    expect(others).toEqual([])
    expect(event).toEqual({
      EventId: '55b1a4ff-9b6f-45f8-bc6b-9b41c052ebc7',
      EventName: 'CompleteLifecycleAction',
      EventTime: new Date('2026-02-03T13:00:00Z'),
      EventSource: 'autoscaling.amazonaws.com',
      CloudTrailEvent: INSIGHT,
    })
    const byName = (AttributeValue: string) =>
      lookUp(client, {
        EventCategory: 'insight',
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue }],
      })
    expect(await byName('CompleteLifecycleAction')).toHaveLength(1)
    expect(await byName('ListBuckets')).toHaveLength(0)
  })

  const attribute = (AttributeKey: string, AttributeValue: string) =>
    ({ LookupAttributes: [{ AttributeKey, AttributeValue }] }) as LookupEventsCommandInput

  test.each<readonly [string, string, LookupEventsCommandInput]>([
    ['InvalidLookupAttributesException', 'an unknown key', attribute('Region', HOME)],
    ['InvalidLookupAttributesException', 'a key in another case', attribute('eventName', 'RotateKey')],
    ['InvalidLookupAttributesException', 'an empty value', attribute('EventName', '')],
    ['InvalidLookupAttributesException', 'a long value', attribute('EventName', 'x'.repeat(2001))],
    ['InvalidLookupAttributesException', 'ReadOnly neither true nor false', attribute('ReadOnly', 'TRUE')],
    [
      'InvalidLookupAttributesException',
      'two attributes',
      {
        LookupAttributes: [
          { AttributeKey: 'EventName', AttributeValue: 'RotateKey' },
          { AttributeKey: 'ReadOnly', AttributeValue: 'true' },
        ],
      },
    ],
    [
      'InvalidLookupAttributesException',
      'a user of Insights events',
      { ...attribute('Username', 'alice'), EventCategory: 'insight' },
    ],
    ['InvalidEventCategoryException', 'another category', { EventCategory: 'Insight' as never }],
    [
      'InvalidTimeRangeException',
      'a start after the end',
      { StartTime: new Date(NOON + 1), EndTime: new Date(NOON) },
    ],
    ['InvalidTimeRangeException', 'an impossible time', { EndTime: new Date(8.64e15) }],
    ['InvalidMaxResultsException', 'no results', { MaxResults: 0 }],
    ['InvalidMaxResultsException', 'too many results', { MaxResults: 51 }],
    ['InvalidNextTokenException', 'a foreign token', { NextToken: 'kbOt5LlZe++mErCebpy2TgaMgmDvF1kYGFcH' }],
    ['InvalidNextTokenException', 'an empty token', { NextToken: '' }],
  ])('answers %s to %s', async (name, _, input) => {
    const failure: unknown = await lookUp(client, input).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name, $metadata: { httpStatusCode: 400 } })
    expect((failure as Error).message).toMatch(/\.$/)
  })
})

describe('the pages of a lookup', () => {
  /** Many in each second, so that pages end between events of one time. */
  const MANY = Array.from({ length: 1203 }, (_, index) => record({}, NOON + Math.floor(index / 400) * 1000))
  let store: EventStore
  beforeAll(async () => {
    store = await storeOf(MANY)
  })
  afterAll(() => store.close())

  test('have every event once, however many arrive in between', async () => {
    const ids: (string | undefined)[] = []
    const pages: number[] = []
    for await (const page of paginateLookupEvents({ client: clientOf(store) }, {})) {
      ids.push(...page.Events!.map(({ EventId }) => EventId))
      pages.push(page.Events!.length)
      if (page.NextToken === undefined) expect(page).not.toHaveProperty('NextToken')
      if (pages.length < 4)
        await addRecords(store, [record({}, NOON + 500), record({}, NOON + 9000)], `${pages.length}.json`)
    }
    expect(pages).toEqual([...Array.from({ length: 24 }, () => 50), 3])
    const expected = MANY.map((text) => JSON.parse(text) as { eventID: string; eventTime: string })
      .toSorted((a, b) => (a.eventTime + a.eventID < b.eventTime + b.eventID ? 1 : -1))
      .map(({ eventID }) => eventID)
    expect(ids).toEqual(expected)
  })

  test('belong to one lookup', async () => {
    const client = clientOf(store)
    const input = {
      MaxResults: 10,
      LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'alice' }],
    }
    const first = await client.send(new LookupEventsCommand(input as LookupEventsCommandInput))
    const second = async (changed: LookupEventsCommandInput, by = client) =>
      by.send(
        new LookupEventsCommand({
          ...(input as LookupEventsCommandInput),
          NextToken: first.NextToken,
          ...changed,
        }),
      )
    expect((await second({})).Events).toHaveLength(10)
    expect((await second({ MaxResults: 5 })).Events, 'pages may differ in size').toHaveLength(5)
    const bucket = { LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'bob' }] as const }
    const name = 'InvalidNextTokenException'
    await expect(second(bucket as never)).rejects.toMatchObject({ name })
    await expect(second({ EndTime: new Date(NOON) })).rejects.toMatchObject({ name })
    await expect(second({ StartTime: new Date(0) })).rejects.toMatchObject({ name })
    await expect(second({ LookupAttributes: undefined })).rejects.toMatchObject({ name })
    await expect(second({}, clientOf(store, 'us-west-2'))).rejects.toMatchObject({ name })
    const other = await storeOf(MANY.slice(0, 100))
    await expect(second({}, clientOf(other))).rejects.toMatchObject({ name })
    await other.close()
  })
})
