import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfStep, isStartOf, lengthOfStep, timeOf } from './resultTimes.ts'

describe('times in a result', () => {
  it('are read as ISO 8601 writes them, in UTC unless they have a zone', () => {
    expect(timeOf('2026-03-01')).toBe(Date.UTC(2026, 2, 1))
    expect(timeOf('2026-03-01T10')).toBe(Date.UTC(2026, 2, 1, 10))
    expect(timeOf('2026-03-01 10:20')).toBe(Date.UTC(2026, 2, 1, 10, 20))
    expect(timeOf('2026-03-01T10:20:30.123456')).toBe(Date.UTC(2026, 2, 1, 10, 20, 30, 123))
    expect(timeOf('2026-03-01T10:20:30+02:00')).toBe(Date.UTC(2026, 2, 1, 8, 20, 30))
  })

  it('are nothing else', () => {
    for (const cell of ['2026', '2026-13-01', '10:20', 'on 2026-03-01', '', 20_260_301, null, {}])
      expect(timeOf(cell)).toBeNull()
  })

  it('end where the next step begins', () => {
    const start = Date.UTC(2026, 0, 31)
    expect(endOfStep(Date.UTC(2026, 0, 1), 'month')).toBe(Date.UTC(2026, 1, 1))
    expect(endOfStep(Date.UTC(2026, 9, 1), 'quarter')).toBe(Date.UTC(2027, 0, 1))
    expect(endOfStep(start, 'day')).toBe(Date.UTC(2026, 1, 1))
    expect(endOfStep(start + 400, 'second')).toBe(start + 1000)
  })

  it('law: the end of a step from its start is the start of the next', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        fc.constantFrom('minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'),
        (date, step) => {
          const day = Math.floor(date.getTime() / 86_400_000) * 86_400_000
          const start = Array.from({ length: 366 }, (_, days) => day - days * 86_400_000).find((ms) =>
            isStartOf(ms, step),
          )!
          expect(isStartOf(endOfStep(start, step), step)).toBe(true)
          if (lengthOfStep(step) > 0) expect(endOfStep(start, step) - start).toBe(lengthOfStep(step))
        },
      ),
    )
  })
})
