import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeTime } from '../cloudtrail/writeTime.ts'
import { readTime, readTimeRange, resolveTimeRange, writeEndTime, writeTimeRange } from './timeRange.ts'

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

describe('a time as it is written in a filter', () => {
  test.each([
    ['2026-02-09', '2026-02-09T00:00:00.000Z', '2026-02-09T23:59:59.999Z'],
    ['2026-02-09T22:27', '2026-02-09T22:27:00.000Z', '2026-02-09T22:27:59.999Z'],
    ['2026-02-09 22:27', '2026-02-09T22:27:00.000Z', '2026-02-09T22:27:59.999Z'],
    ['2026-02-09T22:27Z', '2026-02-09T22:27:00.000Z', '2026-02-09T22:27:59.999Z'],
    ['2026-02-09T01:27+02:30', '2026-02-08T22:57:00.000Z', '2026-02-08T22:57:59.999Z'],
    ['2026-02-09T22:27:53', '2026-02-09T22:27:53.000Z', '2026-02-09T22:27:53.999Z'],
    ['2026-02-09T22:27:53Z', '2026-02-09T22:27:53.000Z', '2026-02-09T22:27:53.999Z'],
    ['2026-02-09T22:27:53+02:00', '2026-02-09T20:27:53.000Z', '2026-02-09T20:27:53.999Z'],
    ['2026-02-09T22:27:53-0230', '2026-02-10T00:57:53.000Z', '2026-02-10T00:57:53.999Z'],
    ['2026-02-09T22:27:53.0Z', '2026-02-09T22:27:53.000Z', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09T22:27:53.000Z', '2026-02-09T22:27:53.000Z', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09T22:27:53.999Z', '2026-02-09T22:27:53.999Z', '2026-02-09T22:27:53.999Z'],
    ['2026-02-09T22:27:53.5Z', '2026-02-09T22:27:53.500Z', '2026-02-09T22:27:53.500Z'],
    ['2026-02-09T22:27:53.123456789', '2026-02-09T22:27:53.123Z', '2026-02-09T22:27:53.123Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    [' 2026-02-09\n', '2026-02-09T00:00:00.000Z', '2026-02-09T23:59:59.999Z'],
  ])('%s begins and ends', (text, start, end) => {
    expect([iso(readTime(text)), iso(readTime(text, 'end'))]).toEqual([start, end])
  })

  test.each([
    '',
    'noon',
    '26-02-09',
    '12026-02-09',
    '2026-2-9',
    '2026-02-09Z',
    '2026-02-09T22',
    '2026-02-09T22:27:53.Z',
    '2026-02-09T22:27:53.1234567890Z',
    '2026-02-09T22:27:53X',
    '2026-02-09T22:27:53Z and more',
    'from 2026-02-09',
    '2026-13-09',
    '2026-02-32',
    '2026-02-29',
    '2026-02-30T00:00:00Z',
    '2026-02-30T12:00:00+01:00',
    '2026-04-31T12:00-0800',
    '2026-02-09T25:00',
    '2026-02-09T22:60',
    '2026-02-09T22:27:61Z',
    '2026-02-09T22:27:53+99:00',
  ])('“%s” is not valid', (text) => {
    expect([readTime(text), readTime(text, 'end')]).toEqual([null, null])
  })

  test('without a zone is in UTC, wherever the console runs', () => {
    const zone = process.env['TZ']
    try {
      for (const elsewhere of ['Asia/Kolkata', 'America/St_Johns']) {
        process.env['TZ'] = elsewhere
        expect(readTime('2026-02-09')).toBe(Date.UTC(2026, 1, 9))
        expect(readTime('2026-02-09T22:27')).toBe(Date.UTC(2026, 1, 9, 22, 27))
      }
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  test('is written as CloudTrail writes it: whole seconds, and milliseconds if there are any', () => {
    expect(writeTime(Date.UTC(2026, 1, 9, 22, 27, 53))).toBe('2026-02-09T22:27:53Z')
    expect(writeTime(Date.UTC(2026, 1, 9, 22, 27, 53, 120))).toBe('2026-02-09T22:27:53.120Z')
  })

  test('is read as the same moment, as a start and as an end', () => {
    const anyMs = fc.tuple(fc.integer({ min: 0, max: 4e9 }), fc.constantFrom(0, 1, 250, 500, 998, 999))
    fc.assert(
      fc.property(anyMs, ([seconds, rest]) => {
        const ms = seconds * 1000 + rest
        expect(readTime(writeTime(ms))).toBe(ms)
        expect(readTime(writeEndTime(ms), 'end')).toBe(ms)
      }),
    )
    expect(writeEndTime(Date.UTC(2026, 1, 9, 23, 59, 59, 999))).toBe('2026-02-09T23:59:59Z')
    expect(writeEndTime(Date.UTC(2026, 1, 9, 23, 59, 59))).toBe('2026-02-09T23:59:59.000Z')
  })
})

describe('a time range', () => {
  const NOW = Date.parse('2026-02-10T00:00:00Z')

  test.each([
    ['1m', '2026-02-09T23:59:00.000Z'],
    ['30m', '2026-02-09T23:30:00.000Z'],
    ['12h', '2026-02-09T12:00:00.000Z'],
    ['7d', '2026-02-03T00:00:00.000Z'],
    ['4w', '2026-01-13T00:00:00.000Z'],
    ['999999m', '2024-03-17T13:21:00.000Z'],
  ])('%s reaches back from now and has no end', (text, start) => {
    const range = readTimeRange(text)
    if (range?.kind !== 'relative') throw new Error(`${text} is no range`)
    const { startMs, endMs } = resolveTimeRange(range, NOW)
    expect([iso(startMs), endMs]).toEqual([start, null])
    expect(writeTimeRange(range)).toBe(text)
  })

  test('all is open at both ends', () => {
    expect(readTimeRange('all')).toEqual({ kind: 'all' })
    expect(resolveTimeRange({ kind: 'all' }, NOW)).toEqual({ startMs: null, endMs: null })
  })

  test.each([
    '',
    '0m',
    '000h',
    '7',
    'd',
    '-7d',
    '7.5d',
    '1234567m',
    '7y',
    '7D',
    ' 7d',
    '7d ',
    'last 7d',
    'alles',
  ])('“%s” is not valid', (text) => {
    expect(readTimeRange(text)).toBeNull()
  })

  test.each([
    [{ startTime: '2026-02-09' }, '2026-02-09T00:00:00.000Z', null],
    [{ endTime: '2026-02-09' }, null, '2026-02-09T23:59:59.999Z'],
    [
      { startTime: '2026-02-08T12:00', endTime: '2026-02-09T12:00' },
      '2026-02-08T12:00:00.000Z',
      '2026-02-09T12:00:59.999Z',
    ],
  ])('from and to %o is open at a missing end', (times, start, end) => {
    const { startMs, endMs } = resolveTimeRange({ kind: 'absolute', ...times }, NOW)
    expect([iso(startMs), iso(endMs)]).toEqual([start, end])
  })
})
