import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barLayout } from './barLayout.ts'

const measure = (text: string) => 7 * text.length

test('bars are as long as their values say, and have room for the number behind them', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ name: fc.string({ maxLength: 60 }), value: fc.integer({ min: -1000, max: 1e6 }) }),
        {
          minLength: 1,
          maxLength: 30,
        },
      ),
      fc.integer({ min: 320, max: 2000 }),
      (bars, width) => {
        const { left, zero, lengthOf } = barLayout(bars, width, String, measure)
        for (const { value } of bars) {
          const end = left + Math.max(zero, zero + lengthOf(value))
          expect(end + measure(String(value))).toBeLessThanOrEqual(width)
          expect(left + zero + lengthOf(value)).toBeGreaterThanOrEqual(left - 1e-6)
        }
        expect(lengthOf(2)).toBeCloseTo(2 * lengthOf(1))
      },
    ),
  )
})

test('without a value that is greater than 0 no bar has a length', () => {
  expect(barLayout([{ name: 'alice', value: 0 }], 600, String, measure).lengthOf(0)).toBe(0)
})
