import { expect, test } from 'vitest'
import { formatTime } from './time.ts'

test('a time carries its zone', () => {
  expect(formatTime('2026-11-20T18:28:19Z', 'utc')).toBe('2026-11-20 18:28:19 UTC')
  expect(formatTime('2026-11-20T18:28:19Z', 'local')).toMatch(/^2026-11-2\d \d\d:\d\d:19 UTC[+-]\d\d:\d\d$/)
})

test('milliseconds show only where there are any', () => {
  expect(formatTime('2026-11-20T18:28:19.042Z', 'utc')).toBe('2026-11-20 18:28:19.042 UTC')
})

test('what is no time stays as it is', () => {
  expect(formatTime('yesterday', 'utc')).toBe('yesterday')
})
