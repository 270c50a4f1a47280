import { describe, expect, test } from 'vitest'
import { assembledFrom } from './assembled.ts'
import { recordOfOcsf } from './ocsf.ts'

/** An event as Security Lake writes it for CloudTrail (OCSF 1.1). */
const EVENT = {
  metadata: {
    product: { version: '1.08', name: 'CloudTrail', vendor_name: 'AWS', feature: { name: 'Management' } },
    uid: '11111111-2222-3333-4444-555555555555',
    event_code: 'AwsApiCall',
    version: '1.1.0',
    profiles: ['cloud', 'datetime'],
  },
  time: 1714521600000,
  time_dt: '2024-05-01T00:00:00.000Z',
  cloud: { region: 'eu-west-1', provider: 'AWS' },
  api: {
    operation: 'RunInstances',
    service: { name: 'ec2.amazonaws.com' },
    version: null,
    request: { uid: 'request-1', data: '{"count":9007199254740993,"name":"a\\u00e9"}' },
    response: { error: 'Client.UnauthorizedOperation', message: 'No.', data: null },
  },
  actor: {
    user: {
      type: 'AssumedRole',
      uid: 'arn:aws:sts::111122223333:assumed-role/Admin/ana',
      uid_alt: 'AROAEXAMPLE:ana',
      account: { uid: '111122223333' },
      credential_uid: 'ASIAEXAMPLE',
      name: null,
    },
    session: {
      created_time: 1714520000000,
      created_time_dt: '2024-04-30T23:33:20Z',
      is_mfa: false,
      issuer: 'arn:aws:iam::111122223333:role/Admin',
    },
    invoked_by: null,
    idp: { name: null },
  },
  http_request: { user_agent: 'aws-cli/2' },
  src_endpoint: { uid: null, ip: '203.0.113.7', domain: null },
  resources: [
    {
      uid: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1',
      type: 'AWS::EC2::Instance',
      owner: { account: { uid: '111122223333' } },
    },
  ],
  class_name: 'API Activity',
  class_uid: 6003,
  activity_id: 1,
  status: 'Failure',
  unmapped: {
    managementEvent: 'true',
    readOnly: 'false',
    recipientAccountId: '111122223333',
    sessionCredentialFromConsole: 'true',
    'userIdentity.sessionContext.sessionIssuer.userName': 'Admin',
    'tlsDetails.tlsVersion': 'TLSv1.3',
  },
}

describe('an OCSF event of CloudTrail', () => {
  test('gets its names, places and texts back, and keeps the rest in a member of its own', () => {
    const text = recordOfOcsf(JSON.stringify(EVENT))!
    expect(text).toContain('"requestParameters":{"count":9007199254740993,"name":"a\\u00e9"}')
    expect(assembledFrom(text)).toBe('OCSF')
    expect(JSON.parse(text.replace('9007199254740993', '1'))).toEqual({
      eventVersion: '1.08',
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROAEXAMPLE:ana',
        arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ana',
        accountId: '111122223333',
        accessKeyId: 'ASIAEXAMPLE',
        sessionContext: {
          sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/Admin', userName: 'Admin' },
          attributes: { creationDate: '2024-04-30T23:33:20Z', mfaAuthenticated: 'false' },
        },
      },
      eventTime: '2024-05-01T00:00:00Z',
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      awsRegion: 'eu-west-1',
      sourceIPAddress: '203.0.113.7',
      userAgent: 'aws-cli/2',
      errorCode: 'Client.UnauthorizedOperation',
      errorMessage: 'No.',
      requestParameters: { count: 1, name: 'a\u{e9}' },
      requestID: 'request-1',
      eventID: '11111111-2222-3333-4444-555555555555',
      eventType: 'AwsApiCall',
      eventCategory: 'Management',
      readOnly: false,
      managementEvent: true,
      recipientAccountId: '111122223333',
      sessionCredentialFromConsole: 'true',
      tlsDetails: { tlsVersion: 'TLSv1.3' },
      resources: [
        {
          ARN: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1',
          accountId: '111122223333',
          type: 'AWS::EC2::Instance',
        },
      ],
      ocsf: {
        metadata: {
          product: { name: 'CloudTrail', vendor_name: 'AWS' },
          version: '1.1.0',
          profiles: ['cloud', 'datetime'],
        },
        cloud: { provider: 'AWS' },
        class_name: 'API Activity',
        class_uid: 6003,
        activity_id: 1,
        status: 'Failure',
      },
    })
  })

  test('is its original record if it has that', () => {
    const original = '{"eventVersion":"1.08", "eventID":"e-1", "big": 1e400}'
    for (const raw of [JSON.stringify(original), original])
      expect(
        recordOfOcsf(`{"class_uid":6003,"metadata":{"product":{"name":"CloudTrail"}},"raw_data":${raw}}`),
      ).toBe(original)
    expect(assembledFrom(original)).toBe(null)
    const event = JSON.stringify({ ...EVENT, raw_data: 'no JSON' })
    expect(recordOfOcsf(event)).toContain('"raw_data":"no JSON"')
  })

  test('of the first version has other places', () => {
    const user = {
      type: 'IAMUser',
      uid: 'AIDAEXAMPLE',
      uuid: 'arn:aws:iam::1:user/ana',
      account_uid: '1',
      name: 'ana',
    }
    const text = recordOfOcsf(
      JSON.stringify({
        ...EVENT,
        time_dt: undefined,
        actor: { user, session: { created_time: 1714520000, mfa: true } },
        resources: [{ uid: 'arn:aws:s3:::b', account_uid: '1' }],
      }),
    )!
    expect(JSON.parse(text)).toMatchObject({
      eventTime: '2024-05-01T00:00:00Z',
      userIdentity: {
        type: 'IAMUser',
        principalId: 'AIDAEXAMPLE',
        arn: 'arn:aws:iam::1:user/ana',
        accountId: '1',
        userName: 'ana',
        sessionContext: { attributes: { creationDate: '2024-04-30T23:33:20Z', mfaAuthenticated: 'true' } },
      },
      resources: [{ ARN: 'arn:aws:s3:::b', accountId: '1' }],
    })
  })

  test('of class 3002 is a sign-in of its user', () => {
    const { actor: _, ...rest } = EVENT
    const text = recordOfOcsf(
      JSON.stringify({
        ...rest,
        class_uid: 3002,
        status: 'Success',
        api: { operation: 'ConsoleLogin', service: { name: 'signin.amazonaws.com' } },
        user: { type: 'IAMUser', name: 'ana' },
        unmapped: { 'additionalEventData.MFAUsed': 'Yes' },
      }),
    )!
    expect(JSON.parse(text)).toMatchObject({
      userIdentity: { type: 'IAMUser', userName: 'ana' },
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MFAUsed: 'Yes' },
    })
  })

  test('keeps what has no place of its own', () => {
    const text = recordOfOcsf(
      JSON.stringify({
        ...EVENT,
        unmapped: {
          'requestParameters.count': '2',
          requestParameters: '{"a":1}',
          'eventName.x': 'y',
          responseElements: '{"b":{"c":[1.50]}}'.replace('1.50', '1.50'),
        },
      }),
    )!
    const record = JSON.parse(text) as { ocsf: { unmapped: unknown }; responseElements: unknown }
    expect(text).toContain('"responseElements":{"b":{"c":[1.50]}}')
    expect(record.ocsf.unmapped).toEqual({
      'requestParameters.count': '2',
      requestParameters: '{"a":1}',
      'eventName.x': 'y',
    })
  })

  test('of other products is none', () => {
    for (const event of [
      { class_uid: 4001, metadata: { product: { name: 'Amazon VPC' } } },
      { metadata: { product: { name: 'CloudTrail' } } },
      {},
    ])
      expect(recordOfOcsf(JSON.stringify(event))).toBe(null)
  })
})
