import { describe, expect, test } from 'vitest'
import { describeRecord } from './describe.ts'
import { sourceOf } from './fieldSources.ts'
import { withParsedTextsOpened } from './openedTexts.ts'
import { readRecord } from './record.ts'
import { summarizeEvent } from './summary.ts'

const read = (record: object) => readRecord(JSON.stringify(record))
const described = (record: object) => describeRecord(read(record))
const sentence = (record: object): string => {
  const { eventTimeMs: _, ...event } = described(record)
  return summarizeEvent({ ...event, id: 'e', eventTime: null }, withParsedTextsOpened(record))
}

const ANA = 'arn:aws:iam::111122223333:user/ana'
const CI = 'arn:aws:sts::111122223333:assumed-role/deploy/ci'

describe('an Insights event', () => {
  const insight = (details: object, attributions: readonly object[] = []) => ({
    eventVersion: '1.08',
    eventTime: '2026-02-09T22:27:00Z',
    eventID: 'e-1',
    eventType: 'AwsCloudTrailInsight',
    eventCategory: 'Insight',
    insightDetails: {
      state: 'Start',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'DescribeInstances',
      insightType: 'ApiCallRateInsight',
      insightContext: {
        statistics: { baseline: { average: 0.5 }, insight: { average: 40.25 } },
        attributions,
      },
      ...details,
    },
  })
  const by = (...values: readonly string[]) => [
    { attribute: 'userAgent', insight: [{ value: 'aws-cli/2.15', average: 40 }], baseline: [] },
    {
      attribute: 'userIdentityArn',
      insight: values.map((value, index) => ({ value, average: 40 - index })),
      baseline: [{ value: 'arn:aws:iam::111122223333:user/quiet', average: 0.1 }],
    },
  ]

  test('has the names of its calls, and the callers to whom they are attributed', () => {
    expect(described(insight({}, by(CI, ANA)))).toMatchObject({
      eventName: 'DescribeInstances',
      eventSource: 'ec2.amazonaws.com',
      errorCode: null,
      userName: 'ci',
      readOnly: null,
      resources: [
        { resourceType: 'AWS::STS::AssumedRole', resourceName: CI, derived: true },
        { resourceType: 'AWS::IAM::User', resourceName: ANA, derived: true },
      ],
    })
    expect(sentence(insight({}, by(CI, ANA)))).toBe(
      'CloudTrail Insights detected an unusual rate of DescribeInstances calls to Amazon EC2: 40.3 per minute, compared with a baseline of 0.5, most of them by ci.',
    )
    expect(sourceOf('userName', 'ci', read(insight({}, by(CI))))).toBe(
      'insightDetails.insightContext.attributions.insight.value',
    )
  })

  test('has the error whose rate is unusual', () => {
    const errors = insight({ insightType: 'ApiErrorRateInsight', errorCode: 'AccessDenied', state: 'End' })
    expect(described(errors).errorCode).toBe('AccessDenied')
    expect(sentence(errors)).toContain('the end of an unusual rate of DescribeInstances errors AccessDenied')
  })

  test.each([
    ['nothing', {}],
    ['the text null', { insightContext: { attributions: by('null') } }],
    ['something else', { insightContext: { attributions: { attribute: 1 } } }],
    ['text', { insightContext: 'unknown' }],
  ])('has no user if it is attributed to %s', (_, details) => {
    expect(described(insight(details))).toMatchObject({ userName: null, resources: [] })
  })
})

describe('an aggregated event', () => {
  const counted = (dimension: string, counts: Readonly<Record<string, number>>) => ({
    dimension,
    statistics: Object.entries(counts).map(([name, value]) => ({ name, value })),
    aggregationType: 'Count',
  })
  const aggregated = (primaryDimension: object, ...details: readonly object[]) => ({
    eventVersion: '1.0',
    accountId: '111122223333',
    eventId: 'e-2',
    eventCategory: 'Aggregated',
    eventType: 'AwsAggregatedEvent',
    eventSource: 's3.amazonaws.com',
    timeWindow: {
      windowStart: '2025-10-30T23:45:00Z',
      windowEnd: '2025-10-30T23:50:00Z',
      windowSize: 'PT5M',
    },
    summary: { primaryDimension, details },
  })

  test('of API activity has the call, and its caller and address if there is one', () => {
    const event = aggregated(
      counted('eventName', { GetObject: 1234 }),
      counted('userIdentity', { [`IAMUser:${ANA}`]: 1234 }),
      counted('sourceIpAddress', { '203.0.113.8': 1234 }),
      counted('userAgent', { 'aws-cli/2.15': 1000, Boto3: 234 }),
      counted('errorCodes', { AccessDenied: 3 }),
      counted('resourceARN', { 'arn:aws:s3:::a': 1200, 'arn:aws:s3:::b': 34 }),
    )
    expect(described(event)).toMatchObject({
      eventName: 'GetObject',
      userName: 'ana',
      userType: 'IAMUser',
      sourceIPAddress: '203.0.113.8',
      userAgent: null,
      // Only three of the calls failed.
      errorCode: null,
      accountId: '111122223333',
      resources: [{ resourceName: 'arn:aws:s3:::a' }, { resourceName: 'arn:aws:s3:::b' }],
    })
    expect(sentence(event)).toBe(
      'CloudTrail counted 1234 GetObject calls to Amazon S3 by ana between 23:45 and 23:50 UTC.',
    )
    expect(sourceOf('eventName', 'GetObject', read(event))).toBe('summary.primaryDimension.statistics.name')
  })

  test('of access to a resource has the resource, and a call only if it was the only one', () => {
    const resource = counted('resourceARN', { 'arn:aws:s3:::a': 50 })
    expect(
      described(aggregated(resource, counted('eventName', { GetObject: 40, PutObject: 10 }))),
    ).toMatchObject({
      eventName: null,
      resources: [{ resourceType: null, resourceName: 'arn:aws:s3:::a', derived: true }],
    })
    expect(described(aggregated(resource, counted('eventName', { GetObject: 50 }))).eventName).toBe(
      'GetObject',
    )
    expect(sentence(aggregated(resource))).toBe(
      'CloudTrail counted 50 data events of Amazon S3 on arn:aws:s3:::a between 23:45 and 23:50 UTC.',
    )
  })

  test.each([
    ['AWSAccount:444455556666', { userName: '444455556666', userType: 'AWSAccount', invokedBy: null }],
    ['AWSService:AWS Internal', { userName: null, userType: 'AWSService', invokedBy: 'AWS Internal' }],
    [`AssumedRole:${CI}`, { userName: 'ci', userType: 'AssumedRole' }],
    ['AssumedRole:AROAEXAMPLEEXAMPLE:ci', { userName: 'ci', userType: 'AssumedRole' }],
    ['Root:111122223333', { userName: 'root', userType: 'Root' }],
    [ANA, { userName: 'ana', userType: null }],
  ])('of user actions has the user: %s', (name, fields) => {
    expect(described(aggregated(counted('userIdentity', { [name]: 7 })))).toMatchObject(fields)
  })

  test('of several values has the most frequent, and lists some', () => {
    const calls = aggregated(
      counted('eventName', { ListObjects: 2, GetObject: 10, PutObject: 3, HeadObject: 1 }),
    )
    expect(described(calls).eventName).toBe('GetObject')
    expect(sentence(calls)).toBe(
      'CloudTrail counted data events of Amazon S3: ListObjects (2), GetObject (10), PutObject (3) and 1 more between 23:45 and 23:50 UTC.',
    )
  })

  test('is described whatever its summary contains', () => {
    for (const summary of [
      null,
      'x',
      [],
      { primaryDimension: 'x' },
      { primaryDimension: { statistics: [null, 1] } },
    ])
      expect(described({ ...aggregated({}), summary }).userName).toBeNull()
  })
})

describe('an event of a partner or of one’s own', () => {
  const audit = (eventData: unknown) => ({
    eventVersion: '1.0',
    eventCategory: 'ActivityAuditLog',
    eventType: 'ActivityLog',
    eventID: 'e-3',
    eventTime: '2026-02-09T22:27:53',
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    eventData,
  })
  const data = {
    version: '1',
    userIdentity: { type: 'CustomUserIdentity', principalId: 'ana@example.com', details: { org: 'example' } },
    userAgent: 'git/2',
    eventSource: 'git.audit',
    eventName: 'repo.destroy',
    sourceIPAddress: '203.0.113.8',
    errorCode: 'AccessDenied',
    UID: 'u-1',
  }

  test.each([
    ['an object', data],
    ['a text', JSON.stringify(data)],
  ])('has what its eventData has: %s', (_, eventData) => {
    expect(described(audit(eventData))).toMatchObject({
      eventID: 'e-3',
      eventTimeMs: Date.UTC(2026, 1, 9, 22, 27, 53),
      eventName: 'repo.destroy',
      eventSource: 'git.audit',
      userName: 'ana@example.com',
      userType: 'CustomUserIdentity',
      userAgent: 'git/2',
      sourceIPAddress: '203.0.113.8',
      errorCode: 'AccessDenied',
      accountId: '111122223333',
      eventCategory: 'ActivityAuditLog',
      readOnly: null,
    })
    expect(sentence(audit(eventData))).toBe(
      'ana@example.com was denied repo.destroy in git.audit from 203.0.113.8.',
    )
  })

  test('has its own time, else that in its eventData', () => {
    const event = audit({ ...data, eventTime: '2026-02-09T22:27:00Z' })
    expect(described(event).eventTimeMs).toBe(Date.UTC(2026, 1, 9, 22, 27, 53))
    expect(described({ ...event, eventTime: undefined }).eventTimeMs).toBe(Date.UTC(2026, 1, 9, 22, 27))
  })

  test('has the name from the details where there is no principal', () => {
    const userIdentity = { type: 'CustomUserIdentity', details: { email: 'ben@example.com' } }
    const event = audit({ ...data, errorCode: undefined, userIdentity })
    expect(described(event).userName).toBe('ben@example.com')
    expect(sentence(event)).toBe('ben@example.com performed repo.destroy in git.audit from 203.0.113.8.')
  })

  test('points to the places in its record', () => {
    expect(sourceOf('userName', 'ana@example.com', read(audit(data)))).toBe(
      'eventData.userIdentity.principalId',
    )
    expect(sourceOf('eventName', 'repo.destroy', read(audit(data)))).toBe('eventData.eventName')
    // Inside a text, to the text.
    expect(sourceOf('eventName', 'repo.destroy', read(audit(JSON.stringify(data))))).toBe('eventData')
  })
})

describe('a network activity event', () => {
  const denied = {
    eventVersion: '1.09',
    userIdentity: { type: 'AWSAccount', principalId: 'AROAEXAMPLE:ci', accountId: '444455556666' },
    eventTime: '2026-02-09T22:27:53Z',
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    sourceIPAddress: '10.0.0.7',
    errorCode: 'VpceAccessDenied',
    errorMessage: 'The request was denied due to a VPC endpoint policy',
    eventID: 'e-4',
    eventType: 'AwsVpceEvent',
    vpcEndpointId: 'vpce-1a2b',
    eventCategory: 'NetworkActivity',
  }

  test('has its VPC endpoint as a resource', () => {
    expect(described(denied).resources).toEqual([
      { resourceType: 'AWS::EC2::VPCEndpoint', resourceName: 'vpce-1a2b', derived: true },
    ])
    expect(sentence(denied)).toBe(
      'Session ci in account 444455556666 was denied Decrypt from 10.0.0.7 via VPC endpoint vpce-1a2b.',
    )
  })

  test('differs from a call through an endpoint', () => {
    expect(described({ ...denied, eventCategory: 'Management' }).resources).toEqual([])
    expect(described({ ...denied, vpcEndpointId: 'AWS Internal' }).resources).toEqual([])
  })
})

describe('a correction', () => {
  const call = {
    eventVersion: '1.08',
    eventName: 'StopLogging',
    eventID: 'e-5',
    eventType: 'AwsServiceEvent',
  }
  test('says what it corrects', () => {
    const addendum = {
      reason: 'UPDATED_DATA',
      updatedFields: 'responseElements',
      originalRequestID: 'r-1',
      originalEventID: 'e-1',
    }
    expect(sentence({ ...call, addendum })).toMatch(/This record corrects event e-1 in responseElements\.$/)
  })

  test.each([
    ['DELIVERY_DELAY', 'CloudTrail delivered it late.'],
    ['SERVICE_OUTAGE', 'CloudTrail delivered it late, after a service outage.'],
  ])('or why it is late: %s', (reason, said) => {
    expect(sentence({ ...call, addendum: { reason } }).endsWith(said)).toBe(true)
  })
})

describe('a sign-in to IAM Identity Center', () => {
  const signIn = (userIdentity: object, more: object = {}) =>
    described({
      eventVersion: '1.10',
      eventSource: 'signin.amazonaws.com',
      eventID: 'e',
      userIdentity,
      ...more,
    })

  test.each([
    ['the name that was given', { type: 'Unknown' }, { additionalEventData: { UserName: 'ana' } }, 'ana'],
    [
      'its own name first',
      { type: 'IdentityCenterUser', userName: 'ana', onBehalfOf: { userId: 'u' } },
      {},
      'ana',
    ],
    ['else the ID of the user', { type: 'Unknown', onBehalfOf: { userId: 'u-1' } }, {}, 'u-1'],
  ])('has %s', (_, identity, more, userName) => {
    expect(signIn(identity, more).userName).toBe(userName)
  })
})

describe('a mark sets apart in the list', () => {
  test.each([
    ['nothing of a call', { eventName: 'GetObject' }, null],
    ['the start of an Insights event', { insightDetails: { state: 'Start' } }, 'insight-start'],
    ['its end', { insightDetails: JSON.stringify({ state: 'End' }) }, 'insight-end'],
    ['an Insights event of another state', { insightDetails: { state: 'New' } }, 'insight'],
    ['an aggregated event', { summary: { primaryDimension: { dimension: 'eventName' } } }, 'aggregated'],
    ['a correction', { addendum: { reason: 'UPDATED_DATA', originalEventID: 'e-1' } }, 'correction'],
    ['an event that was delivered late', { addendum: { reason: 'DELIVERY_DELAY' } }, 'late'],
    ['a record from an OCSF event', { eventName: 'A', ocsf: { class_uid: 6003 } }, 'converted'],
    ['a record from an ECS document', { eventName: 'A', ecs: { version: '8' } }, 'converted'],
    ['a record from an OCSF event with nothing besides', { eventName: 'A', ocsf: {} }, 'converted'],
    ['nothing of an addendum that is neither', { addendum: { reason: 'OTHER' } }, null],
  ])('%s', (_, record, mark) => {
    expect(described({ eventVersion: '1.10', ...record }).mark).toBe(mark)
  })
})
