import { expect, test } from 'vitest'
import { spansAround } from './spansAround.ts'

test('minutes to both sides, over the end of a day, and any time', () => {
  const spans = spansAround('2026-03-01T00:00:30.250Z')
  expect(spans.map(({ short }) => short)).toEqual(['±1 min', '±5 min', '±15 min', '±60 min', 'Any time'])
  expect(spans[0]?.timeRange).toEqual({
    kind: 'absolute',
    startTime: '2026-02-28T23:59:30.250Z',
    endTime: '2026-03-01T00:01:30.250Z',
  })
  expect(spans.at(-1)?.timeRange).toEqual({ kind: 'all' })
})

test('an event without a time has only any time', () => {
  expect(spansAround(null).map(({ short }) => short)).toEqual(['Any time'])
})
