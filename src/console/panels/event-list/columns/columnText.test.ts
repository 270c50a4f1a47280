import { expect, test } from 'vitest'
import { listedEvent } from '../../../testing/listedEvent.ts'
import { mainResource, shortResourceType, splitArn, wordsOfCode, zoneOfTitle } from './columnText.ts'

test.each([
  ['arn:aws:iam::111122223333:role/deploy', 'role/deploy'],
  ['arn:aws:s3:::a-bucket/a:b', 'a-bucket/a:b'],
  ['arn:aws:s3:::', 'arn:aws:s3:::'],
  ['a-bucket', 'a-bucket'],
])('of the resource %s, %s is shown', (name, rest) => {
  expect(splitArn(name)[1]).toBe(rest)
  expect(splitArn(name).join('')).toBe(name)
})

test('a resource type is shown without what all have in common', () => {
  expect(shortResourceType('AWS::S3::Bucket')).toBe('S3 Bucket')
  expect(shortResourceType('Custom')).toBe('Custom')
})

test('the first resource with a name is shown, otherwise the first with a type', () => {
  const type = { resourceType: 'AWS::S3::Object', resourceName: null }
  const named = { resourceType: null, resourceName: 'a' }
  expect(mainResource([{ resourceType: null, resourceName: null }, type, named])).toBe(named)
  expect(mainResource([type])).toBe(type)
  expect(mainResource([])).toBeUndefined()
})

test('an error code wraps between its words', () => {
  expect(wordsOfCode('Client.UnauthorizedOperation')).toEqual(['Client.', 'Unauthorized', 'Operation'])
  expect(wordsOfCode('InvalidAMIID.NotFound')).toEqual(['Invalid', 'AMIID.', 'Not', 'Found'])
})

test('the title of the times names the zone of the newest event that has a time', () => {
  expect(zoneOfTitle([], 'utc')).toBe('UTC')
  const events = [listedEvent(1, { eventTime: null }), listedEvent(2, { eventTime: '2026-07-01T00:00:00Z' })]
  expect(zoneOfTitle(events, 'local')).toMatch(/^UTC[+-]\d\d:\d\d$/)
})
