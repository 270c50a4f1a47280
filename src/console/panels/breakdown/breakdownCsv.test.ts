import { expect, test } from 'vitest'
import type { EventBreakdownResponse } from '../../../api/eventBreakdown.ts'
import { breakdownCsv } from './breakdownCsv.ts'

const by = {
  field: 'userName',
  values: [
    { value: '=cmd()', count: 3 },
    { value: 'a "b", c', count: 1 },
  ],
  distinct: 4,
  others: 2,
  none: 0,
}
const response: EventBreakdownResponse = { count: 6, by, asOf: 'x' }

test('values with their counts; formulas are text, and quotes are doubled', () => {
  expect(breakdownCsv(response)).toBe('User name,Events\r\n\'=cmd(),3\r\n"a ""b"", c",1\r\nOthers,2\r\n')
})

test('two fields are a table with totals', () => {
  const and = { field: 'eventName', values: [{ value: 'A', count: 4 }], distinct: 1, others: 0, none: 2 }
  const cells = [
    [3, 0, 0],
    [1, 0, 0],
    [0, 0, 2],
    [0, 0, 0],
  ]
  expect(breakdownCsv({ ...response, and, cells })).toBe(
    'User name,A,(none),Events\r\n\'=cmd(),3,0,3\r\n"a ""b"", c",1,0,1\r\nOthers,0,2,2\r\n',
  )
})

test('over time, a row is a bucket', () => {
  const buckets = [{ startTime: '2026-02-01T00:00:00Z', counts: [3, 1, 2, 0] }]
  expect(breakdownCsv({ ...response, buckets })).toBe(
    'Start time,\'=cmd(),"a ""b"", c",Others\r\n2026-02-01T00:00:00Z,3,1,2\r\n',
  )
})
