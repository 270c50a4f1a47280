import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketAt, edgeAt, rangeBetween, shareWords, timesOf, withEdge } from './histogramGeometry.ts'

const buckets = ['2024-01-01T00:00:00Z', '2024-01-01T01:00:00Z', '2024-01-01T02:00:00Z'].map((startTime) => ({
  startTime,
  count: 1,
  errorCount: 0,
}))

describe('the histogram', () => {
  it('ends a range one second before the next bucket, because the end of a filter is inclusive', () => {
    expect(timesOf(buckets, 3_600_000, { first: 0, last: 1 })).toEqual([
      '2024-01-01T00:00:00Z',
      '2024-01-01T01:59:59Z',
    ])
    expect(timesOf(buckets, 1000, { first: 2, last: 2 })).toEqual([
      '2024-01-01T00:00:02Z',
      '2024-01-01T00:00:02Z',
    ])
  })

  it('has times beyond its buckets', () => {
    expect(timesOf(buckets, 3_600_000, { first: -1, last: 3 })).toEqual([
      '2023-12-31T23:00:00Z',
      '2024-01-01T03:59:59Z',
    ])
  })

  it('keeps a bucket between its edges, and both in the room there is', () => {
    const room = { first: -3, last: 5 }
    const edges = fc.integer({ min: -20, max: 20 })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('first' as const, 'last' as const), edges)), (moves) => {
        let range = { first: 0, last: 2 }
        for (const [end, edge] of moves) {
          const before = range
          range = withEdge(range, end, edge, room)
          expect(range[end === 'first' ? 'last' : 'first']).toBe(before[end === 'first' ? 'last' : 'first'])
          expect(room.first <= range.first && range.first <= range.last && range.last <= room.last).toBe(true)
        }
      }),
    )
    expect(withEdge({ first: 0, last: 2 }, 'first', edgeAt(-34, 100, 3), room)).toEqual({
      first: -1,
      last: 2,
    })
    expect(withEdge({ first: 0, last: 2 }, 'last', edgeAt(60, 100, 3), room)).toEqual({ first: 0, last: 1 })
  })

  it('gives the failed share where it says more than the counts', () => {
    const words = (count: number, errorCount: number) => shareWords({ count, errorCount })
    expect(words(1679, 13)).toBe(' (0.8%)')
    expect([words(10, 0), words(10, 10), words(0, 0)]).toEqual(['', '', ''])
    expect([words(100_000, 1), words(100_000, 99_999)]).toEqual([' (under 0.1%)', ' (over 99.9%)'])
  })

  it('accepts a drag in either direction', () => {
    expect(rangeBetween(5, 2)).toEqual({ first: 2, last: 5 })
    expect([-5, 0, 99, 100, 150].map((x) => bucketAt(x, 100, 10))).toEqual([0, 0, 9, 9, 9])
  })
})
