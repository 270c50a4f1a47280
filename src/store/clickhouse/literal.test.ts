import { expect, test } from 'vitest'
import { literal, withParams } from './literal.ts'

test('a text is written so that nothing in it ends it', () => {
  expect(literal("a'b")).toBe("'a\\'b'")
  expect(literal('a\\')).toBe("'a\\\\'")
  expect(literal("\\'; DROP TABLE events; --")).toBe("'\\\\\\'; DROP TABLE events; --'")
  expect(literal('a\0b')).toBe("'a\\0b'")
  expect(literal(1.5)).toBe('1.5')
})

test('parameters are put in by their numbers, and what they contain is not read again', () => {
  expect(withParams('a = $1 AND b = $2 AND c = $1 AND d = $11', ['$2', 3, ...Array(8).fill(''), 'x'])).toBe(
    "a = '$2' AND b = 3 AND c = '$2' AND d = 'x'",
  )
})
