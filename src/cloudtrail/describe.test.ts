import { describe, expect, test } from 'vitest'
import { describeRecord, READ_ONLY_NAME } from './describe.ts'
import { readRecord } from './record.ts'

const described = (record: object) => describeRecord(readRecord(JSON.stringify(record)))

const RECORD = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:i-0abc',
    accountId: '444455556666',
    accessKeyId: 'ASIAEXAMPLE',
    invokedBy: 'autoscaling.amazonaws.com',
  },
  eventTime: '2026-02-09T22:27:53Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'PutBucketPolicy',
  awsRegion: 'eu-central-1',
  sourceIPAddress: '192.0.2.9',
  userAgent: '[aws-cli/2.15]',
  errorCode: 'AccessDenied',
  requestParameters: { bucketName: 'logs' },
  eventID: 'e-1',
  readOnly: false,
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  recipientAccountId: '111122223333',
}

describe('an event', () => {
  test('has every field from its own place in the record', () => {
    expect(described(RECORD)).toEqual({
      eventID: 'e-1',
      eventTimeMs: Date.UTC(2026, 1, 9, 22, 27, 53),
      eventName: 'PutBucketPolicy',
      eventSource: 's3.amazonaws.com',
      userName: 'i-0abc',
      awsRegion: 'eu-central-1',
      sourceIPAddress: '192.0.2.9',
      userAgent: '[aws-cli/2.15]',
      errorCode: 'AccessDenied',
      readOnly: false,
      accessKeyId: 'ASIAEXAMPLE',
      accountId: '111122223333',
      userType: 'AssumedRole',
      invokedBy: 'autoscaling.amazonaws.com',
      eventType: 'AwsApiCall',
      eventCategory: 'Management',
      mark: null,
      resources: [{ resourceType: 'AWS::S3::Bucket', resourceName: 'logs', derived: true }],
    })
  })

  test('has no value where its record has none', () => {
    const { eventCategory, resources, ...others } = described({})
    expect({ eventCategory, resources }).toEqual({ eventCategory: 'Management', resources: [] })
    expect(Object.keys(others).length).toBeGreaterThan(10)
    expect(Object.entries(others).filter(([, value]) => value !== null)).toEqual([])
  })

  test.each([
    ['the account that received it', RECORD, '111122223333'],
    [
      'the same, as others spell it',
      { ...RECORD, recipientAccountId: undefined, recipientAccountID: '7' },
      '7',
    ],
    ['else the account of who acted', { ...RECORD, recipientAccountId: '' }, '444455556666'],
    ['else the account of an aggregated event', { accountId: '9' }, '9'],
  ])('has an account: %s', (_, record, accountId) => {
    expect(described(record).accountId).toBe(accountId)
  })

  test('has the ID of an aggregated event, and its window’s start for a time', () => {
    const aggregated = {
      eventId: 'e-2',
      timeWindow: { windowStart: '2025-10-30 23:45:00', windowEnd: 'later' },
    }
    expect(described(aggregated)).toMatchObject({
      eventID: 'e-2',
      eventTimeMs: Date.UTC(2025, 9, 30, 23, 45),
    })
    expect(described({ ...aggregated, eventID: 'e-1' }).eventID).toBe('e-1')
  })

  test('has the first readable time', () => {
    const at = { eventTime: 'noon', timeWindow: { windowStart: '' }, '@timestamp': '2026-02-09T00:00:00Z' }
    // A dot in a name is escaped in a path; an at sign is not.
    expect(described(at).eventTimeMs).toBe(Date.UTC(2026, 1, 9))
    expect(described({ ...at, eventTime: '2026-02-08T00:00:00Z' }).eventTimeMs).toBe(Date.UTC(2026, 1, 8))
  })

  test.each([
    ['as trails write it', { readOnly: true, eventName: 'PutObject' }, true],
    ['as LookupEvents writes it', { readOnly: 'true', eventName: 'PutObject' }, true],
    ['in other letters', { readOnly: 'False', eventName: 'GetObject' }, false],
    ['else by its name', { eventName: 'GetObject' }, true],
    ['else by its name, also where it says neither', { readOnly: 'maybe', eventName: 'PutObject' }, false],
    ['unknown without a name', { readOnly: '' }, null],
  ])('is read-only or not: %s', (_, record, readOnly) => {
    expect(described(record).readOnly).toBe(readOnly)
  })

  test.each([
    ['as it says', { eventCategory: 'NetworkActivity', managementEvent: false }, 'NetworkActivity'],
    [
      'Data where it is no management event',
      { managementEvent: false, insightDetails: { state: 'Start' } },
      'Data',
    ],
    ['Insight where it has details of one', { insightDetails: { state: 'Start' } }, 'Insight'],
    ['Management where it is one', { managementEvent: true }, 'Management'],
    ['Management where it says nothing', { insightDetails: {} }, 'Management'],
  ])('has a category: %s', (_, record, eventCategory) => {
    expect(described(record).eventCategory).toBe(eventCategory)
  })
})

describe('the name of an event without readOnly', () => {
  test.each([
    'GetObject',
    'ListUsers',
    'DescribeInstances',
    'HeadBucket',
    'LookupEvents',
    'SearchResources',
    'BatchGetItem',
    'Query',
    'Scan',
    'AssumeRole',
    'AssumeRoleWithSAML',
    'Decrypt',
    'Encrypt',
    'GenerateDataKeyWithoutPlaintext',
  ])('%s reads', (name) => {
    expect(READ_ONLY_NAME.test(name)).toBe(true)
  })

  test.each([
    'PutObject',
    'DeleteObject',
    'GetSessionToken',
    'GetFederationToken',
    'GetSigninToken',
    'AssumeRoleForRoot',
    'ConsoleLogin',
    'BatchWriteItem',
    'StopQuery',
    'ReEncrypt',
    'CancelQuery',
    'UpdateListener',
  ])('%s does not', (name) => {
    expect(READ_ONLY_NAME.test(name)).toBe(false)
  })
})
