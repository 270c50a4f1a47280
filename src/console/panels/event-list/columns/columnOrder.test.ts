import { expect, test } from 'vitest'
import { movedBefore } from './columnOrder.ts'

const NAMES = ['eventName', 'eventTime', 'userName']

test('a column moves before another one, to the end, or stays', () => {
  expect(movedBefore(NAMES, 'userName', 'eventName')).toEqual(['userName', 'eventName', 'eventTime'])
  expect(movedBefore(NAMES, 'eventName', null)).toEqual(['eventTime', 'userName', 'eventName'])
  expect(movedBefore(NAMES, 'eventTime', 'eventTime')).toEqual(NAMES)
  expect(movedBefore(NAMES, 'eventTime', 'userName')).toEqual(NAMES)
})
