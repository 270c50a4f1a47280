import { describe, expect, test } from 'vitest'
import { describeRecord } from '../cloudtrail/describe.ts'
import { readRecord } from '../cloudtrail/record.ts'
import { matches } from './matches.ts'
import { parseFilterText } from './text.ts'

const record = readRecord(
  JSON.stringify({
    eventVersion: '1.08',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:alice',
      accountId: '111122223333',
      accessKeyId: '',
    },
    eventTime: '2026-02-09T22:27:53Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteBucket',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '10.1.2.3',
    userAgent: '[aws-cli/2.15]',
    errorCode: 'AccessDenied',
    errorMessage: 'User is not authorized',
    requestParameters: {
      bucketName: 'logs',
      Host: ['logs.s3', 'x'],
      port: 443,
      address: '10.1.2.3',
      empty: '',
    },
    responseElements: null,
    resources: [{ type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::logs' }],
    eventID: 'e-1',
  }),
)
const notes = {
  starred: true,
  tags: ['exfil', 'Ticket 7'],
  comment: 'See ticket 7.\nAlice knows.',
  changed: {},
}
const integrity = 'hash-only'
const candidate = { record, event: describeRecord(record), notes, integrity } as const
const now = Date.parse('2026-02-10T00:00:00Z')

describe('a filter matches', () => {
  test.each([
    '',
    'eventName=DeleteBucket',
    'eventName=CreateBucket eventName=DeleteBucket',
    'eventName=DeleteBucket eventName=CreateBucket',
    'eventName=DeleteBucket userName=alice eventName=CreateBucket userName=bob',
    'eventName!=CreateBucket',
    'eventName^=delete',
    'eventName!^=create',
    'userAgent:=AWS-CLI',
    'userAgent!:=boto3',
    'userName=alice',
    'errorCode!=',
    'accessKeyId=',
    'responseElements=',
    'requestParameters!=',
    'noSuchField!=x',
    'requestParameters.bucketName=logs',
    'requestParameters.Host=x',
    'requestParameters.empty=',
    'requestParameters.port=443',
    'resources.ARN^=arn:aws:s3',
    'resourceName=arn:aws:s3:::logs',
    'resourceType=AWS::S3::Bucket',
    'readOnly=false',
    'accountId=111122223333',
    'sourceIPAddress=10.0.0.0/8',
    'sourceIPAddress!=192.168.0.0/16',
    'sourceIPAddress!=2001:db8::/32',
    'eventTime^=2026-02-09T22',
    'range=2h',
    'starred=true',
    'starred!=false',
    'starred!=',
    'tag=exfil',
    'tag="Ticket 7" tag!=exf',
    'tag^=ticket',
    'tag!=',
    'comment:=TICKET',
    'comment!^=alice',
    'integrity=hash-only integrity=broken',
    'integrity!=verified',
    'integrity:=HASH',
    'startTime=2026-02-09T22:27:53Z endTime=2026-02-09T22:27:53Z',
    'endTime=2026-02-09',
    'accessdenied "not authorized"',
  ])('%s', (line) => {
    expect(matches(parseFilterText(line), candidate, now)).toBe(true)
  })

  test.each([
    '"\\"eventName\\":\\"Delete"',
    'eventName=deletebucket',
    'eventName=DeleteBucket userName=bob',
    'eventName=CreateBucket userName=alice',
    'userAgent!:=aws-cli',
    'requestParameters.empty!=',
    'requestParameters.address=10.0.0.0/8',
    'eventName=DeleteBucket eventName!=DeleteBucket',
    'integrity=verified',
    'integrity=',
    'eventName!^=delete',
    'errorCode=',
    'requestParameters=',
    'responseElements!=',
    'requestParameters.Host!=x',
    'noSuchField=x',
    'sourceIPAddress=11.0.0.0/8',
    'range=1h',
    'startTime=2026-02-09T22:27:54Z',
    'endTime=2026-02-08',
    'denied nowhere',
    'eventName~=x',
  ])('not %s', (line) => {
    expect(matches(parseFilterText(line), candidate, now)).toBe(false)
  })

  const read = (members: object) => {
    const other = readRecord(JSON.stringify(members))
    return { record: other, event: describeRecord(other) }
  }

  test.each([
    ['', true],
    ['range=all', true],
    ['startTime=1900-01-01', false],
    ['endTime=2100-01-01', false],
    ['range=999999w', false],
    ['eventTime=', true],
    ['eventTime!=', false],
    ['eventTime^=19', false],
    ['readOnly=', true],
    ['readOnly=null', false],
  ])('an event without a time and a name by “%s”: %s', (line, expected) => {
    expect(matches(parseFilterText(line), read({ eventSource: 's3.amazonaws.com' }), now)).toBe(expected)
  })

  test('an event of before 1970 by its time', () => {
    const old = read({ eventTime: '1969-07-20T20:17:40Z' })
    expect(matches(parseFilterText('endTime=1970-01-01'), old, now)).toBe(true)
    expect(matches(parseFilterText('startTime=1969-07-20'), old, now)).toBe(true)
    expect(matches(parseFilterText('startTime=1969-07-21'), old, now)).toBe(false)
  })

  test('a CIDR block in the record, as it is written', () => {
    const block = read({ sourceIPAddress: '10.0.0.0/8' })
    expect(matches(parseFilterText('sourceIPAddress=10.0.0.0/8'), block, now)).toBe(true)
    expect(matches(parseFilterText('sourceIPAddress=10.0.0.0/7'), block, now)).toBe(false)
  })
})
