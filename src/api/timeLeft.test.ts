import { expect, test } from 'vitest'
import { timeLeft } from './timeLeft.ts'

test.each([
  [0, 'about a minute'],
  [60, 'about a minute'],
  [61, 'about 2 minutes'],
  [119 * 60, 'about 119 minutes'],
  [120 * 60, 'about 2 hours'],
  [14.6 * 3600, 'about 15 hours'],
])('%d seconds are %s', (seconds, words) => expect(timeLeft(seconds)).toBe(words))
