import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFilter } from '../../../testing/anyFilter.ts'
import { resolveTimeRange } from '../../../filter/timeRange.ts'
import { isModified, readSavedQuery, savedQuery, withFixedRange } from './savedQuery.ts'
import type { ShownColumns } from './shownColumns.ts'
import { HOME, OWN_KEYS, type View } from './view.ts'

const SHOWN: ShownColumns = {
  names: ['eventName', 'userAgent'],
  widths: { userAgent: 320, hidden: 90 },
  wrapLines: false,
}

const anyView: fc.Arbitrary<View> = fc
  .record({
    filter: anyFilter(),
    order: fc.constantFrom('newest' as const, 'oldest' as const),
    openEvent: fc.constantFrom(null, 'an event'),
    savedView: fc.constantFrom(null, 'a view'),
  })
  .map((parts) => ({ ...HOME, ...parts }))

describe('a saved view', () => {
  test('has no token that opened the console', () => {
    expect(savedQuery(readSavedQuery('token=T&errorCode!=', 'x'))).toBe('errorCode!=')
  })

  test('comes back as it was, but for what was opened in it', () =>
    fc.assert(
      fc.property(anyView, (view) => {
        const query = savedQuery(view)
        // A key of the console itself is not a field of a filter.
        fc.pre(!view.filter.tokens.some((token) => token.kind === 'token' && OWN_KEYS.includes(token.field)))
        expect(savedQuery(readSavedQuery(query, 'x'))).toBe(query)
        expect(isModified(view, SHOWN, query)).toBe(false)
        expect(
          isModified({ ...view, order: view.order === 'newest' ? 'oldest' : 'newest' }, SHOWN, query),
        ).toBe(true)
      }),
    ))

  test('is the same however its query is written', () => {
    const view = readSavedQuery('?errorCode!=&text=access%20denied&event=e1&view=another', 'mine')
    expect(view).toMatchObject({ openEvent: null, savedView: 'mine' })
    expect(savedQuery(view)).toBe('errorCode!=&text=access+denied')
    expect(isModified(view, SHOWN, 'errorCode%21=&text=access+denied&order=newest')).toBe(false)
    expect(isModified(view, SHOWN, 'errorCode!=')).toBe(true)
  })

  test('of everything has an empty query', () => {
    expect(savedQuery(HOME)).toBe('')
    expect(isModified(HOME, SHOWN, '')).toBe(false)
  })
})

describe('the columns of a saved view', () => {
  const saved = savedQuery({ ...HOME, columns: SHOWN })

  test('are saved with it, also those that nobody changed', () => {
    expect(saved).toBe('columns=eventName,userAgent&widths=,320')
    expect(readSavedQuery(saved, null).columns?.names).toEqual(SHOWN.names)
  })

  test('that were changed make it another, wherever they are written', () => {
    expect(isModified({ ...HOME, columns: SHOWN }, SHOWN, saved)).toBe(false)
    expect(isModified(HOME, SHOWN, saved)).toBe(false)
    expect(isModified(HOME, { ...SHOWN, names: ['eventName'] }, saved)).toBe(true)
    expect(isModified(HOME, { ...SHOWN, wrapLines: true }, saved)).toBe(true)
  })

  test('that were not saved may be any', () => {
    expect(isModified({ ...HOME, columns: SHOWN }, SHOWN, '')).toBe(false)
  })
})

describe('a view with a fixed range', () => {
  const NOW = Date.parse('2026-02-04T10:00:00.789Z')
  const END = Date.parse('2026-02-04T10:05:00.123Z')
  const of = (query: string) => savedQuery(withFixedRange(readSavedQuery(query, null), NOW, END))

  test.each([
    ['range=7d', 'startTime=2026-01-28T10:00:00Z&endTime=2026-02-04T10:05:00Z'],
    ['', 'endTime=2026-02-04T10:05:00Z'],
    ['startTime=2026-02-01T00:00:00Z', 'startTime=2026-02-01T00:00:00Z&endTime=2026-02-04T10:05:00Z'],
    [
      'startTime=2026-02-01T00:00:00Z&endTime=2026-02-02',
      'startTime=2026-02-01T00:00:00Z&endTime=2026-02-02',
    ],
  ])('of “%s” is “%s”', (query, fixedQuery) => {
    expect(of(query)).toBe(fixedQuery)
  })

  test('has an end, and means the same whenever it is opened', () =>
    fc.assert(
      fc.property(anyView, fc.nat(), (view, later) => {
        const { timeRange } = withFixedRange(view, NOW, END).filter
        expect(resolveTimeRange(timeRange, NOW)).toEqual(resolveTimeRange(timeRange, NOW + later))
        expect(resolveTimeRange(timeRange, NOW).endMs).not.toBeNull()
      }),
    ))
})
