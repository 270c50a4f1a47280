import { expect, test } from 'vitest'
import type { FacetPreference } from '../../models/preferences/preferences.ts'
import { addFacet, canMove, changeFacet, inOrder, moveFacet, removeFacet } from './facetList.ts'

/** `a* b c-`: a is pinned, c is folded. */
const read = (line: string): FacetPreference[] =>
  line.split(' ').map((word) => ({
    field: word[0] ?? '',
    folded: word.endsWith('-'),
    pinned: word.includes('*'),
  }))
const print = (facets: readonly FacetPreference[]) =>
  facets.map(({ field, folded, pinned }) => `${field}${pinned ? '*' : ''}${folded ? '-' : ''}`).join(' ')

test('pinned facets stand first, each part in its order', () => {
  expect(print(inOrder(read('a b* c d*-')))).toBe('b* d*- a c')
})

test('a new one comes first below the pinned ones; an existing one is expanded', () => {
  expect(print(addFacet(read('a b*'), 'c'))).toBe('b* c a')
  expect(print(addFacet(read('a b*-'), 'b'))).toBe('a b*')
})

test('one moves among its like, and not beyond', () => {
  expect(print(moveFacet(read('a b* c d*'), 'c', -1))).toBe('b* d* c a')
  expect(print(moveFacet(read('a b* c d*'), 'b', 1))).toBe('d* b* a c')
  expect(canMove(read('a b* c d*'), 'a', -1)).toBe(false)
  expect(canMove(read('a b* c d*'), 'c', 1)).toBe(false)
  expect(print(moveFacet(read('a b*'), 'a', -1))).toBe('a b*')
})

test('one is removed, folded, pinned', () => {
  expect(print(removeFacet(read('a b'), 'a'))).toBe('b')
  expect(print(changeFacet(read('a b'), 'b', { folded: true }))).toBe('a b-')
  expect(print(changeFacet(read('a b'), 'b', { pinned: true }))).toBe('a b*')
})
