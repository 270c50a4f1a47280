import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contentOf, sqlTokens } from './sqlTokens.ts'

it('reads texts, names and comments, closed or not', () => {
  expect(sqlTokens(`a."b""c" = 'it''s' -- x\n/* y`).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'word a',
    'symbol .',
    'name "b""c"',
    'symbol =',
    "string 'it''s'",
    'comment -- x',
    'comment /* y',
  ])
  expect(sqlTokens("'open").map(contentOf)).toEqual(['open'])
})

it('law: only white space is between the tokens', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("'", '"', '-', '/', '*', 'a', '1', '.', ' ', '\n', '(') }),
      (text) => {
        let at = 0
        for (const { from, to, text: written } of sqlTokens(text)) {
          expect(text.slice(at, from).trim()).toBe('')
          expect(text.slice(from, to)).toBe(written)
          at = to
        }
        expect(text.slice(at).trim()).toBe('')
      },
    ),
  )
})

it('law: the content of a text is what was quoted', () => {
  fc.assert(
    fc.property(fc.string(), (content) => {
      const tokens = sqlTokens(`x = '${content.replaceAll("'", "''")}' AND`)
      expect(contentOf(tokens[2]!)).toBe(content)
    }),
  )
})
