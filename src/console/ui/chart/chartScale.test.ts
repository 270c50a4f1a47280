import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chartScale, nearestTime, rangeOf, shortNumber, timesOf } from './chartScale.ts'
import type { ChartPoint } from './lineChartProps.ts'

const START = Date.parse('2026-11-20T00:00:00Z')
const HOUR = 3_600_000

const line = (...points: readonly ChartPoint[]) => ({ name: 'line', points })
const room = { width: 600, height: 260, stepMs: HOUR }

const anyPoints = fc.array(
  fc.tuple(fc.integer({ min: START, max: START + 1e9 }), fc.double({ min: -1e9, max: 1e9, noNaN: true })),
  { minLength: 1, maxLength: 12 },
)
const anyLines = fc.array(
  anyPoints.map((points) => line(...points)),
  { minLength: 1, maxLength: 9 },
)

describe('whatever the values', () => {
  test('every point lies in the plot, greater values above smaller ones, and 0 is on the axis', () => {
    fc.assert(
      fc.property(anyLines, fc.constantFrom(0, 1000, HOUR), (lines, stepMs) => {
        const { x, y, top, bottom, left, right } = chartScale(timesOf(lines), lines, [], { ...room, stepMs })
        for (const [timeMs, value] of lines.flatMap(({ points }) => points)) {
          expect(x(timeMs)).toBeGreaterThanOrEqual(left - 1e-6)
          expect(x(timeMs + stepMs)).toBeLessThanOrEqual(right + 1e-6)
          expect(y(value)).toBeGreaterThanOrEqual(top - 1e-6)
          expect(y(value)).toBeLessThanOrEqual(bottom + 1e-6)
        }
        expect(y(0)).toBeLessThanOrEqual(bottom + 1e-6)
        expect(y(0)).toBeGreaterThanOrEqual(top - 1e-6)
        expect(y(2)).toBeLessThan(y(1))
      }),
    )
  })

  test('its axis has a few round values', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const { ticks } = chartScale(timesOf(lines), lines, [], room)
        expect(ticks.length).toBeGreaterThan(1)
        expect(ticks.length).toBeLessThan(12)
      }),
    )
  })
})

test('the axis ends at a round value that is not below the greatest, a reference included', () => {
  const lines = [line([START, 3], [START + HOUR, 17])]
  const ticksFor = (value: number) =>
    chartScale(timesOf(lines), lines, [{ value, label: 'baseline' }], room).ticks
  expect(ticksFor(2)).toEqual([0, 5, 10, 15, 20])
  expect(ticksFor(33)).toEqual([0, 10, 20, 30, 40])
})

test.each([0, Number.MIN_VALUE, 1e-10])('a lone %d has an axis of length 1', (value) => {
  const lines = [line([START, value])]
  const { ticks, y, bottom, top } = chartScale(timesOf(lines), lines, [], room)
  expect([(ticks.at(-1) ?? 0) - (ticks[0] ?? 0), y(0)]).toEqual([1, bottom])
  expect(y(1)).toBe(top)
})

test('times of all lines are read, each once and in order', () => {
  expect(timesOf([line([5, 1], [9, 1]), line([5, 2], [7, 2])])).toEqual([5, 7, 9])
})

test('a time is read in its whole range', () => {
  const lines = [line([START, 1], [START + HOUR, 2], [START + 2 * HOUR, 3])]
  const times = timesOf(lines)
  const scale = chartScale(times, lines, [], room)
  const at = (hours: number) => nearestTime(times, scale, HOUR, scale.x(START + hours * HOUR))
  expect([-1, 0.1, 0.9, 1.1, 2.9, 9].map(at)).toEqual([0, 0, 0, 1, 2, 2])
})

test('selected times last as long as their range, and moments up to the next one', () => {
  expect(rangeOf([0, 10, 20], 10, 2, 1)).toEqual([10, 30])
  expect(rangeOf([0, 10, 25], 0, 0, 0)).toEqual([0, 10])
  expect(rangeOf([0, 10, 25], 0, 2, 2)).toEqual([25, 40])
  expect(rangeOf([7], 0, 0, 0)).toEqual([7, 1007])
})

test('an axis has short numbers', () => {
  expect([0, 950, 1200, 2_500_000, 0.25].map(shortNumber)).toEqual(['0', '950', '1.2K', '2.5M', '0.25'])
})
