import { expect, test } from 'vitest'
import { parseFilterText } from '../../../filter/text.ts'
import { offeredViews } from './offeredViews.ts'
import type { SuggestedView, SuggestedViewGroup } from './suggestedViews.ts'

const view = (says: string): SuggestedView => {
  const filter = parseFilterText(says)
  return { says, detail: '', target: { filter }, filter, conditions: filter }
}

/** What is offered, by the counts of what is added and of what replaces: `key 2` and `key 5`. */
function offered(added: Readonly<Record<string, number | undefined>>, instead: typeof added): object {
  const groups: SuggestedViewGroup[] = [
    { title: 'Add to filter', views: Object.keys(added).map(view) },
    { title: 'Replace filter', views: Object.keys(instead).map(view) },
  ]
  const counts = new Map(
    [added, instead].flatMap((group, at) =>
      Object.values(group).map((count, index) => [groups[at]!.views[index]!, count] as const),
    ),
  )
  return Object.fromEntries(
    offeredViews(groups, (each) => counts.get(each)).map(({ title, views }) => [
      title,
      views.map(({ says }) => says),
    ]),
  )
}

test('nothing without events is offered', () => {
  expect(offered({ key: 0, name: 0 }, { key: 0, name: 0 })).toEqual({})
  expect(offered({ key: 0, name: 2 }, { key: 5, name: 2 })).toEqual({
    'Add to filter': ['name'],
    'Replace filter': ['key'],
  })
})

test('what can be added is offered once, but for the best, if replacing shows more', () => {
  expect(offered({ key: 2, name: 3 }, { key: 5, name: 9 })).toEqual({
    'Add to filter': ['key', 'name'],
    'Replace filter': ['key'],
  })
  expect(offered({ key: 2, name: 3 }, { key: 2, name: 9 })).toEqual({ 'Add to filter': ['key', 'name'] })
})

test('what is not counted yet is still offered', () => {
  expect(offered({ key: undefined }, { key: undefined })).toEqual({
    'Add to filter': ['key'],
    'Replace filter': ['key'],
  })
})
