import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  MOST_SEARCHES,
  readSearchHistory,
  withoutSearch,
  withSearch,
  type SearchHistory,
} from './searchHistory.ts'

const EMPTY = readSearchHistory(undefined)
const made = (queries: readonly string[], history: SearchHistory = EMPTY) =>
  queries.reduce((before, query, i) => withSearch(before, { query, atMs: i, count: i * 10 }), history)
const queriesOf = (history: SearchHistory) => history.searches.map(({ query }) => query)

describe('the search history', () => {
  test('has each search once, the newest first, and only so many', () =>
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 * MOST_SEARCHES }), { maxLength: 400 }), (numbers) => {
        const queries = numbers.map((number) => `userName=u${number}`)
        const history = made(queries)
        expect(queriesOf(history)).toEqual([...new Set(queries.toReversed())].slice(0, MOST_SEARCHES))
        expect(readSearchHistory(JSON.parse(JSON.stringify(history)))).toEqual(history)
      }),
    ))

  test('keeps the time and the count of the last time', () => {
    expect(made(['a=1', 'b=2', 'a=1']).searches).toEqual([
      { query: 'a=1', atMs: 2, count: 20 },
      { query: 'b=2', atMs: 1, count: 10 },
    ])
  })

  test('does not contain what is no search, nor what would never fit an address', () => {
    expect(made(['', 'order=oldest', `a=${'x'.repeat(9000)}`])).toEqual(EMPTY)
  })

  test('removes one', () => {
    expect(queriesOf(withoutSearch(made(['a=1', 'b=2']), 'a=1'))).toEqual(['b=2'])
  })

  test('that is switched off stays empty, and stays off', () => {
    const off = { on: false, searches: [] }
    expect(made(['a=1'], off)).toEqual(off)
    expect(readSearchHistory(JSON.parse(JSON.stringify(off)))).toEqual(off)
  })

  test.each([
    undefined,
    null,
    'x',
    7,
    [],
    { searches: 7 },
    { searches: [7, {}, { query: '', atMs: 1, count: 1 }] },
  ])('that cannot be read is empty: %o', (stored) => {
    expect(readSearchHistory(stored)).toEqual({ on: true, searches: [] })
  })

  test('has no token that opened the console, whatever an older version left', () => {
    const searches = [
      { query: 'token=SECRET&a=1', atMs: 2, count: 1 },
      { query: 'token=SECRET', atMs: 1, count: 1 },
    ]
    expect(queriesOf(readSearchHistory({ searches }))).toEqual(['a=1'])
    expect(queriesOf(readSearchHistory({ questions: searches })), 'by the name of 0.1.0').toEqual(['a=1'])
  })

  test('loses only what does not fit', () => {
    const good = { query: 'a=1', atMs: 5, count: 2 }
    const stored = {
      searches: [
        { ...good, atMs: -1 },
        { ...good, query: 'b=2', count: '7' },
        { ...good, query: 'c=3', atMs: 1e300 },
        good,
        { ...good, count: 9 },
        { query: 'd=4', atMs: 9, count: 0 },
      ],
    }
    expect(readSearchHistory(stored).searches).toEqual([{ query: 'd=4', atMs: 9, count: 0 }, good])
  })
})
