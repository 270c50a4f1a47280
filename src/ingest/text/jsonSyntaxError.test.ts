import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSyntaxError } from './jsonSyntaxError.ts'

test('JSON and beginnings of JSON have no break', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, length) => {
      expect(findSyntaxError(text, 0)).toBeNull()
      expect(findSyntaxError(text.slice(0, length % (text.length + 1)), 0)).toBeNull()
    }),
  )
})

test('text that JSON.parse rejects has a break, or ends too early', () => {
  const base = '{"a":["x",1,true,{"b":null}],"c":{"d":"e\\n"},"f":-1.5e3}'
  const character = fc.constantFrom(...'{}[]",:\\ 0123.-eEtrufalsn\n\t\u0001\u001fab'.split(''))
  fc.assert(
    fc.property(
      fc.nat(base.length),
      fc.nat(4),
      fc.string({ unit: character, maxLength: 4 }),
      (at, cut, put) => {
        const text = base.slice(0, at) + put + base.slice(at + cut)
        const found = findSyntaxError(text, 0)
        if (isJson(text)) expect(found).toBeNull()
        // Nothing that follows can make the broken text valid, at least not closing it.
        else if (found) expect(found.position).toBeLessThan(text.length)
      },
    ),
    { numRuns: 3000 },
  )
})

test.each([
  ['{"a" "b"}', 5],
  ['{"a":1,}', 7],
  ['[1 2]', 3],
  ['["a\nb"]', 3],
  ['["\\x"]', 2],
  ['{"a":String}', 5],
  ['{a:1}', 1],
  ['[01]', 1],
])('%j breaks at %i', (text, position) => {
  expect(findSyntaxError(text, 0)?.position).toBe(position)
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
