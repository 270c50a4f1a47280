import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OPERATORS, type Filter, type Token } from '../../../filter/filter.ts'
import { printFilter, readFilter } from '../../../filter/params.ts'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { removeToken, token, toggleToken, withoutField } from '../../../filter/edit.ts'
import { facetChoice, onlyValue, withValue } from './facetFilter.ts'

const FIELD = 'sourceIPAddress'

const anyValue = fc.constantFrom('', 'a', 'b', '10.0.0.0/8', ' ', '(none)')
const anyToken: fc.Arbitrary<Token> = fc
  .record({
    kind: fc.constant('token' as const),
    field: fc.constantFrom(FIELD, 'eventName'),
    operator: fc.constantFrom(...OPERATORS),
    value: anyValue,
  })
  .filter(({ operator, value }) => value !== '' || operator === '=' || operator === '!=')
const anyFilter: fc.Arbitrary<Filter> = fc
  .uniqueArray(anyToken, { maxLength: 8, selector: (each) => JSON.stringify(each) })
  .map((tokens) => ({ tokens, timeRange: { kind: 'relative', amount: 7, unit: 'd' }, text: 'word' }))

describe('whatever the filter', () => {
  test('every token of the field is an included or excluded value, or listed apart; nothing else is', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const { included, excluded, others } = facetChoice(filter, FIELD)
        const shown = [
          ...included.map((value) => `= ${value}`),
          ...excluded.map((value) => `!= ${value}`),
          ...others.map(({ operator, value }) => `${operator} ${value}`),
        ]
        const asked = filter.tokens.flatMap((each) =>
          each.kind === 'token' && each.field === FIELD ? `${each.operator} ${each.value}` : [],
        )
        expect(new Set(shown)).toEqual(new Set(asked))
        expect(shown.length).toBe(asked.length)
      }),
    )
  })

  test('including or excluding a value twice changes nothing, except for earlier conditions on the value', () => {
    fc.assert(
      fc.property(anyFilter, fc.constantFrom('', 'a', 'c'), (filter, value) => {
        for (const [operator, list, other] of [
          ['=', 'included', 'excluded'],
          ['!=', 'excluded', 'included'],
        ] as const) {
          const before = facetChoice(filter, FIELD)
          const toggled = token(FIELD, operator, value)
          const once = toggleToken(filter, toggled)
          expect(facetChoice(once, FIELD)[list].includes(value)).toBe(!before[list].includes(value))
          expect(facetChoice(once, FIELD)[other]).not.toContain(value)
          expect(facetChoice(once, FIELD).others).toEqual(before.others)
          expect(withoutField(once, FIELD)).toEqual(withoutField(filter, FIELD))
          if (!before.included.includes(value) && !before.excluded.includes(value)) {
            expect(toggleToken(once, toggled)).toEqual(filter)
          }
          expect(readFilter(new URLSearchParams(printFilter(once)))).toEqual(once)
        }
      }),
    )
  })

  test('only one value leaves that value, whatever the field’s conditions, and all other conditions', () => {
    fc.assert(
      fc.property(anyFilter, fc.constantFrom('', 'a', 'c'), (filter, value) => {
        const only = onlyValue(filter, FIELD, value)
        expect(facetChoice(only, FIELD)).toEqual({ included: [value], excluded: [], others: [] })
        expect(withoutField(only, FIELD)).toEqual(withoutField(filter, FIELD))
        expect(facetChoice(withValue(filter, FIELD, value), FIELD)).toEqual(facetChoice(only, FIELD))
      }),
    )
  })
})

test('an excluded value is included, and the other way round', () => {
  const filter = parseFilterText('eventName!=A userName=alice')
  expect(formatFilterText(toggleToken(filter, token('eventName', '=', 'A')))).toBe(
    'userName=alice eventName=A',
  )
  expect(formatFilterText(toggleToken(filter, token('userName', '!=', 'alice')))).toBe(
    'eventName!=A userName!=alice',
  )
})

test('only one value takes the place of the first one', () => {
  const filter = parseFilterText('eventName=A userName=alice eventName^=B')
  expect(formatFilterText(onlyValue(filter, 'eventName', 'C'))).toBe('eventName=C userName=alice')
})

test('a block of addresses is listed apart, and can be removed alone', () => {
  const filter = parseFilterText('sourceIPAddress=10.0.0.0/8 sourceIPAddress=192.0.2.1 eventName=A')
  const { included, others } = facetChoice(filter, FIELD)
  expect(included).toEqual(['192.0.2.1'])
  expect(formatFilterText(others.reduce(removeToken, filter))).toBe('sourceIPAddress=192.0.2.1 eventName=A')
})
