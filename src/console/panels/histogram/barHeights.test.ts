import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { barHeights } from './barHeights.ts'

const HEIGHT = 46

/** A bar's counts, and the count at the top of the drawing. */
const anyBar = fc
  .tuple(fc.integer({ min: 1, max: 2_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .chain(([count, share]) =>
    fc.record({
      count: fc.constant(count),
      errorCount: fc.constant(Math.round(count * share)),
      top: fc.integer({ min: count, max: 4_000_000 }),
    }),
  )

describe('the failed part of a bar', () => {
  it('is its true share of the bar, or one pixel if that is less', () => {
    fc.assert(
      fc.property(anyBar, ({ top, ...bar }) => {
        const { height, failed } = barHeights(bar, top, HEIGHT)
        const share = (bar.errorCount / bar.count) * height
        expect(failed).toBeCloseTo(bar.errorCount === 0 ? 0 : Math.max(1, share), 9)
        expect(failed).toBeLessThanOrEqual(height)
      }),
    )
  })

  it('is never lower for more failures', () => {
    fc.assert(
      fc.property(anyBar, fc.nat(1000), ({ count, errorCount, top }, more) => {
        const bar = barHeights({ count, errorCount }, top, HEIGHT)
        const worse = barHeights({ count, errorCount: Math.min(count, errorCount + more) }, top, HEIGHT)
        expect(worse.failed).toBeGreaterThanOrEqual(bar.failed)
      }),
    )
  })

  it('and the succeeded part are together the bar, which is to scale unless it would vanish', () => {
    fc.assert(
      fc.property(anyBar, ({ top, ...bar }) => {
        const { height } = barHeights(bar, top, HEIGHT)
        expect(height).toBeCloseTo(Math.max(2, (bar.count / top) * HEIGHT), 9)
        expect(height).toBeLessThanOrEqual(HEIGHT)
      }),
    )
  })

  test.each([
    [
      { count: 1679, errorCount: 13 },
      { height: 46, failed: 1 },
    ],
    [
      { count: 1679, errorCount: 1679 },
      { height: 46, failed: 46 },
    ],
    [
      { count: 840, errorCount: 420 },
      { height: 23, failed: 11.5 },
    ],
    [
      { count: 15, errorCount: 1 },
      { height: 2, failed: 1 },
    ],
    [
      { count: 15, errorCount: 15 },
      { height: 2, failed: 2 },
    ],
    [
      { count: 15, errorCount: 0 },
      { height: 2, failed: 0 },
    ],
    [
      { count: 0, errorCount: 0 },
      { height: 0, failed: 0 },
    ],
  ])('of %o among bars of up to 1,679 events: %o', (bar, heights) => {
    const drawn = barHeights(bar, 1679, HEIGHT)
    expect(drawn.height).toBeCloseTo(heights.height, 0)
    expect(drawn.failed).toBeCloseTo(heights.failed, 1)
  })
})
