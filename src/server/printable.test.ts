import { expect, test } from 'vitest'
import { HOSTILE_TEXT } from '../testing/hostileText.ts'
import { printable } from './printable.ts'

test('terminal control characters are replaced', () => {
  expect(printable(HOSTILE_TEXT.ansi)).toBe(
    '\u{fffd}[31mred\u{fffd}]0;title\u{fffd}\u{fffd}[2J\u{fffd}1m\u{fffd}\u{fffd}\u{fffd}',
  )
  expect(printable('a\u202eb\r\nc\u2069')).toBe('a\u{fffd}b\u{fffd}\u{fffd}c\u{fffd}')
  expect(printable('Übung 1, 日本.json')).toBe('Übung 1, 日本.json')
})
