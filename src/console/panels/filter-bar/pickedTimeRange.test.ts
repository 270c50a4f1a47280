import { expect, test } from 'vitest'
import type { TimeRange } from '../../../filter/filter.ts'
import { describeTimeRange, fromPicked, problemOfPicked, toPicked } from './pickedTimeRange.ts'

const BOUNDS = { firstMs: Date.UTC(2026, 0, 1), lastMs: Date.UTC(2026, 1, 1) }

test.each<TimeRange>([
  { kind: 'all' },
  { kind: 'relative', amount: 30, unit: 'm' },
  { kind: 'relative', amount: 5, unit: 'w' },
  { kind: 'absolute', startTime: '2026-11-01T00:00:00Z', endTime: '2026-11-02T23:59:59Z' },
])('comes back from the picker as it went: %o', (range) => {
  expect(fromPicked(toPicked(range, BOUNDS))).toEqual(range)
})

test('an open end is shown as where the events end', () => {
  expect(toPicked({ kind: 'absolute', startTime: '2026-01-15T00:00:00Z' }, BOUNDS)).toMatchObject({
    startDate: '2026-01-15T00:00:00Z',
    endDate: '2026-02-01T00:00:00Z',
  })
})

test('a time picked in another zone is kept in UTC', () => {
  const picked = {
    type: 'absolute',
    startDate: '2026-11-20T01:00:00+02:00',
    endDate: '2026-11-20T03:00:00+02:00',
  } as const
  expect(fromPicked(picked)).toEqual({
    kind: 'absolute',
    startTime: '2026-11-19T23:00:00Z',
    endTime: '2026-11-20T01:00:00Z',
  })
})

test('a range that cannot be asked is refused with a reason', () => {
  expect(problemOfPicked({ type: 'relative', amount: 0, unit: 'day', key: 'custom' })).toContain('1 or more')
  expect(
    problemOfPicked({ type: 'absolute', startDate: '2026-02-01T00:00:00Z', endDate: '2026-01-01T00:00:00Z' }),
  ).toContain('after')
  expect(problemOfPicked(null)).toBeNull()
})

test('says a range in words', () => {
  expect(describeTimeRange({ kind: 'relative', amount: 1, unit: 'd' }, 'utc')).toBe('Last day')
  expect(describeTimeRange({ kind: 'absolute', startTime: '2026-11-01' }, 'utc')).toBe(
    'Since 2026-11-01 00:00:00 UTC',
  )
})
