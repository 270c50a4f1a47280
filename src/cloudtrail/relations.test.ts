import { describe, expect, test } from 'vitest'
import type { CloudTrailEvent } from './event.ts'
import { describeRecord } from './describe.ts'
import { readRecord } from './record.ts'
import { relationsOf } from './relations.ts'
import { textAt } from './textAt.ts'

const of = (record: object): readonly string[] =>
  relationsOf(eventOf(record), record).map(
    ({ name, is }) => `${name}: ${is.map(([field, value]) => `${field}=${value}`).join(' ')}`,
  )

const eventOf = (record: object): CloudTrailEvent => {
  const { eventTimeMs: _, ...event } = describeRecord(readRecord(JSON.stringify(record)))
  return { ...event, id: 'e', eventTime: null }
}

const assumedRole = {
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:alice',
    arn: 'arn:aws:sts::111122223333:assumed-role/deploy/alice',
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/app/deploy' },
      attributes: { creationDate: '2023-07-15T03:51:12Z' },
      sourceIdentity: 'alice@example.com',
    },
  },
  sourceIPAddress: '192.0.2.1',
  requestID: 'r-1',
  sharedEventID: 's-1',
  resources: [{ ARN: 'arn:aws:s3:::a' }, { ARN: 'arn:aws:s3:::b' }, { ARN: 'arn:aws:s3:::a', type: 'x' }],
}

describe('an event belongs together with', () => {
  test('those of its request, session, key, user, role, address and resources, closest ties first', () => {
    expect(of(assumedRole)).toEqual([
      'request: requestID=r-1',
      'shared event ID: sharedEventID=s-1',
      'session: userIdentity.principalId=AROAEXAMPLE:alice userIdentity.sessionContext.attributes.creationDate=2023-07-15T03:51:12Z',
      'access key: accessKeyId=ASIAEXAMPLE',
      'user: userIdentity.arn=arn:aws:sts::111122223333:assumed-role/deploy/alice',
      'source identity: userIdentity.sessionContext.sourceIdentity=alice@example.com',
      'role: userIdentity.sessionContext.sessionIssuer.arn=arn:aws:iam::111122223333:role/app/deploy',
      'source IP address: sourceIPAddress=192.0.2.1',
      'resource: resourceName=arn:aws:s3:::a',
      'resource: resourceName=arn:aws:s3:::b',
      'Call that issued this key: responseElements.credentials.accessKeyId=ASIAEXAMPLE',
    ])
  })

  test('those of root in its account, and of a service', () => {
    expect(of({ userIdentity: { type: 'Root', accountId: '1', arn: 'arn:aws:iam::1:root' } })).toEqual([
      'user: userIdentity.type=Root userIdentity.accountId=1',
    ])
    expect(of({ userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } })).toEqual([
      'user: invokedBy=ec2.amazonaws.com',
    ])
  })

  test('those made with the credentials it issued', () => {
    expect(of({ responseElements: { credentials: { accessKeyId: 'ASIANEW' } } })).toEqual([
      'Calls made with the credentials issued here: accessKeyId=ASIANEW',
    ])
  })

  test('the event that it corrects, and perhaps corrections of it', () => {
    const addendum = { reason: 'UPDATED_DATA', originalEventID: 'e-1' }
    const record = { eventID: 'e-2', addendum }
    expect(of(record)).toEqual([
      'Event that this record corrects: eventID=e-1',
      'Corrections of this event: addendum.originalEventID=e-2',
    ])
    expect(relationsOf(eventOf(record), record).map(({ isRare }) => isRare)).toEqual([undefined, true])
  })

  test('no others by a long-term key, which is not a session', () => {
    expect(of({ userIdentity: { type: 'IAMUser', accessKeyId: 'AKIAEXAMPLE' } })).toEqual([
      'access key: accessKeyId=AKIAEXAMPLE',
    ])
  })
})

test('an unusual record has no relations, and does no harm', () => {
  const event = eventOf({})
  for (const record of [null, undefined, 1, 'x', [], {}, { userIdentity: null }, { userIdentity: [[]] }]) {
    expect(relationsOf(event, record)).toEqual([])
  }
  expect(textAt({}, 'constructor.name')).toBeNull()
})
