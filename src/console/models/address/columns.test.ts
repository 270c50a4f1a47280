import { expect, test } from 'vitest'
import { isPathColumn, withinMostPaths } from '../../../api/listAddress.ts'
import { columnLabel, hasMostPaths } from './columns.ts'

const paths = (count: number) => Array.from({ length: count }, (_, at) => `requestParameters.p${at}`)

test('the Resource column is not a path', () => {
  expect(columnLabel('resource')).toBe('Resource')
  expect(columnLabel('eventSource')).toBe('Event source')
  expect(['resource', 'eventName', 'tag', 'requestParameters.bucketName'].map(isPathColumn)).toEqual([
    false,
    false,
    false,
    true,
  ])
})

test('of more than 30 path columns the first 30 are shown, and every other column', () => {
  const names = ['eventName', ...paths(33), 'resource', 'comment']
  expect(withinMostPaths(names)).toEqual(['eventName', ...paths(30), 'resource', 'comment'])
  const few = ['eventName', ...paths(30)]
  expect(withinMostPaths(few)).toBe(few)
  expect([hasMostPaths(few), hasMostPaths(few.slice(1)), hasMostPaths(few.slice(0, 30))]).toEqual([
    true,
    true,
    false,
  ])
})
