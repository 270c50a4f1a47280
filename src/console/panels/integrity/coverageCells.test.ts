import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CoverageResponse } from '../../../api/integrity.ts'
import { cellWords, filterOf, printCell, readCell, SHADES, shadeOf, timesOf } from './coverageCells.ts'

const COVERAGE: CoverageResponse = {
  interval: 'PT1H',
  startTimes: ['2026-11-20T14:00:00Z', '2026-11-20T15:00:00Z', '2026-11-20T16:00:00Z'],
  rows: [
    {
      accountId: '111122223333',
      region: 'us-east-1',
      counts: [1234, 0, 0],
      events: ['events', 'no-events', 'no-data'],
      validation: ['covered', 'covered', 'gap'],
    },
  ],
  rowsTotal: 1,
  withoutTime: 0,
}

test('a cell says its time, place, count and what digest files say', () => {
  const words = [0, 1, 2].map((column) => cellWords(COVERAGE, { row: 0, column }, 'utc'))
  expect(words).toEqual([
    '2026-11-20 14:00 UTC to 2026-11-20 15:00 UTC, us-east-1, 111122223333: 1,234 events. Digest files cover it.',
    '2026-11-20 15:00 UTC to 2026-11-20 16:00 UTC, us-east-1, 111122223333: No events: a digest file says that nothing was delivered.',
    '2026-11-20 16:00 UTC to 2026-11-20 17:00 UTC, us-east-1, 111122223333: No data: no events, and no digest file says that there were none. Gap: no digest file covers it, though others do before or after.',
  ])
})

test('the filter of a cell ends before the next one begins', () => {
  expect(filterOf(COVERAGE.rows[0]!, timesOf(COVERAGE, 1)).timeRange).toEqual({
    kind: 'absolute',
    startTime: '2026-11-20T15:00:00Z',
    endTime: '2026-11-20T15:59:59Z',
  })
})

test('a cell is found again by its name in an address', () => {
  const cell = { row: 0, column: 2 }
  expect(readCell(COVERAGE, printCell(COVERAGE, cell))).toEqual(cell)
  expect(readCell(COVERAGE, '111122223333/eu-west-1/2026-11-20T14:00:00Z')).toBeNull()
  expect(readCell(COVERAGE, 'nonsense')).toBeNull()
})

test('more events never have a lighter shade, and any event has one', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), (a, b, c) => {
      const [few, more, most] = [a, b, c].toSorted((x, y) => x - y) as [number, number, number]
      expect(shadeOf(few, most)).toBeLessThanOrEqual(shadeOf(more, most))
      expect(shadeOf(few, most) > 0).toBe(few > 0)
      expect(shadeOf(most, most)).toBe(most > 0 ? SHADES : 0)
    }),
  )
})
