import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFilter } from '../testing/anyFilter.ts'
import { hasToken } from './edit.ts'
import type { Filter } from './filter.ts'
import { formatFilterText, parseFilterText } from './text.ts'
import { withChange } from './withChange.ts'

describe('a change that was made to an older filter', () => {
  test.each([
    // now, the change from, to, then
    ['a=1 b=2', 'a=1', 'a=1 c=3', 'a=1 b=2 c=3'],
    ['a=1 b=2', 'a=1', '', 'b=2'],
    ['b=2', 'a=1', 'a=1 c=3', 'b=2 c=3'],
    ['a=1 b=2 d=4', 'a=1 b=2', 'a=1 c=3 b=2', 'a=1 c=3 b=2 d=4'],
    ['a=1 b=2', 'a=1', 'a!=1', 'b=2 a!=1'],
    ['a=1 b=2', 'a=1', 'a=1 b=2', 'a=1 b=2'],
    ['a=1 word', 'a=1', 'a=1 range=7d', 'a=1 range=7d word'],
    ['a=1 range=7d', 'a=1', 'a=1 word', 'a=1 range=7d word'],
  ])('%s, when %s was changed into %s, is %s', (now, from, to, then) => {
    const change = { from: parseFilterText(from), to: parseFilterText(to) }
    expect(formatFilterText(withChange(parseFilterText(now), change))).toBe(then)
  })

  test('is the filter that is wanted, if nothing else was changed', () => {
    fc.assert(
      fc.property(anyFilter(), anyFilter(), (from, to) => {
        expect(withChange(structuredClone(from), { from, to })).toEqual(to)
      }),
    )
  })

  test('changes nothing, if it changed nothing', () => {
    fc.assert(
      fc.property(anyFilter(), anyFilter(), (filter, shown) => {
        expect(withChange(filter, { from: shown, to: shown })).toEqual(filter)
      }),
    )
  })

  test('loses no other change, whichever comes first', () => {
    fc.assert(
      fc.property(anyFilter(), anyFilter(), anyFilter(), (from, one, other) => {
        const added = ({ tokens }: Filter) => tokens.filter((each) => !hasToken(from, each))
        const both = withChange(one, { from, to: other })
        for (const token of [...added(one), ...added(other)]) expect(hasToken(both, token)).toBe(true)
        for (const token of from.tokens)
          expect(hasToken(both, token)).toBe(hasToken(one, token) && hasToken(other, token))
      }),
    )
  })
})
