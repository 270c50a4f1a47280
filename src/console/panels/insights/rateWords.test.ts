import fc from 'fast-check'
import { expect, test } from 'vitest'
import { durationWords, exactRate, formatRate, rateChangeWords } from './rateWords.ts'

test.each([
  [0, '0'],
  [0.0000882145, '0.0000882'],
  [0.5, '0.5'],
  [3, '3'],
  [12.3456, '12.35'],
  [123_456.789, '123,456.79'],
])('a rate of %d is written %s', (rate, words) => expect(formatRate(rate)).toBe(words))

test('a rate that is not 0 is never written as 0, and nothing of it is lost in its title', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-10, max: 1e6, noNaN: true }), (rate) => {
      expect(Number(formatRate(rate).replaceAll(',', ''))).toBeGreaterThan(0)
      // CloudTrail writes ten decimals.
      const written = Number(rate.toFixed(10))
      expect(Number(exactRate(written).replace(/[^\d.]/g, ''))).toBe(written)
    }),
  )
})

test.each([
  [300, '300%', '↑', 'Up to'],
  [12_345.6, '12,346%', '↑', 'Up to'],
  [33.333, '33.3%', '↓', 'Down to'],
  [100, '100%', '', 'Unchanged'],
  [null, '-', '', 'No calls in the baseline'],
])('a change of %s percent is written %s', (percent, shown, arrow, word) =>
  expect(rateChangeWords(percent)).toEqual({ shown, arrow, word }),
)

test.each([
  [0.5, '1 minute'],
  [0, 'less than a minute'],
  [61, '1 hour 1 minute'],
  [10_080, '7 days'],
])('%d minutes are %s', (minutes, words) => expect(durationWords(minutes)).toBe(words))
