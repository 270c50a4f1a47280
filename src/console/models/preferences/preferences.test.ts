import { describe, expect, test } from 'vitest'
import { DEFAULT_PREFERENCES, readPreferences, upgradePreferences } from './preferences.ts'

describe('stored preferences', () => {
  test('come back as they were', () => {
    const stored = {
      ...DEFAULT_PREFERENCES,
      theme: 'dark',
      columns: ['eventTime', 'requestParameters.bucketName'],
    }
    expect(readPreferences(JSON.parse(JSON.stringify(stored)))).toEqual(stored)
  })

  test.each([
    undefined,
    null,
    'dark',
    7,
    [],
    { theme: 'pink', columns: 'eventName', columnWidths: [1], facets: {} },
  ])('that cannot be read are the defaults: %o', (stored) => {
    expect(readPreferences(stored)).toEqual(DEFAULT_PREFERENCES)
  })

  test('lose only what does not fit', () => {
    const read = readPreferences({
      density: 'compact',
      columns: ['a', 7, 'a', ''],
      columnWidths: { a: 90, b: -1, c: '9' },
      facets: [{ field: 'a', folded: 'no', pinned: true, more: 1 }, { field: '' }, 'b', { field: 7 }],
    })
    expect(read).toEqual({
      ...DEFAULT_PREFERENCES,
      density: 'compact',
      columns: ['a'],
      columnWidths: { a: 90 },
      facets: [{ field: 'a', folded: false, pinned: true }],
    })
  })

  test('of an earlier version get the Resource column, unless columns were chosen', () => {
    const first = ['eventName', 'eventTime', 'userName', 'eventSource', 'resourceType', 'resourceName']
    expect(upgradePreferences({ columns: first, density: 'compact' })).toEqual({
      ...DEFAULT_PREFERENCES,
      density: 'compact',
    })
    const chosen = first.toReversed()
    expect(upgradePreferences({ columns: chosen }).columns).toEqual(chosen)
    expect(readPreferences({ columns: first }).columns).toEqual(first)
  })
})
