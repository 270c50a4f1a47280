import { expect, test } from 'vitest'
import { compareRecords } from './compareRecords.ts'

const compared = (...records: readonly unknown[]) =>
  compareRecords(records.map((record) => JSON.stringify(record)))

test('says of every place what each record has there, and whether that differs', () => {
  expect(
    compared(
      { eventName: 'StopInstances', awsRegion: 'eu-central-1' },
      { eventName: 'StartInstances', awsRegion: 'eu-central-1', errorCode: 'AccessDenied' },
    ),
  ).toEqual([
    { path: 'eventName', values: [['StopInstances'], ['StartInstances']], differs: true },
    { path: 'awsRegion', values: [['eu-central-1'], ['eu-central-1']], differs: false },
    { path: 'errorCode', values: [[], ['AccessDenied']], differs: true },
  ])
})

test('numbers are compared as written, items of arrays in their order', () => {
  const [count, ids] = compareRecords(['{"n":1.0,"ids":["a","b"]}', '{"n":1,"ids":["b","a"]}'])
  expect(count).toEqual({ path: 'n', values: [['1.0'], ['1']], differs: true })
  expect(ids).toMatchObject({ path: 'ids', differs: true })
})

test('JSON in a string is compared as JSON, however it is written', () => {
  const policy = { Statement: [{ Effect: 'Allow', Resource: '*' }] }
  const fields = compared(
    { policy: JSON.stringify(policy) },
    { policy: encodeURIComponent(JSON.stringify(policy, null, 2)) },
  )
  expect(fields.map(({ path, differs }) => [path, differs])).toEqual([
    ['policy › Statement.Effect', false],
    ['policy › Statement.Resource', false],
  ])
})

test('a text that is no record has no values', () => {
  expect(compareRecords(['{"a":1}', 'not JSON'])).toEqual([{ path: 'a', values: [['1'], []], differs: true }])
})

test('an event that was not found counts as no difference', () => {
  expect(compareRecords(['{"a":1}', null])).toEqual([{ path: 'a', values: [['1'], []], differs: false }])
})

test('one event alone has no differences', () => {
  expect(compared({ a: 1 })).toEqual([{ path: 'a', values: [['1']], differs: false }])
})
