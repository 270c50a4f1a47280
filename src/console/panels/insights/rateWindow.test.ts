import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RATE_SPANS, rateWindow, spanOf } from './rateWindow.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

const anySpan = fc.constantFrom(...RATE_SPANS)
/** An insight of up to five days among events of up to a hundred. */
const anyTimes = fc
  .tuple(fc.nat(100 * 1440), fc.nat(100 * 1440), fc.nat(5 * 1440))
  .map(([before, after, length]) => {
    const startMs = 20_000 * DAY + before * MINUTE
    const insight = { startMs, endMs: startMs + (length + 1) * MINUTE }
    return { insight, events: { startMs: 20_000 * DAY, endMs: insight.endMs + after * MINUTE } }
  })

test('the graph shows the insight, whole periods, as much as its span, and no time without events', () => {
  fc.assert(
    fc.property(anySpan, anyTimes, (span, { insight, events }) => {
      const { startMs, endMs } = rateWindow(span, insight, events)
      const step = Number(span.period) * 1000
      expect(startMs % step).toBe(0)
      expect(endMs % step).toBe(0)
      expect(startMs).toBeLessThanOrEqual(insight.startMs)
      expect(endMs).toBeGreaterThan(insight.startMs)
      if (insight.endMs - insight.startMs <= span.lengthMs)
        expect(endMs).toBeGreaterThanOrEqual(insight.endMs)
      expect(endMs - startMs).toBeLessThanOrEqual(span.lengthMs + 2 * step)
      expect(startMs).toBeGreaterThan(events.startMs - step)
      expect(endMs).toBeLessThan(events.endMs + step)
      if (events.endMs - events.startMs >= span.lengthMs * 2)
        expect(endMs - startMs).toBeGreaterThanOrEqual(Math.min(span.lengthMs, endMs - events.startMs) - step)
    }),
  )
})

test('without a span in the address, the insight takes up at most a third, if any span is long enough', () => {
  const span = (minutes: number, id: string | null = null) =>
    spanOf(id, { startMs: 0, endMs: minutes * MINUTE }).id
  expect(span(1)).toBe('3h')
  expect(span(61)).toBe('1d')
  expect(span(100_000)).toBe('28d')
  expect(span(1, '7d')).toBe('7d')
  expect(span(1, 'nonsense')).toBe('3h')
})
