import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countTicks } from './countTicks.ts'

describe('the axis of counts', () => {
  it('goes up to a round number that is not too small', () => {
    expect(countTicks(0).at(-1)?.count).toBe(1)
    expect(countTicks(7).map((tick) => tick.count)).toEqual([0, 4, 8])
    expect(countTicks(12_345).map((tick) => tick.label)).toEqual(['0', '10K', '20K'])
    fc.assert(fc.property(fc.nat(), (max) => (countTicks(max).at(-1)?.count ?? 0) >= max))
  })
})
