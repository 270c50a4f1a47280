import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodsOver } from './digestSchedule.ts'

const HOUR = 3_600_000

test('periods follow one another up to now, and those that were missed are backfilled', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3000 * HOUR }),
      fc.constantFrom(300_000, HOUR, 5 * HOUR),
      (passedMs, intervalMs) => {
        const startMs = 1_700_000_000_000
        const nowMs = startMs + passedMs
        const periods = periodsOver(startMs, nowMs, intervalMs)
        let fromMs = startMs
        for (const period of periods) {
          expect(period.startMs).toBe(fromMs)
          expect(period.endMs).toBeGreaterThanOrEqual(fromMs + intervalMs)
          expect(period.isBackfill).toBe(period.endMs <= nowMs - Math.max(intervalMs, HOUR))
          fromMs = period.endMs
        }
        expect(fromMs).toBeLessThanOrEqual(nowMs)
        expect(nowMs - fromMs).toBeLessThan(intervalMs)
        expect(periods.filter(({ isBackfill }) => isBackfill).length).toBeLessThanOrEqual(73)
      },
    ),
  )
})
