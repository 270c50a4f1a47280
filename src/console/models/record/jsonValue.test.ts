import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExactly } from '../../../cloudtrail/json/parseExactly.ts'
import { isProblem, parseJsonDocument } from './jsonDocument.ts'
import { jsonValue } from './jsonValue.ts'

function valueOf(text: string): unknown {
  const document = parseJsonDocument(text)
  if (isProblem(document)) throw new Error(document.reason)
  return jsonValue(document)
}

test('a document has the value that its text has, for any JSON', () => {
  const spaces = fc.constantFrom(undefined, 1, '\t')
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), spaces, (json, space) => {
      const text = JSON.stringify(JSON.parse(json), null, space)
      expect(valueOf(text)).toStrictEqual(parseExactly(text))
    }),
  )
})

test.each([
  ['numbers are as they are written', '[1.0,-0.50e+10,12345678901234567890]'],
  ['of two members the last one counts', '{"a":1,"b":{"a":[]},"\\u0061":{"c":null}}'],
  ['a member can have any name', '{"__proto__":{"a":true},"constructor":"\\u2028\\"","":[[],{}]}'],
])('%s', (_, text) => {
  expect(valueOf(text)).toStrictEqual(parseExactly(text))
  expect(JSON.stringify(valueOf(text))).toBe(JSON.stringify(parseExactly(text)))
})
