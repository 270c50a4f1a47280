import { expect, test } from 'vitest'
import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import { listedEvent } from '../../../testing/listedEvent.ts'
import { contentWidths, type ContentWidths } from './contentWidths.ts'
import { textWidth } from './textWidth.ts'

const COLUMNS = ['eventName', 'eventTime', 'userName', 'eventSource', 'resource']

const widths = (said: Partial<CloudTrailEvent>, columns = COLUMNS, part: 'full' | 'narrow' = 'full') =>
  only(part, contentWidths([listedEvent(1, said)], columns, 'utc'))

const only = (part: 'full' | 'narrow', contents: ContentWidths): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(contents).map(([column, width]) => [column, width[part]]))

test('a column is as wide as its longest cell', () => {
  const long = 'arn:aws:sts::111122223333:assumed-role/deploy'
  const two = only(
    'full',
    contentWidths([listedEvent(1, { userName: long }), listedEvent(2)], COLUMNS, 'utc'),
  )
  expect(two['userName']).toBe(Math.ceil(textWidth(long)) + 21)
  expect(two).toEqual(widths({ userName: long }))
})

test('a column is as wide as its title, whose end tells paths apart', () => {
  expect(widths({ userName: 'a' })['userName']).toBeGreaterThan(textWidth('User name') + 21)
  const path = 'requestParameters.instancesSet.items.instanceType'
  expect(widths({}, [path])[path]).toBe(150 + 21)
  expect(widths({ values: { [path]: 'x'.repeat(40) } }, [path])[path]).toBeGreaterThan(250)
})

test('a failed event has room for its name and its whole error code, unless that has a column', () => {
  const failed = { eventName: 'GetBucketPolicy', errorCode: 'NoSuchBucketPolicy' }
  const room = widths(failed)['eventName']! - widths({ ...failed, errorCode: null })['eventName']!
  expect(room).toBeGreaterThan(textWidth('NoSuchBucketPolicy', 12))
  const narrower = widths(failed)['eventName']! - widths(failed, COLUMNS, 'narrow')['eventName']!
  expect(narrower, 'Policy is on a line of its own').toBeGreaterThan(textWidth('Policy', 12) - 1)
  expect(widths(failed, ['eventName', 'errorCode'])['eventName']).toBeLessThan(widths(failed)['eventName']!)
})

test('the domain of AWS services is not shown', () => {
  const source = (eventSource: string) => widths({ eventSource })['eventSource']
  expect(source('application-autoscaling.amazonaws.com')).toBe(source('application-autoscaling'))
})

test('a resource has room for its name, its type in short, and the number of others', () => {
  const bucket = { resourceName: 'a-bucket-with-quite-a-long-name', resourceType: 'AWS::S3::Bucket' }
  expect(widths({ resources: [bucket] })['resource']).toBe(
    Math.ceil(textWidth(bucket.resourceName) + 8 + textWidth('S3 Bucket')) + 21,
  )
  expect(widths({ resources: [bucket] }, COLUMNS, 'narrow')['resource']).toBe(
    Math.ceil(textWidth(bucket.resourceName)) + 21,
  )
  expect(widths({ resources: [bucket, bucket] })['resource']).toBeGreaterThan(
    widths({ resources: [bucket] })['resource']!,
  )
})

test('an event that cannot be drawn does not keep the others from being measured', () => {
  const broken = listedEvent(1, { resources: null as never })
  expect(only('full', contentWidths([broken, listedEvent(2)], COLUMNS, 'utc'))).toEqual(widths({}))
})
