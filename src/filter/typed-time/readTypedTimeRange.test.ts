import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatFilterText } from '../text.ts'
import { EVERYTHING, type TimeRange } from '../filter.ts'
import { readTypedTimeRange } from './readTypedTimeRange.ts'
import type { WallZone } from './wallTime.ts'

/** A Thursday. */
const NOW = Date.parse('2026-11-26T10:20:30Z')

const line = (timeRange: TimeRange) => formatFilterText({ ...EVERYTHING, timeRange })

function read(text: string, zone: WallZone = 'utc', nowMs = NOW): string {
  const typed = readTypedTimeRange(text, nowMs, zone)
  switch (typed?.kind) {
    case undefined:
      return 'nothing'
    case 'range':
      return line(typed.timeRange)
    case 'choices':
      return typed.choices.map(({ timeRange }) => line(timeRange)).join(' | ')
    case 'problem':
      return `problem: ${typed.problem}`
  }
}

const between = (start: string, end: string) => `startTime=${start}Z endTime=${end}Z`
const day = (date: string) => between(`${date}T00:00:00`, `${date}T23:59:59`)

describe('a typed time range', () => {
  test.each([
    ['today', day('2026-11-26')],
    [' Yesterday ', day('2026-11-25')],
    ['2 days ago', day('2026-11-24')],
    ['thursday', day('2026-11-26')],
    ['last thursday', day('2026-11-19')],
    ['monday', day('2026-11-23')],
    ['this week', between('2026-11-23T00:00:00', '2026-11-29T23:59:59')],
    ['this month', between('2026-11-01T00:00:00', '2026-11-30T23:59:59')],
    ['last month', between('2026-10-01T00:00:00', '2026-10-31T23:59:59')],
    ['2026', between('2026-01-01T00:00:00', '2026-12-31T23:59:59')],
    ['feb 2024', between('2024-02-01T00:00:00', '2024-02-29T23:59:59')],
    ['december', between('2025-12-01T00:00:00', '2025-12-31T23:59:59')],
    ['2026-11-03', day('2026-11-03')],
    ['2026/11/03', day('2026-11-03')],
    ['03.11.2026', day('2026-11-03')],
    ['3 nov', day('2026-11-03')],
    ['Nov 3, 2025', day('2025-11-03')],
    ['3rd of november', day('2026-11-03')],
    ['dec 3', day('2025-12-03')],
    ['feb 29', day('2024-02-29')],
    ['2026-11-03T14:00-08:00', between('2026-11-03T22:00:00', '2026-11-03T22:00:59')],
    ['25/11', day('2026-11-25')],
    ['3 nov 14:00', between('2026-11-03T14:00:00', '2026-11-03T14:00:59')],
    ['3 nov at 2pm', between('2026-11-03T14:00:00', '2026-11-03T14:59:59')],
    ['yesterday 14:00:05', between('2026-11-25T14:00:05', '2026-11-25T14:00:05')],
    ['yesterday 14:00:05.25', between('2026-11-25T14:00:05.250', '2026-11-25T14:00:05.250')],
    ['2026-11-03T14:00:05.999Z', 'startTime=2026-11-03T14:00:05.999Z endTime=2026-11-03T14:00:05Z'],
    ['10:00:00.000 to 10:00:01.5', between('2026-11-26T10:00:00', '2026-11-26T10:00:01.500')],
    ['until 10:00:00.000', 'endTime=2026-11-26T10:00:00.000Z'],
    ['1770676073250', between('2026-02-09T22:27:53.250', '2026-02-09T22:27:53.250')],
    ['12 am', between('2026-11-26T00:00:00', '2026-11-26T00:59:59')],
    ['2026-11-03T14:00:00Z', between('2026-11-03T14:00:00', '2026-11-03T14:00:00')],
    ['2026-11-03 14:00 UTC+02:00', between('2026-11-03T12:00:00', '2026-11-03T12:00:59')],
    ['1770676073', between('2026-02-09T22:27:53', '2026-02-09T22:27:53')],
    ['1770676073000', between('2026-02-09T22:27:53', '2026-02-09T22:27:53')],
    ['nov 3 - nov 5', between('2026-11-03T00:00:00', '2026-11-05T23:59:59')],
    ['nov 3 - 5', between('2026-11-03T00:00:00', '2026-11-05T23:59:59')],
    ['nov 3 – 5', between('2026-11-03T00:00:00', '2026-11-05T23:59:59')],
    ['from 3 nov to yesterday', between('2026-11-03T00:00:00', '2026-11-25T23:59:59')],
    ['3 nov 14:00 to 15:30', between('2026-11-03T14:00:00', '2026-11-03T15:30:59')],
    ['3 nov 14:00-15:30', between('2026-11-03T14:00:00', '2026-11-03T15:30:59')],
    ['2026-11-03/2026-11-05', between('2026-11-03T00:00:00', '2026-11-05T23:59:59')],
    ['2026-11-03 - 2026-11-05', between('2026-11-03T00:00:00', '2026-11-05T23:59:59')],
    ['2026-11-03 02:00:00 UTC – 03:00:00 UTC', between('2026-11-03T02:00:00', '2026-11-03T03:00:00')],
    ['2026-11-03 UTC', day('2026-11-03')],
    ['2026-11-03 – 2026-11-05 UTC+02:00', between('2026-11-02T22:00:00', '2026-11-05T21:59:59')],
    ['3 nov 14:00 to 15:30 utc+02:00', between('2026-11-03T12:00:00', '2026-11-03T13:30:59')],
    ['between monday and now', between('2026-11-23T00:00:00', '2026-11-26T10:20:30')],
    ['since monday', 'startTime=2026-11-23T00:00:00Z'],
    ['from 3 nov', 'startTime=2026-11-03T00:00:00Z'],
    ['after 3 nov', 'startTime=2026-11-04T00:00:00Z'],
    ['until 3 nov', 'endTime=2026-11-03T23:59:59Z'],
    ['before 3 nov', 'endTime=2026-11-02T23:59:59Z'],
    ['last 36h', 'range=36h'],
    ['past 2 days', 'range=2d'],
    ['15 min', 'range=15m'],
    ['2w', 'range=2w'],
    ['last hour', 'range=1h'],
    ['all time', ''],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  test.each([
    ['03/04', [day('2026-03-04'), day('2026-04-03')]],
    ['03/04/2025', [day('2025-03-04'), day('2025-04-03')]],
    ['last week', [between('2026-11-16T00:00:00', '2026-11-22T23:59:59'), 'range=7d']],
  ])('%s can mean two ranges', (text, expected) => {
    expect(read(text)).toBe(expected.join(' | '))
  })

  test.each([
    ['2026-02-30', 'There is no 2026-02-30 in the calendar.'],
    ['31 apr', 'There is no 2026-04-31 in the calendar.'],
    ['nov 1 to nov 31', 'There is no 2026-11-31 in the calendar.'],
    ['2026-13-01', 'There is no 2026-13-01 in the calendar.'],
    ['25:00', '“25:00” is not a time of day.'],
    ['nov 5 - nov 3', 'The start is after the end.'],
    ['last 2 months', 'Months and years vary in length. Use days or weeks, for example “last 90 days”.'],
    ['0d', 'Use a whole number of 1 or more.'],
  ])('%s is rejected with a reason', (text, problem) => {
    expect(read(text)).toBe(`problem: ${problem}`)
  })

  test.each([
    '',
    'alice',
    'RunInstances',
    '42',
    'i-0123456789abcdef0',
    '10.0.0.1',
    'market',
    'monkey',
    'sunset',
    'x to y',
    '123456789012',
    'a'.repeat(200),
  ])('“%s” is not one', (text) => {
    expect(read(text)).toBe('nothing')
  })
})

describe('a typed time in a zone with summer time', () => {
  const before = process.env['TZ']
  beforeAll(() => {
    process.env['TZ'] = 'Europe/Berlin'
  })
  afterAll(() => {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })

  test.each([
    ['today', between('2026-11-25T23:00:00', '2026-11-26T22:59:59')],
    ['3 aug 14:00', between('2026-08-03T12:00:00', '2026-08-03T12:00:59')],
    // The days on which the clocks change have 23 and 25 hours.
    ['2026-03-29', between('2026-03-28T23:00:00', '2026-03-29T21:59:59')],
    ['2026-10-25', between('2026-10-24T22:00:00', '2026-10-25T22:59:59')],
    // The hour from 02:00 is repeated.
    ['2026-10-25 02:30 to 02:45', between('2026-10-25T00:30:00', '2026-10-25T01:45:59')],
    ['2026-10-25 02:30', between('2026-10-25T00:30:00', '2026-10-25T01:30:59')],
    ['2026-10-25 01:59 to 03:00', between('2026-10-24T23:59:00', '2026-10-25T02:00:59')],
    ['2026-10-25 02:30 UTC', between('2026-10-25T02:30:00', '2026-10-25T02:30:59')],
  ])('%s', (text, expected) => {
    expect(read(text, 'local')).toBe(expected)
  })

  test('a time in the hour that is skipped is rejected', () => {
    expect(read('2026-03-29 02:30 to 04:00', 'local')).toContain('2026-03-29 02:30:00 does not exist')
  })

  test('today is the day in the zone, not in UTC', () => {
    const late = Date.parse('2026-11-26T23:30:00Z')
    expect(read('today', 'local', late)).toBe(between('2026-11-26T23:00:00', '2026-11-27T22:59:59'))
  })
})
