import fc from 'fast-check'
import { expect, it } from 'vitest'
import { problemSpan } from './problemMark.ts'

const marked = (text: string, at: number) => {
  const { from, to } = problemSpan(text, at)
  return text.slice(from, to)
}

it('marks the word, text or sign at a place, and nothing at the end', () => {
  expect(marked('SELECT evntname FROM x', 7)).toBe('evntname')
  expect(marked("WHERE a = 'not closed\nAND b", 10)).toBe("'not closed")
  expect(marked('SELECT )', 7)).toBe(')')
  expect(marked('SELECT', 6)).toBe('')
})

it('law: the mark lies within the statement, wherever the problem is said to be', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, at) => {
      const { from, to } = problemSpan(text, at)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeGreaterThanOrEqual(from)
      expect(to).toBeLessThanOrEqual(text.length)
    }),
  )
})
