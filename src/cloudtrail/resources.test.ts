import { describe, expect, test } from 'vitest'
import { describeRecord } from './describe.ts'
import { readRecord } from './record.ts'

/** Each as `type name`, derived ones with a `*`. */
function listed(record: { readonly [member: string]: unknown }) {
  return describeRecord(readRecord(JSON.stringify(record))).resources.map(
    ({ resourceType, resourceName, derived }) => `${resourceType} ${resourceName}${derived ? ' *' : ''}`,
  )
}

describe('the resources of an event', () => {
  test('are those that its record lists, in every spelling', () => {
    expect(
      listed({
        eventSource: 'nothing.amazonaws.com',
        resources: [
          { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::a', accountId: '111122223333' },
          { type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::a/' },
          { resourceType: 'AWS::IAM::User', resourceName: 'ann' },
          { arn: 'arn:aws:s3:::b', type: '' },
          { type: 'AWS::KMS::Key' },
          { accountId: '111122223333' },
          null,
          'text',
          { type: 7, ARN: ['x'] },
        ],
      }),
    ).toEqual([
      'AWS::S3::Bucket arn:aws:s3:::a',
      'AWS::S3::Object arn:aws:s3:::a/',
      'AWS::IAM::User ann',
      'null arn:aws:s3:::b',
      'AWS::KMS::Key null',
    ])
  })

  test('are one if the record has one instead of a list, and none if it has none', () => {
    expect(listed({ resources: { type: 'AWS::S3::Bucket', ARN: 'a' } })).toEqual(['AWS::S3::Bucket a'])
    expect(listed({ resources: null })).toEqual([])
    expect(listed({ resources: [] })).toEqual([])
    expect(listed({})).toEqual([])
  })

  test('are then those that CloudTrail derives, without duplicates and listed ones', () => {
    const record = {
      eventName: 'AttachUserPolicy',
      eventSource: 'iam.amazonaws.com',
      requestParameters: { userName: 'ann', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    }
    expect(listed(record)).toEqual([
      'AWS::IAM::User ann *',
      'AWS::IAM::Policy arn:aws:iam::aws:policy/ReadOnlyAccess *',
    ])
    const resources = [
      { type: 'AWS::IAM::User', ARN: 'ann' },
      { type: 'AWS::IAM::User', ARN: 'ann' },
    ]
    expect(listed({ ...record, resources })).toEqual([
      'AWS::IAM::User ann',
      'AWS::IAM::Policy arn:aws:iam::aws:policy/ReadOnlyAccess *',
    ])
  })

  test('are not derived again under a listed name, even with another type', () => {
    const record = { eventName: 'DeleteUser', requestParameters: { userName: 'ann' } }
    expect(listed({ ...record, resources: [{ ARN: 'ann' }] })).toEqual(['null ann'])
    const twice = [
      { type: 'AWS::S3::Bucket', ARN: 'ann' },
      { type: 'AWS::S3::Object', ARN: 'ann' },
    ]
    expect(listed({ ...record, resources: twice })).toEqual(['AWS::S3::Bucket ann', 'AWS::S3::Object ann'])
  })

  test('are all of several at one path, without whitespace around their names', () => {
    const items = [' i-1 ', 'i-2', 'i-1', '', '   '].map((instanceId) => ({ instanceId }))
    const requestParameters = { instancesSet: { items } }
    expect(listed({ eventName: 'StopInstances', requestParameters })).toEqual([
      'AWS::EC2::Instance i-1 *',
      'AWS::EC2::Instance i-2 *',
    ])
  })

  test('have no name that is too long to be one', () => {
    const named = (bucketName: string) =>
      listed({
        eventName: 'CreateBucket',
        eventSource: 's3.amazonaws.com',
        requestParameters: { bucketName },
      })
    expect(named('x'.repeat(2048))).toHaveLength(1)
    expect(named('x'.repeat(2049))).toEqual([])
  })

  test('are derived by the name of the event, without the version of its API', () => {
    const requestParameters = { userName: 'ann', bucketName: 'not of this event' }
    const of = (eventName: string) =>
      listed({ eventName, eventSource: 's3.amazonaws.com', requestParameters })
    for (const version of ['', '20150331', '20150331v2', '2015_03_31', '_20150331'])
      expect(of(`DeleteUser${version}`)).toEqual(['AWS::IAM::User ann *'])
    expect(of('DeleteUser20150331x')).toEqual(['AWS::S3::Bucket not of this event *'])
  })

  test('are otherwise those in well-known parameters of the service', () => {
    const requestParameters = { bucketName: 'logs' }
    const of = (eventSource?: string) => listed({ eventName: 'SomethingNew', eventSource, requestParameters })
    expect(of('s3.amazonaws.com')).toEqual(['AWS::S3::Bucket logs *'])
    expect(of('nothing.amazonaws.com')).toEqual([])
    expect(of(undefined)).toEqual([])
  })
})
