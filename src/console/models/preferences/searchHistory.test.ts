import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  MOST_QUESTIONS,
  readSearchHistory,
  withoutQuestion,
  withQuestion,
  type SearchHistory,
} from './searchHistory.ts'

const EMPTY = readSearchHistory(undefined)
const asked = (queries: readonly string[], history: SearchHistory = EMPTY) =>
  queries.reduce((before, query, i) => withQuestion(before, { query, atMs: i, count: i * 10 }), history)
const queriesOf = (history: SearchHistory) => history.questions.map(({ query }) => query)

describe('the search history', () => {
  test('has each question once, the newest first, and only so many', () =>
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 * MOST_QUESTIONS }), { maxLength: 400 }), (numbers) => {
        const queries = numbers.map((number) => `userName=u${number}`)
        const history = asked(queries)
        expect(queriesOf(history)).toEqual([...new Set(queries.toReversed())].slice(0, MOST_QUESTIONS))
        expect(readSearchHistory(JSON.parse(JSON.stringify(history)))).toEqual(history)
      }),
    ))

  test('keeps the time and the count of the last time', () => {
    expect(asked(['a=1', 'b=2', 'a=1']).questions).toEqual([
      { query: 'a=1', atMs: 2, count: 20 },
      { query: 'b=2', atMs: 1, count: 10 },
    ])
  })

  test('does not hold what is no question, nor what would never fit an address', () => {
    expect(asked(['', 'order=oldest', `a=${'x'.repeat(9000)}`])).toEqual(EMPTY)
  })

  test('forgets one', () => {
    expect(queriesOf(withoutQuestion(asked(['a=1', 'b=2']), 'a=1'))).toEqual(['b=2'])
  })

  test('that is switched off takes nothing, and stays so', () => {
    const off = { on: false, questions: [] }
    expect(asked(['a=1'], off)).toEqual(off)
    expect(readSearchHistory(JSON.parse(JSON.stringify(off)))).toEqual(off)
  })

  test.each([
    undefined,
    null,
    'x',
    7,
    [],
    { questions: 7 },
    { questions: [7, {}, { query: '', atMs: 1, count: 1 }] },
  ])('that cannot be read is empty: %o', (stored) => {
    expect(readSearchHistory(stored)).toEqual({ on: true, questions: [] })
  })

  test('has no token that opened the console, whatever an older version left', () => {
    const questions = [
      { query: 'token=SECRET&a=1', atMs: 2, count: 1 },
      { query: 'token=SECRET', atMs: 1, count: 1 },
    ]
    expect(queriesOf(readSearchHistory({ questions }))).toEqual(['a=1'])
  })

  test('loses only what does not fit', () => {
    const good = { query: 'a=1', atMs: 5, count: 2 }
    const stored = {
      questions: [
        { ...good, atMs: -1 },
        { ...good, query: 'b=2', count: '7' },
        { ...good, query: 'c=3', atMs: 1e300 },
        good,
        { ...good, count: 9 },
        { query: 'd=4', atMs: 9, count: 0 },
      ],
    }
    expect(readSearchHistory(stored).questions).toEqual([{ query: 'd=4', atMs: 9, count: 0 }, good])
  })
})
