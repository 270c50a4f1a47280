import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { timeTicks, type TimeTick } from './timeTicks.ts'

const ZONE_OF_PROCESS = process.env['TZ']

afterEach(() => {
  if (ZONE_OF_PROCESS === undefined) delete process.env['TZ']
  else process.env['TZ'] = ZONE_OF_PROCESS
})

const labels = (ticks: readonly TimeTick[]) => ticks.map(({ label }) => label)

/** The ticks of a time range as a browser in Berlin draws them. */
function inBerlin(start: string, end: string, most: number): readonly TimeTick[] {
  process.env['TZ'] = 'Europe/Berlin'
  return timeTicks(Date.parse(start), Date.parse(end), most, 'local')
}

describe('the axis of times', () => {
  it('has ticks at round times, no more than there is room for', () => {
    const start = Date.parse('2024-01-01T00:10:00Z')
    expect(labels(timeTicks(start, start + 86_400_000, 6, 'utc'))).toEqual([
      'Jan 1, 06:00',
      '12:00',
      '18:00',
      'Jan 2',
    ])
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('utc' as const, 'local' as const),
        (length, most, zone) => {
          const ticks = timeTicks(start, start + length, most, zone)
          expect(ticks.length).toBeLessThanOrEqual(most)
          expect(ticks.every(({ ms }) => ms >= start && ms < start + length)).toBe(true)
          expect(new Set(labels(ticks)).size).toBe(ticks.length)
        },
      ),
    )
  })

  it('is at midnight on both sides of the end of daylight saving time', () => {
    const ticks = inBerlin('2024-10-09T22:00:00Z', '2024-11-19T23:00:00Z', 7)
    expect(labels(ticks)).toEqual(['Oct 13', 'Oct 20', 'Oct 27', 'Nov 3', 'Nov 10', 'Nov 17'])
    expect(ticks.map(({ ms }) => new Date(ms).getHours())).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('has round hours on both sides of the beginning of summer time', () => {
    expect(labels(inBerlin('2024-03-30T23:00:00Z', '2024-03-31T22:00:00Z', 8))).toEqual([
      'Mar 31',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
    ])
  })

  it('names the second where seconds are seen, and the year where years are', () => {
    const at = (start: string, end: string) => labels(timeTicks(Date.parse(start), Date.parse(end), 4, 'utc'))
    expect(at('2024-01-01T11:59:58Z', '2024-01-01T12:00:01Z')).toEqual([
      'Jan 1, 11:59:58',
      '11:59:59',
      '12:00:00',
    ])
    expect(at('2022-01-01T00:00:00Z', '2024-02-01T00:00:00Z')).toEqual(['Jan 2022', 'Jan 2023', 'Jan 2024'])
  })

  it('is empty for no time at all', () => {
    expect(timeTicks(Number.NaN, Number.NaN, 5, 'utc')).toEqual([])
    expect(timeTicks(5, 5, 5, 'utc')).toEqual([])
  })
})
