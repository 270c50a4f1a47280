import { expect, test } from 'vitest'
import { find } from '../readForTest.ts'
import { recordOfEcs } from './ecs.ts'

/** A document as Elastic's pipeline writes it when it does not keep the original. */
const DOCUMENT = {
  '@timestamp': '2024-05-01T00:00:00.000Z',
  ecs: { version: '8.11.0' },
  event: {
    provider: 'iam.amazonaws.com',
    action: 'CreateUser',
    id: 'e-1',
    outcome: 'success',
    kind: 'event',
  },
  cloud: { region: 'us-east-1', account: { id: '111122223333' } },
  user: { name: 'ana', id: 'AIDAEXAMPLE' },
  user_agent: { original: 'aws-cli/2', name: 'aws-cli' },
  source: { address: '203.0.113.7', ip: '203.0.113.7' },
  aws: {
    cloudtrail: {
      event_version: '1.08',
      event_type: 'AwsApiCall',
      event_category: 'Management',
      read_only: false,
      request_id: 'r-1',
      user_identity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ana',
        access_key_id: 'ASIAEXAMPLE',
        session_context: {
          mfa_authenticated: 'false',
          creation_date: '2024-04-30T23:00:00Z',
          session_issuer: { type: 'Role', user_name: 'Admin' },
        },
      },
      request_parameters: '{userName=bob}',
      response_elements: '{user={userName=bob}}',
      additional_eventdata: '{a=b}',
      flattened: { request_parameters: { userName: 'bob' } },
      resources: [{ arn: 'arn:aws:iam::1:user/bob', account_id: '1', type: 'AWS::IAM::User' }],
    },
  },
}

const RECORD = {
  eventVersion: '1.08',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AIDAEXAMPLE',
    arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ana',
    accessKeyId: 'ASIAEXAMPLE',
    userName: 'ana',
    sessionContext: {
      sessionIssuer: { type: 'Role', userName: 'Admin' },
      attributes: { creationDate: '2024-04-30T23:00:00Z', mfaAuthenticated: 'false' },
    },
  },
  eventTime: '2024-05-01T00:00:00.000Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2',
  requestParameters: { userName: 'bob' },
  responseElements: '{user={userName=bob}}',
  additionalEventData: '{a=b}',
  requestID: 'r-1',
  eventID: 'e-1',
  readOnly: false,
  resources: [{ ARN: 'arn:aws:iam::1:user/bob', accountId: '1', type: 'AWS::IAM::User' }],
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
  ecs: {
    ecs: { version: '8.11.0' },
    event: { outcome: 'success', kind: 'event' },
    user_agent: { name: 'aws-cli' },
    source: { ip: '203.0.113.7' },
  },
}

test('an ECS document of CloudTrail becomes a record, and keeps the rest in a member of its own', async () => {
  for (const file of [
    DOCUMENT,
    [DOCUMENT],
    { hits: { hits: [{ _index: 'logs', _source: DOCUMENT }] } },
    { _index: 'logs', _source: DOCUMENT },
  ]) {
    const { records, problems } = await find(JSON.stringify(file))
    expect(records.map((text) => JSON.parse(text) as unknown)).toEqual([RECORD])
    expect(problems).toEqual([
      { position: null, reason: expect.stringMatching(/^1 event was read from ECS/) as string },
    ])
  }
})

test('names that are paths are the same', () => {
  const text = recordOfEcs(
    JSON.stringify({
      'aws.cloudtrail.event_version': ['1.08'],
      'event.action': ['CreateUser'],
      'event.provider': ['iam.amazonaws.com'],
      'event.id': ['e-1'],
    }),
  )
  expect(JSON.parse(text!)).toMatchObject({
    eventVersion: '1.08',
    eventName: 'CreateUser',
    eventSource: 'iam.amazonaws.com',
    eventID: 'e-1',
  })
})

test('a document with the original record is not put together, nor is another one', async () => {
  const original = '{"eventVersion":"1.08","eventID":"e-9","eventName":"X"}'
  const document = { ...DOCUMENT, event: { ...DOCUMENT.event, original } }
  expect(recordOfEcs(JSON.stringify(document))).toBe(null)
  expect(await find(JSON.stringify(document))).toMatchObject({ records: [original], problems: [] })
  expect(recordOfEcs(JSON.stringify({ aws: { vpcflow: { version: '2' } }, event: {} }))).toBe(null)
})
