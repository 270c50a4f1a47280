import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFilterText } from '../../../../filter/text.ts'
import { gapInBrief, gapsBetween, gapWords, relevantGaps, type DigestGap } from './gapMarks.ts'

const GAP: DigestGap = {
  accountId: '111122223333',
  region: 'us-east-1',
  startTime: '2026-11-20T14:00:00Z',
  endTime: '2026-11-20T17:00:00Z',
}
const NOW = Date.parse('2026-11-21T00:00:00Z')

test.each([
  ['', true],
  ['userName=alice', true],
  ['awsRegion=us-east-1', true],
  ['awsRegion=eu-west-1', false],
  ['awsRegion!=us-east-1', false],
  ['accountId=444455556666', false],
  ['range=30m', false],
  ['startTime=2026-11-20T16:00:00Z', true],
  ['startTime=2026-11-20T17:00:00Z', false],
])('with the filter “%s”, the gap matters: %s', (filter, matters) => {
  expect(relevantGaps([GAP], parseFilterText(filter), NOW)).toHaveLength(matters ? 1 : 0)
})

test('gaps of one time in several Regions are one mark', () => {
  const gaps = ['us-east-1', 'eu-west-1', 'eu-west-2'].map((region) => ({ ...GAP, region }))
  const relevant = relevantGaps(gaps, parseFilterText(''), NOW)
  expect(relevant).toHaveLength(1)
  expect(gapWords(relevant, 'utc')).toBe(
    'Gap from 2026-11-20 14:00:00 UTC to 2026-11-20 17:00:00 UTC in us-east-1, eu-west-1 and 1 more: no digest file covers it',
  )
  expect(gapInBrief(relevant)).toBe('Gap of 3 h in us-east-1, eu-west-1 and 1 more')
})

test('in either order, a gap is between exactly two rows, or before the first one, or behind the last', () => {
  const minute = fc.nat(500)
  fc.assert(
    fc.property(fc.array(minute, { minLength: 1 }), minute, fc.boolean(), (minutes, end, isNewest) => {
      const times = minutes
        .toSorted((a, b) => (isNewest ? b - a : a - b))
        .map((each) => new Date(NOW + each * 60_000).toISOString())
      const endMs = NOW + end * 60_000
      const gaps = [{ startMs: endMs - 1, endMs, regions: ['us-east-1'] }]
      const marks = times.filter(
        (time, row) =>
          gapsBetween(gaps, row === 0 ? null : times[row - 1]!, time, isNewest ? 'newest' : 'oldest').length >
          0,
      )
      const isBehindLast = isNewest ? end <= Math.min(...minutes) : end > Math.max(...minutes)
      expect(marks).toHaveLength(isBehindLast ? 0 : 1)
    }),
  )
})
