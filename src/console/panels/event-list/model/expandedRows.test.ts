import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EVERYTHING } from '../../../../filter/filter.ts'
import { resolveQuery } from '../../../models/queries/resolvedQuery.ts'
import { PAGE_SIZE } from '../../../../api/listAddress.ts'
import {
  indexOf,
  lengthOf,
  pageOf,
  positionAt,
  positionIn,
  stepFrom,
  toggled,
  type ExpandedRows,
} from './expandedRows.ts'

const ROWS = 40
const query = resolveQuery(EVERYTHING, 'newest', 0, 0)

const anyExpandedRows = fc
  .array(
    fc.record({
      offset: fc.nat(ROWS - 1),
      others: fc.integer({ min: 1, max: 5 }),
      query: fc.constant(query),
    }),
  )
  .map((rows) => rows.reduce<ExpandedRows>((expanded, row) => toggled(row, expanded), []))

test('each index of the list is one position, and each position has its index', () => {
  fc.assert(
    fc.property(anyExpandedRows, (expanded) => {
      const others = new Map(expanded.map((row) => [row.offset, row.others]))
      const expected = Array.from({ length: ROWS }, (_, offset) =>
        Array.from({ length: 1 + (others.get(offset) ?? 0) }, (__, member) => ({ offset, member })),
      ).flat()
      expect(lengthOf(ROWS, expanded)).toBe(expected.length)
      expect(expected.map((_, index) => positionAt(index, expanded))).toEqual(expected)
      expect(expected.map((position) => indexOf(position, expanded))).toEqual(
        expected.map((_, index) => index),
      )
      for (const [index, position] of expected.entries())
        expect(stepFrom(position, -1, expanded)).toEqual(expected[index - 1] ?? null)
    }),
  )
})

test('an event of a collapsed row is between its row and the next one', () => {
  const hidden = { offset: 7, member: 3 }
  expect(indexOf(hidden, [])).toBe(7)
  expect(stepFrom(hidden, -1, [])).toEqual({ offset: 7, member: 0 })
  expect(stepFrom(hidden, 1, [])).toEqual({ offset: 8, member: 0 })
})

test('a row expands, and collapses again', () => {
  const row = { offset: 3, others: 2, query }
  expect(toggled(row, toggled(row, []))).toEqual([])
})

test('the other events of a row are all but its newest, in either order', () => {
  const repeats = resolveQuery(EVERYTHING, 'newest', 1, 0)
  const expanded = [{ offset: 3, others: PAGE_SIZE, query: repeats }]
  expect(pageOf({ offset: 3, member: 0 }, query, expanded)).toEqual({ query, page: 0, at: 3 })
  expect(pageOf({ offset: 3, member: 1 }, query, expanded)).toEqual({ query: repeats, page: 0, at: 1 })
  expect(pageOf({ offset: 3, member: PAGE_SIZE }, query, expanded)).toEqual({
    query: repeats,
    page: 1,
    at: 0,
  })
  expect(pageOf({ offset: 3, member: 1 }, { ...query, order: 'oldest' }, expanded).at).toBe(0)
})

test.each(['newest', 'oldest'] as const)(
  'an event of a row’s own result has its position, %s first',
  (order) => {
    const row = { offset: 3, others: 4, query: resolveQuery(EVERYTHING, order, 1, 0) }
    const ranks = [0, 1, 2, 3, 4]
    const positions = ranks.map((rank) => positionIn(row, rank))
    expect(positions.map(({ member }) => member)).toEqual(
      order === 'newest' ? [0, 1, 2, 3, 4] : [1, 2, 3, 4, 0],
    )
    const others = positions.filter(({ member }) => member > 0)
    expect(others.map((position) => pageOf(position, { ...query, order }, [row]).at)).toEqual(
      order === 'newest' ? [1, 2, 3, 4] : [0, 1, 2, 3],
    )
  },
)
