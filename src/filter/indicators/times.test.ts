import { describe, expect, test } from 'vitest'
import { detectIndicators } from '../detectIndicators.ts'
import { formatFilterText } from '../text.ts'

/** The first suggestion, as it is typed. */
const best = (text: string) => {
  const [first] = detectIndicators(text)?.suggestions ?? []
  return first && formatFilterText(first.filter)
}

const all = (text: string) =>
  detectIndicators(text)?.suggestions.map(({ filter }) => formatFilterText(filter)) ?? []

describe('a time is detected', () => {
  const around = 'startTime=2026-02-09T22:22:53Z endTime=2026-02-09T22:32:53Z'
  test.each([
    '2026-02-09T22:27:53Z',
    '2026-02-09T22:27:53.000Z',
    '2026-02-09 22:27:53',
    '2026-02-09 22:27:53 UTC',
    '2026-02-09T23:27:53+01:00',
    '2026-02-09T14:27:53-0800',
    '2026-02-09 23:27:53 UTC+01:00',
    '2026/02/09 22:27:53',
    '20260209T222753Z',
    '1770676073',
    '1770676073.000',
    '1770676073000',
    'Mon, 09 Feb 2026 22:27:53 GMT',
    'Mon, 9 Feb 2026 23:27:53 +0100',
    'February 09, 2026, 22:27:53 (UTC+00:00)',
    'February 09, 2026, 23:27:53 (UTC+01:00)',
    'Feb 9, 2026, 10:27:53\u202fPM',
    '09/Feb/2026:22:27:53 +0000',
  ])('%s', (text) => {
    expect(best(text)).toBe(around)
  })

  test.each([
    ['2026-02-09', 'startTime=2026-02-09T00:00:00Z endTime=2026-02-09T23:59:59Z'],
    ['9 February 2026', 'startTime=2026-02-09T00:00:00Z endTime=2026-02-09T23:59:59Z'],
    [
      '2026-02-09 22:00 UTC — 2026-02-10 01:00 UTC',
      'startTime=2026-02-09T22:00:00Z endTime=2026-02-10T01:00:59Z',
    ],
    ['2026-02-09/2026-02-11', 'startTime=2026-02-09T00:00:00Z endTime=2026-02-11T23:59:59Z'],
  ])('%s', (text, line) => {
    expect(best(text)).toBe(line)
  })

  test('that second, minute, hour and day, by what was written', () => {
    expect(all('2026-02-09T22:27:53Z')).toEqual([
      around,
      'startTime=2026-02-09T22:27:53Z endTime=2026-02-09T22:27:53Z',
      'startTime=2026-02-09T21:27:53Z endTime=2026-02-09T23:27:53Z',
      'startTime=2026-02-09T00:00:00Z endTime=2026-02-09T23:59:59Z',
      'startTime=2026-02-09T22:27:53Z',
      'endTime=2026-02-09T22:27:53Z',
    ])
    expect(all('2026-02-09 22:27')).toContain('startTime=2026-02-09T22:27:00Z endTime=2026-02-09T22:27:59Z')
  })

  test.each(['2026-02-30', '2026-13-01', '25:00', '0000000001', '2026-02-09 22:27:53 Mars'])(
    'not %s',
    (text) => {
      expect(detectIndicators(text)?.what ?? 'nothing').toMatch(/^(nothing|Name)$/)
    },
  )
})
