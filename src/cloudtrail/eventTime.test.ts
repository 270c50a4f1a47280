import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOrderOf, parseEventTime } from './eventTime.ts'

const iso = (text: string, order?: 'dayFirst' | 'monthFirst') => {
  const ms = parseEventTime(text, order)
  return ms === null ? null : new Date(ms).toISOString()
}

describe('a time is read', () => {
  test.each([
    ['2026-02-09T22:27:53Z', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09T22:27:53.120Z', '2026-02-09T22:27:53.120Z'],
    ['2026-02-09T22:27:53,5Z', '2026-02-09T22:27:53.500Z'],
    ['2026-02-09T22:27:53.123999999Z', '2026-02-09T22:27:53.123Z'],
    ['2026-02-09T22:27:53.1234567890123Z', '2026-02-09T22:27:53.123Z'],
    ['2026-02-09t22:27:53z', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09T22:27:53', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09 22:27:53', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09 22:27:53 Z', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09  22:27:53.000 UTC', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09 22:27:53 GMT', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09, 22:27:53', '2026-02-09T22:27:53.000Z'],
    [' 2026-02-09T22:27:53Z\u202f', '2026-02-09T22:27:53.000Z'],
    ['2026/02/09 22:27:53', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09T22:27Z', '2026-02-09T22:27:00.000Z'],
    ['2026-2-9 9:05', '2026-02-09T09:05:00.000Z'],
    ['20131102T010628Z', '2013-11-02T01:06:28.000Z'],
    ['20131102010628', '2013-11-02T01:06:28.000Z'],
    ['2024-02-29T22:27:53Z', '2024-02-29T22:27:53.000Z'],
    ['2026-12-31T22:27:53Z', '2026-12-31T22:27:53.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2026-02-09T24:00:00Z', '2026-02-10T00:00:00.000Z'],
  ])('%s', (text, time) => {
    expect(iso(text)).toBe(time)
  })

  test.each([
    ['2026-12-31T23:30:00-01:00', '2027-01-01T00:30:00.000Z'],
    ['2026-02-09T22:27:53+02:00', '2026-02-09T20:27:53.000Z'],
    ['2026-02-09T22:27:53-0230', '2026-02-10T00:57:53.000Z'],
    ['2026-02-09T22:27:53 +05', '2026-02-09T17:27:53.000Z'],
    ['2026-02-09T22:27:53 +5:30', '2026-02-09T16:57:53.000Z'],
    ['2026-02-09 22:27:53 +0000 UTC', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09 22:27:53.1 +0100 CET m=+0.012', '2026-02-09T21:27:53.100Z'],
    ['2026-02-09T22:27:53+01:00[Europe/Berlin]', '2026-02-09T21:27:53.000Z'],
    ['2026-02-09T22:27:53Z[UTC]', '2026-02-09T22:27:53.000Z'],
    ['2026-02-09 22:27:53 UTC+2', '2026-02-09T20:27:53.000Z'],
    ['2026-02-09 22:27:53 (GMT-03:30)', '2026-02-10T01:57:53.000Z'],
    ['2026-02-09 22:27:53 Europe/Berlin', '2026-02-09T21:27:53.000Z'],
    ['2026-07-09 22:27:53.000 Europe/Berlin', '2026-07-09T20:27:53.000Z'],
    ['2026-07-09 22:27:53 America/Argentina/Buenos_Aires', '2026-07-10T01:27:53.000Z'],
    ['2026-07-09 22:27:53 Asia/Kolkata', '2026-07-09T16:57:53.000Z'],
    ['2026-07-09 22:27:53 CEST', '2026-07-09T20:27:53.000Z'],
    ['2026-02-09 22:27:53 EST', '2026-02-10T03:27:53.000Z'],
  ])('%s, with a zone', (text, time) => {
    expect(iso(text)).toBe(time)
  })

  test('when clocks show it twice, as the earlier one; not when they skip it', () => {
    expect(iso('2026-10-25 02:30:00 Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
    expect(iso('2026-11-01 01:30:00 America/New_York')).toBe('2026-11-01T05:30:00.000Z')
    expect(iso('2026-03-29 02:30:00 Europe/Berlin')).toBeNull()
  })

  test.each([
    ['Mar 8, 2024, 09:30:47 (UTC+00:00)', '2024-03-08T09:30:47.000Z'],
    ['Jul 19, 2023 9:25:09\u202fPM', '2023-07-19T21:25:09.000Z'],
    ['Jul 18, 2023, 12:07:39 AM', '2023-07-18T00:07:39.000Z'],
    ['March 8, 2024 at 9:30:47 p.m.', '2024-03-08T21:30:47.000Z'],
    ['Mar 8, 2024 @ 09:30:47.123', '2024-03-08T09:30:47.123Z'],
    ['Fri, 08 Mar 2024 09:30:47 GMT', '2024-03-08T09:30:47.000Z'],
    ['8 Mar 2024 09:30:47 +0100', '2024-03-08T08:30:47.000Z'],
    ['08-Mar-2024 09:30:47', '2024-03-08T09:30:47.000Z'],
    ['08/Mar/2024:09:30:47 +0000', '2024-03-08T09:30:47.000Z'],
    ['Fri Mar  8 09:30:47 2024', '2024-03-08T09:30:47.000Z'],
    ['Fri Mar  8 09:30:47 PM UTC 2024', '2024-03-08T21:30:47.000Z'],
    ['Fri Mar 08 2024 10:30:47 GMT+0100 (Central European Standard Time)', '2024-03-08T09:30:47.000Z'],
  ])('%s, with a month’s name', (text, time) => {
    expect(iso(text)).toBe(time)
  })

  test.each([
    ['1709890247', '2024-03-08T09:30:47.000Z'],
    ['1709890247.5', '2024-03-08T09:30:47.500Z'],
    ['1709890247123', '2024-03-08T09:30:47.123Z'],
    ['1709890247123999', '2024-03-08T09:30:47.123Z'],
    ['1709890247123999999', '2024-03-08T09:30:47.123Z'],
    ['1.709890247E9', '2024-03-08T09:30:47.000Z'],
    ['1.70989E9', '2024-03-08T09:26:40.000Z'],
    ['1.709890247123E+12', '2024-03-08T09:30:47.123Z'],
    ['/Date(1709890247123)/', '2024-03-08T09:30:47.123Z'],
    ['/Date(1709890247123+0100)/', '2024-03-08T09:30:47.123Z'],
  ])('%s, since 1970', (text, time) => {
    expect(iso(text)).toBe(time)
  })

  test.each([
    ['08.03.2024 09:31', '2024-03-08T09:31:00.000Z'],
    ['8.3.24 09:31:48', '2024-03-08T09:31:48.000Z'],
    ['25/3/2024 9:31', '2024-03-25T09:31:00.000Z'],
    ['3/25/2024 9:31:48 PM', '2024-03-25T21:31:48.000Z'],
    ['3/3/2024 9:31', '2024-03-03T09:31:00.000Z'],
    ['25-03-2024 09:31', '2024-03-25T09:31:00.000Z'],
  ])('%s, the order of its date being certain', (text, time) => {
    expect(iso(text)).toBe(time)
    expect(dayOrderOf(text)).not.toBe('unknown')
  })

  test('3/8/2024, only with the order of its date', () => {
    expect(dayOrderOf('3/8/2024 9:31')).toBe('unknown')
    expect(iso('3/8/2024 9:31')).toBeNull()
    expect(iso('3/8/2024 9:31', 'monthFirst')).toBe('2024-03-08T09:31:00.000Z')
    expect(iso('3/8/2024 9:31', 'dayFirst')).toBe('2024-08-03T09:31:00.000Z')
    expect(dayOrderOf('2024-03-08T09:31:00Z')).toBeNull()
  })

  test('without a zone in UTC, wherever the console runs', () => {
    const zone = process.env['TZ']
    try {
      for (const elsewhere of ['Asia/Kolkata', 'America/St_Johns']) {
        process.env['TZ'] = elsewhere
        for (const text of ['2026-02-09T22:27:53', '20260209T222753', 'Feb 9, 2026 22:27:53'])
          expect(parseEventTime(text)).toBe(Date.UTC(2026, 1, 9, 22, 27, 53))
      }
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })
})

describe('what is not a time', () => {
  test.each([
    '',
    'noon',
    'yesterday',
    '2026-02-09',
    '3/8/2024',
    '31:48.0',
    '2026-13-09T22:27:53Z',
    '2026-02-30T22:27:53Z',
    '2025-02-29T22:27:53Z',
    '2026-04-31T22:27:53Z',
    '2026-04-31T22:27:53+02:00',
    '20260230T222753Z',
    '2026-02-30 22:27:53.5',
    '30 Feb 2024 09:30:47',
    '30.02.2024 09:31',
    '2026-02-09T25:27:53Z',
    '2026-02-09T24:00:01Z',
    '2026-02-09T22:60:53Z',
    '2026-02-09T22:27:61Z',
    '2026-02-09T931Z',
    '2026-02-09 13:27:53 PM',
    '2026-02-09T22:27:53Zulu',
    '2026-02-09 22:27:53 CST',
    '2026-02-09 22:27:53 Europe/Atlantis',
    '2026-02-09 22:27:53 +25:00',
    'at 2026-02-09T22:27:53Z',
    '2026-02-09X22:27:53Z',
    '24-03-08 09:31',
    'Foo 8, 2024, 09:30:47',
    '12345',
    '111122223333',
    '1.71E+09',
    '1.7E+12',
    '9'.repeat(40),
    'x'.repeat(200),
  ])('%s', (text) => {
    expect(parseEventTime(text, 'dayFirst')).toBeNull()
  })
})

describe('laws', () => {
  const second = fc.integer({
    min: Date.parse('2010-01-01T00:00:00Z') / 1000,
    max: Date.parse('2035-01-01T00:00:00Z') / 1000,
  })
  const two = (number: number) => String(number).padStart(2, '0')
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

  /** A time in every form that keeps its seconds. */
  function formsOf(seconds: number): readonly string[] {
    const at = new Date(seconds * 1000)
    const [date, clock] = at.toISOString().slice(0, 19).split('T') as [string, string]
    const [year, month, day] = date.split('-') as [string, string, string]
    const name = MONTHS[at.getUTCMonth()]!
    const hour = at.getUTCHours()
    const half = `${hour % 12 || 12}${clock.slice(2)} ${hour < 12 ? 'AM' : 'PM'}`
    return [
      `${date}T${clock}Z`,
      `${date} ${clock}`,
      `${date} ${clock}.000 UTC`,
      `${date.replaceAll('-', '/')} ${clock}`,
      `${year}${month}${day}T${clock.replaceAll(':', '')}Z`,
      `${date}, ${half}`,
      `${name} ${Number(day)}, ${year}, ${clock}`,
      `${name} ${Number(day)}, ${year} ${half}`,
      at.toUTCString(),
      `${day}/${name}/${year}:${clock} +0000`,
      `${day}.${month}.${year} ${clock}`,
      String(seconds),
      String(seconds * 1000),
      `${seconds}000000`,
      `${seconds}000000000`,
      `/Date(${seconds * 1000})/`,
    ]
  }

  test('every form of a moment is the same moment', () => {
    fc.assert(
      fc.property(second, (seconds) => {
        for (const form of formsOf(seconds))
          expect([form, parseEventTime(form)]).toEqual([form, seconds * 1000])
      }),
    )
  })

  test('in any zone by offset or name', () => {
    fc.assert(
      fc.property(
        second,
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
        (seconds, minutes, zone) => {
          const ms = seconds * 1000
          const local = new Date(ms + minutes * 60_000).toISOString().slice(0, 19)
          const offset = `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
          expect(parseEventTime(local + offset)).toBe(ms)
          const inZone = new Date(ms).toLocaleString('sv', { timeZone: zone })
          const read = parseEventTime(`${inZone} ${zone}`)!
          expect(new Date(read).toLocaleString('sv', { timeZone: zone })).toBe(inZone)
          expect(ms - read === 0 || (ms > read && ms - read <= 3_600_000)).toBe(true)
        },
      ),
    )
  })

  test('no text is an error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789-/:.,TZ+ APMUTCjanE@()'.split('')) }),
        (text) => {
          const ms = parseEventTime(text, 'monthFirst')
          expect(ms === null || Number.isSafeInteger(ms)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
