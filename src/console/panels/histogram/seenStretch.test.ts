import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seenStretches } from './seenStretch.ts'

const responseOf = (counts: readonly number[], withoutTime = 0) => ({
  interval: 'PT1S',
  buckets: counts.map((count, second) => ({
    startTime: new Date(second * 1000).toISOString(),
    count,
    errorCount: 0,
  })),
  withoutTime,
})

describe('what the list shows', () => {
  it('covers the buckets of its events', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 12 }),
        fc.nat({ max: 3 }),
        fc.constantFrom('newest' as const, 'oldest' as const),
        fc.nat(),
        fc.nat(),
        (counts, withoutTime, order, one, other) => {
          // The bucket of every event, in the order of the list; null for events without a time.
          const oldestFirst = [
            ...Array.from({ length: withoutTime }, () => null),
            ...counts.flatMap((count, bucket) => Array.from({ length: count }, () => bucket)),
          ]
          const listed = order === 'oldest' ? oldestFirst : oldestFirst.toReversed()
          fc.pre(listed.length > 0)
          const [first, last] = [one % listed.length, other % listed.length].toSorted((a, b) => a - b) as [
            number,
            number,
          ]
          const seen = listed.slice(first, last + 1).filter((bucket) => bucket !== null)
          const isWhole = first === 0 && last === listed.length - 1
          const stretch = seenStretches(responseOf(counts, withoutTime), order)({ first, last })
          expect(stretch && { first: Math.floor(stretch.from), last: Math.ceil(stretch.to) - 1 }).toEqual(
            seen.length === 0 || isWhole ? null : { first: Math.min(...seen), last: Math.max(...seen) },
          )
        },
      ),
    )
  })

  it('is not marked when it is everything', () => {
    const stretch = seenStretches(responseOf([3, 0, 4]), 'newest')
    expect(stretch({ first: 0, last: 6 })).toBeNull()
    expect(stretch({ first: 0, last: 5 })).not.toBeNull()
  })

  it('moves evenly within a bucket', () => {
    const stretch = seenStretches(responseOf([0, 10, 0]), 'newest')
    expect(stretch({ first: 0, last: 4 })).toEqual({ from: 1.5, to: 2 })
    expect(stretch({ first: 5, last: 9 })).toEqual({ from: 1, to: 1.5 })
    expect(stretch({ first: 10, last: 12 })).toBeNull()
  })
})
