import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseExactly } from './parseExactly.ts'

describe('JSON with numbers as they are written', () => {
  test('keeps every digit', () => {
    const json = '{"n":9007199254740993,"huge":1e400,"list":[-0.0, 1E+2],"text":"1,\\"2","t":true,"z":null}'
    expect(parseExactly(json)).toEqual({
      n: '9007199254740993',
      huge: '1e400',
      list: ['-0.0', '1E+2'],
      text: '1,"2',
      t: true,
      z: null,
    })
  })

  test('has otherwise the values of JSON.parse, and rejects what that rejects', () => {
    const someText = fc.array(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '0', '.5', 'e3', 'true'),
      {
        maxLength: 8,
      },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          someText.map((parts) => parts.join('')),
        ),
        (json) => {
          let expected: unknown
          try {
            expected = JSON.parse(json)
          } catch {
            expect(() => parseExactly(json)).toThrow(SyntaxError)
            return
          }
          expect(numbersRead(parseExactly(json), expected)).toEqual(expected)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

/** The value with texts read as numbers where the other one has numbers. */
function numbersRead(value: unknown, other: unknown): unknown {
  if (typeof other === 'number') return Number(value)
  if (typeof other !== 'object' || other === null || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each, at) => numbersRead(each, Reflect.get(other, at)))
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, numbersRead(each, Reflect.get(other, name))]),
  )
}
