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
    requestParameters: { bucketName: 'logs', Host: ['logs.s3', 'x'], port: 443 },
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
const candidate = { record, event: describeRecord(record), notes }
const now = Date.parse('2026-02-10T00:00:00Z')

describe('a filter matches', () => {
  test.each([
    '',
    'eventName=DeleteBucket',
    'eventName=CreateBucket eventName=DeleteBucket',
    'eventName!=CreateBucket',
    'eventName^=delete',
    'eventName!^=create',
    'userAgent:=AWS-CLI',
    'userName=alice',
    'errorCode!=',
    'accessKeyId=',
    'responseElements=',
    'requestParameters!=',
    'noSuchField!=x',
    'requestParameters.bucketName=logs',
    'requestParameters.Host=x',
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
    'startTime=2026-02-09T22:27:53Z endTime=2026-02-09T22:27:53Z',
    'endTime=2026-02-09',
    'accessdenied "not authorized"',
    '"\\"eventName\\":\\"Delete"',
  ])('%s', (line) => {
    expect(matches(parseFilterText(line), candidate, now)).toBe(!line.startsWith('"\\'))
  })

  test.each([
    'eventName=deletebucket',
    'eventName=DeleteBucket eventName!=DeleteBucket',
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
})
