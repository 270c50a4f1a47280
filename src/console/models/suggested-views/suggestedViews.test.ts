import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeRecord } from '../../../cloudtrail/describe.ts'
import { readRecord } from '../../../cloudtrail/record.ts'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { matches } from '../../../filter/matches.ts'
import { printFilter } from '../../../filter/params.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { anyFilter } from '../../../testing/anyFilter.ts'
import { anyRecord } from '../../../testing/anyRecord.ts'
import { narrowed, suggestedViews, textSearchView } from './suggestedViews.ts'

/** The suggested views of each group, as queries. */
const suggestedQueries = (text: string, present: Filter) =>
  (suggestedViews(text, present, HOST)?.groups ?? []).map(({ views }) =>
    views.map(({ filter }) => (filter ? printFilter(filter) : '')),
  )

const HOST = '127.0.0.1:4700'
const KEY = 'AKIAIOSFODNN7EXAMPLE'

describe('a pasted text', () => {
  test('is a filter of its own when there is no filter', () => {
    const [group, ...others] = suggestedQueries(KEY, EVERYTHING)
    expect(others).toEqual([])
    expect(group?.[0]).toBe(`accessKeyId=${KEY}`)
  })

  test('offers to narrow the current filter first, then to replace it', () => {
    const present = parseFilterText('readOnly=false range=7d')
    expect(suggestedQueries(KEY, present).map(([first]) => first)).toEqual([
      `readOnly=false&accessKeyId=${KEY}&range=7d`,
      `accessKeyId=${KEY}`,
    ])
  })

  test('offers to replace the current filter first if it is a complete filter', () => {
    const present = parseFilterText('readOnly=false')
    expect(suggestedQueries('eventName=DeleteTrail range=1d', present)[0]).toEqual([
      'eventName=DeleteTrail&range=1d',
    ])
  })

  test('is not suggested if the current filter contains it', () => {
    expect(suggestedQueries(KEY, parseFilterText(`accessKeyId=${KEY}`))[0]).not.toContain(
      `accessKeyId=${KEY}`,
    )
  })

  test.each([
    [`http://${HOST}/?eventName=A&order=oldest&event=x`, { order: 'oldest', openEvent: 'x' }],
    ['http://localhost:1/events/x', { kind: 'event-details', id: 'x' }],
  ])('is a link of this console: %s', (link, page) => {
    const suggested = suggestedViews(link, EVERYTHING, HOST)
    expect(suggested?.what).toBe('Link to this console')
    expect(suggested?.groups[0]?.views[0]?.target).toMatchObject(page)
  })

  test.each([
    `http://${HOST}/?token=SECRET&eventName=DeleteTrail`,
    'http://10.9.8.7:4700/?eventName=DeleteTrail&token=SECRET',
    '?token=SECRET&eventName=DeleteTrail',
    'eventName=DeleteTrail token=SECRET',
    'token=SECRET',
    `http://${HOST}/events/x?token=SECRET`,
  ])('never puts a token that opens a console into a suggestion: %s', (text) => {
    for (const present of [EVERYTHING, parseFilterText('readOnly=false')]) {
      const suggested = [suggestedViews(text, present, HOST), textSearchView(text, present)]
      expect(JSON.stringify(suggested)).not.toContain('SECRET')
    }
    const isQuestion = !text.includes('10.9.8.7') && text.includes('eventName')
    expect(suggestedQueries(text, EVERYTHING).flat().includes('eventName=DeleteTrail')).toBe(isQuestion)
  })

  test.each([`http://${HOST}/api/events`, 'https://example.com/?eventName=A'])(
    'is no such link: %s',
    (link) => {
      expect(suggestedViews(link, EVERYTHING, HOST)?.what).not.toBe('Link to this console')
    },
  )
})

test('a filter narrowed by another matches what both match, except for alternatives and the time', () => {
  const filters = fc.tuple(anyFilter(), anyFilter())
  fc.assert(
    fc.property(filters, anyRecord, ([present, by], json) => {
      const record = readRecord(JSON.stringify(json))
      const candidate = { record, event: describeRecord(record) }
      const fields = new Set(present.tokens.map((each) => each.kind === 'token' && each.field))
      const apart = by.tokens.every((each) => each.kind === 'token' && !fields.has(each.field))
      fc.pre(apart && by.timeRange.kind === 'all')
      const both = matches(present, candidate, 0) && matches(by, candidate, 0)
      expect(matches(narrowed(present, by), candidate, 0)).toBe(both)
    }),
  )
})

test('any other text is searched for literally', () => {
  expect(printFilter(textSearchView('access  denied', EVERYTHING)?.filter ?? EVERYTHING)).toBe(
    'text=%22access%20denied%22',
  )
  expect(textSearchView('"', EVERYTHING)).toBeNull()
  expect(textSearchView(' \n', EVERYTHING)).toBeNull()
  expect(textSearchView('x'.repeat(1000), EVERYTHING)).toBeNull()
})
