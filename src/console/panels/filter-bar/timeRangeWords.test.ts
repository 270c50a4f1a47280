import { expect, test } from 'vitest'
import type { TimeRange } from '../../../filter/filter.ts'
import { resolveTimeRange } from '../../../filter/timeRange.ts'
import { readTypedTimeRange } from '../../../filter/typed-time/readTypedTimeRange.ts'
import { describeTimeRange, RELATIVE_RANGES, typedForm } from './timeRangeWords.ts'

const between = (startTime: string, endTime: string): TimeRange => ({ kind: 'absolute', startTime, endTime })

test.each<[TimeRange, string]>([
  [{ kind: 'all' }, 'All time'],
  [{ kind: 'relative', amount: 1, unit: 'd' }, 'Last day'],
  [{ kind: 'relative', amount: 36, unit: 'h' }, 'Last 36 hours'],
  [{ kind: 'absolute', startTime: '2026-11-01' }, 'Since 2026-11-01 00:00:00 UTC'],
  [{ kind: 'absolute', endTime: '2026-11-01' }, 'Until 2026-11-01 23:59:59 UTC'],
  [between('2026-11-01', '2026-11-01'), '2026-11-01 UTC'],
  [between('2026-11-01', '2026-11-03T23:59:59Z'), '2026-11-01 – 2026-11-03 UTC'],
  [between('2026-11-01T10:00:00Z', '2026-11-01T11:30:59Z'), '2026-11-01 10:00:00 – 11:30:59 UTC'],
  [between('2026-11-01T10:00:00Z', '2026-11-02T11:00:00Z'), '2026-11-01 10:00:00 – 2026-11-02 11:00:00 UTC'],
])('a range in words: %o', (range, words) => {
  expect(describeTimeRange(range, 'utc')).toBe(words)
})

test.each<TimeRange>([
  ...RELATIVE_RANGES,
  { kind: 'relative', amount: 5, unit: 'w' },
  { kind: 'absolute', startTime: '2026-11-01' },
  { kind: 'absolute', endTime: '2026-11-01T10:00:00Z' },
  between('2026-11-01', '2026-11-01'),
  between('2026-11-01', '2026-11-03'),
  between('2026-11-01T10:00:00Z', '2026-11-01T11:30:59Z'),
  between('2026-11-01T10:00:00Z', '2026-11-02T11:00:00Z'),
])('a range as it can be typed is read as the same range: %o', (range) => {
  const now = Date.parse('2026-11-26T00:00:00Z')
  const typed = readTypedTimeRange(typedForm(range, 'utc'), now, 'utc')
  if (typed?.kind !== 'range') throw new Error(`${typedForm(range, 'utc')} is not read`)
  const seconds = ({ startMs, endMs }: ReturnType<typeof resolveTimeRange>) =>
    [startMs, endMs].map((ms) => ms && Math.floor(ms / 1000))
  expect(seconds(resolveTimeRange(typed.timeRange, now))).toEqual(seconds(resolveTimeRange(range, now)))
})
