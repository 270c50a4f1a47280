import { expect, test } from 'vitest'
import { Throttle } from './throttle.ts'

const throttle = new Throttle()

/** How many of ten requests are answered. */
function answered(operation: string, nowMs: number, region = 'eu-central-1', service = 'cloudtrail'): number {
  let count = 0
  for (let request = 0; request < 12; request++) {
    try {
      throttle.take(service, operation, region, nowMs)
      count++
    } catch (error) {
      expect(error).toMatchObject({ code: 'ThrottlingException', message: 'Rate exceeded', status: 400 })
    }
  }
  return count
}

test('two lookups a second are answered in each Region', () => {
  expect(answered('LookupEvents', 1000)).toBe(2)
  expect(answered('LookupEvents', 1000, 'us-east-1')).toBe(2)
  expect(answered('LookupEvents', 1400), 'half of one came back').toBe(0)
  expect(answered('LookupEvents', 1500)).toBe(1)
  expect(answered('LookupEvents', 9000)).toBe(2)
  expect(answered('LookupEvents', 5000), 'the clock went back').toBe(0)
})

test.each([
  ['DescribeTrails', 10],
  ['GetTrailStatus', 10],
  ['ListTags', 10],
  ['CreateTrail', 1],
  ['StopLogging', 1],
])('%s has a quota of %d a second', (operation, quota) => {
  expect(answered(operation, 0)).toBe(quota)
})

test('other services have no quota', () => {
  expect(answered('DescribeInstances', 0, 'eu-central-1', 'ec2')).toBe(12)
})
