import { expect, test } from 'vitest'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { boundedBy, fiveMinutesAround } from './timeBounds.ts'

const NOW = Date.parse('2026-03-10T00:00:00Z')
const HERE = '2026-03-05T12:00:00Z'

const bounded = (line: string, side: 'start' | 'end') => {
  const filter = parseFilterText(line)
  return formatFilterText({ ...filter, timeRange: boundedBy(HERE, side, filter.timeRange, NOW) })
}

test.each([
  ['', `startTime=${HERE}`, `endTime=${HERE}`],
  ['userName=a', `userName=a startTime=${HERE}`, `userName=a endTime=${HERE}`],
  ['range=7d', `startTime=${HERE}`, `startTime=2026-03-03T00:00:00Z endTime=${HERE}`],
  [
    'startTime=2026-03-01T00:00:00Z endTime=2026-03-06T00:00:00Z',
    `startTime=${HERE} endTime=2026-03-06T00:00:00Z`,
    `startTime=2026-03-01T00:00:00Z endTime=${HERE}`,
  ],
  ['startTime=2026-03-07T00:00:00Z', `startTime=${HERE}`, `endTime=${HERE}`],
  ['endTime=2026-03-02T00:00:00Z', `startTime=${HERE}`, `endTime=${HERE}`],
])('“%s” from an event on, and up to it', (line, from, until) => {
  expect([bounded(line, 'start'), bounded(line, 'end')]).toEqual([from, until])
})

test('five minutes to both sides', () => {
  expect(fiveMinutesAround(HERE)).toEqual({
    kind: 'absolute',
    startTime: '2026-03-05T11:55:00Z',
    endTime: '2026-03-05T12:05:00Z',
  })
})
