import { expect, test } from 'vitest'
import { facetRows } from './facetRows.ts'

const rows = (
  choice: { included?: string[]; excluded?: string[] },
  counts: Record<string, number>,
  also: Record<string, number> = {},
  contains = '',
) => {
  const values = Object.entries(counts).map(([value, count]) => ({ value, count }))
  const answer = {
    values,
    distinct: values.length,
    counts: new Map([...Object.entries(counts), ...Object.entries(also)]),
  }
  return facetRows({ included: [], excluded: [], others: [], ...choice }, answer, contains).map(
    (row) => `${{ included: '+', excluded: '-', null: '' }[String(row.choice)]}${row.value} ${row.count}`,
  )
}

test('the most frequent first, events without the field last', () => {
  expect(rows({}, { a: 3, b: 1 }, { '': 9 })).toEqual(['a 3', 'b 1', ' 9'])
  expect(rows({}, { a: 3 }, { '': 0 })).toEqual(['a 3'])
})

test('selected values come first, even if they are rare or have no events', () => {
  expect(rows({ included: ['b', 'z'], excluded: ['a'] }, { a: 3, b: 1 }, { z: 0 })).toEqual([
    '+b 1',
    '+z 0',
    '-a 3',
  ])
  expect(rows({ included: [''] }, { a: 3 }, { '': 0 })).toEqual(['+ 0', 'a 3'])
})

test('among values that are looked for there is only what was found', () => {
  expect(rows({ included: ['Alice', 'bob'] }, { malice: 3 }, { Alice: 2, bob: 1 }, 'ALI')).toEqual([
    '+Alice 2',
    'malice 3',
  ])
})

test('what is chosen is there before anything is counted', () => {
  expect(facetRows({ included: ['a'], excluded: [], others: [] }, undefined, '')).toEqual([
    { value: 'a', count: undefined, choice: 'included' },
  ])
})
