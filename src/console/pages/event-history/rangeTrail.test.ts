import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TimeRange } from '../../../filter/filter.ts'
import { followRange, rangeBefore, shiftedRange, type RangeTrail } from './rangeTrail.ts'

const ALL: TimeRange = { kind: 'all' }
const day = (number: number): TimeRange => ({
  kind: 'absolute',
  startTime: `2026-01-0${number}T00:00:00Z`,
  endTime: `2026-01-0${number}T23:59:59Z`,
})

describe('the ranges that a reader came by', () => {
  it('are undone one after the other, back to the first', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 2, 3, 4, 5), { maxLength: 20 }), (days) => {
        // Only a change of the range is a step, and choosing the previous range by hand is a step
        // too.
        const ranges = days.map(day).filter((range, i, all) => i === 0 || all[i - 1] !== range)
        let trail: RangeTrail = followRange([], ALL)
        const shown: TimeRange[] = [ALL]
        for (const range of ranges) {
          trail = followRange(trail, range)
          if (JSON.stringify(range) === JSON.stringify(shown.at(-2))) shown.pop()
          else if (JSON.stringify(range) !== JSON.stringify(shown.at(-1))) shown.push(range)
        }
        while (shown.length > 1) {
          shown.pop()
          const before = rangeBefore(trail)
          expect(before).toEqual(shown.at(-1))
          trail = followRange(trail, before!)
        }
        expect(rangeBefore(trail)).toBeNull()
      }),
    )
  })

  it('lead to all time when no range is remembered', () => {
    expect(rangeBefore(followRange([], day(1)))).toEqual(ALL)
  })

  it('shift by their own ends, to the millisecond', () => {
    const shown = ['2026-01-01T00:00:00Z', '2026-01-01T00:59:59Z'] as const
    const own: TimeRange = { kind: 'absolute', startTime: '2026-01-01', endTime: '2026-01-01T12:00:00.5Z' }
    expect(shiftedRange(own, shown, 3_600_000)).toEqual({
      kind: 'absolute',
      startTime: '2026-01-01T01:00:00Z',
      endTime: '2026-01-01T13:00:00.500Z',
    })
    for (const range of [{ kind: 'relative', amount: 1, unit: 'h' } as const, ALL]) {
      expect(shiftedRange(range, shown, -60_000)).toEqual({
        kind: 'absolute',
        startTime: '2025-12-31T23:59:00Z',
        endTime: '2026-01-01T00:58:59Z',
      })
    }
  })
})
