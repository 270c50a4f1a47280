import { beforeEach, expect, test } from 'vitest'
import { EVERYTHING } from '../../../../filter/filter.ts'
import { resolveQuery } from '../../../models/queries/resolvedQuery.ts'
import { useAnnouncement } from '../../../ui/announce.ts'
import { listedEvent } from '../../../testing/listedEvent.ts'
import { createListSelection, MOST_SELECTED, type SelectableRows } from './listSelection.ts'

const QUERY = resolveQuery(EVERYTHING, 'newest', 0, 0)

let selected: readonly string[]
let loaded: (row: number) => boolean
let rows: SelectableRows

beforeEach(() => {
  selected = []
  loaded = () => true
  rows = {
    selected: { get: () => selected, set: (ids) => (selected = ids) },
    query: QUERY,
    eventAt: (row) => (loaded(row) ? listedEvent(row) : undefined),
    load: () => {
      loaded = () => true
      return Promise.resolve()
    },
  }
})

const events = (...numbers: readonly number[]) => numbers.map((number) => `event-${number}`)

test('a row is selected and deselected, beside the others', () => {
  const selection = createListSelection()
  for (const row of [4, 2, 4]) selection.toggle(rows, row)
  expect(selected).toEqual(events(2))
})

test('a range grows and shrinks from where it began, in both directions', () => {
  const selection = createListSelection()
  selection.toggle(rows, 9)
  selection.extend(rows, 3, 5)
  expect(selected).toEqual(events(9, 3, 4, 5))
  selection.extend(rows, 5, 4)
  expect(selected).toEqual(events(9, 3, 4))
  selection.extend(rows, 4, 2)
  expect(selected).toEqual(events(9, 3, 2))
})

test('a range that begins elsewhere, or in another result, is another one', () => {
  const selection = createListSelection()
  selection.extend(rows, 3, 4)
  selection.extend(rows, 7, 8)
  expect(selected).toEqual(events(3, 4, 7, 8))
  const other = { ...rows, query: resolveQuery(EVERYTHING, 'oldest', 0, 0) }
  selection.extend(other, 8, 9)
  expect(selected).toEqual(events(3, 4, 7, 8, 9))
})

test('without an active row a range is the row alone', () => {
  createListSelection().extend(rows, -1, 6)
  expect(selected).toEqual(events(6))
})

test('rows that are not loaded are loaded first', async () => {
  loaded = (row) => row < 2
  createListSelection().extend(rows, 0, 3)
  expect(selected).toEqual([])
  await expect.poll(() => selected).toEqual(events(0, 1, 2, 3))
})

test('no more are selected than the limit, which is announced', () => {
  const selection = createListSelection()
  selection.extend(rows, 0, MOST_SELECTED + 10)
  expect(selected).toHaveLength(MOST_SELECTED)
  expect(useAnnouncement.getState().text).toBe('Select at most 500 events')
  selection.toggle(rows, MOST_SELECTED + 5)
  expect(selected).toHaveLength(MOST_SELECTED)
})
