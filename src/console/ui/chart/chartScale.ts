import { scaleLinear } from 'd3-scale'
import type { ChartLine, ChartReference } from './lineChartProps.ts'

/** Where a chart draws: times and values as pixels. */
export interface ChartScale {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly startMs: number
  readonly endMs: number
  readonly x: (timeMs: number) => number
  readonly y: (value: number) => number
  readonly ticks: readonly number[]
}

export interface ChartRoom {
  readonly width: number
  readonly height: number
  readonly stepMs: number
}

/** Above the plot are the labels of bands, below it the times. */
const TOP = 18
const BOTTOM = 24
const RIGHT = 20
/** About as many as there are on the axis of values. */
const TICKS = 4
/** Values that differ by less are drawn as equal: there are no round numbers between the smallest doubles. */
const SMALLEST_RANGE = 1e-9
/** The widest character of an axis, in pixels. */
export const CHARACTER = 6.5

/** All times at which some line has a value, in order. */
export const timesOf = (lines: readonly ChartLine[]): readonly number[] =>
  [...new Set(lines.flatMap(({ points }) => points.map(([timeMs]) => timeMs)))].toSorted((a, b) => a - b)

/**
 * The values from 0 (or the lowest, if that is negative) up to a round number, or 0, the times from the
 * first to the end of the last.
 */
export function chartScale(
  times: readonly number[],
  lines: readonly ChartLine[],
  references: readonly ChartReference[],
  { width, height, stepMs }: ChartRoom,
): ChartScale {
  const values = [
    ...lines.flatMap(({ points }) => points.map(([, value]) => value)),
    ...references.map(({ value }) => value),
  ]
  const lowest = values.reduce((least, value) => Math.min(least, value), 0)
  const highest = values.reduce((most, value) => Math.max(most, value), 0)
  const top = TOP
  const bottom = Math.max(top + 1, height - BOTTOM)
  const y = scaleLinear(
    [lowest, highest - lowest < SMALLEST_RANGE ? lowest + 1 : highest],
    [bottom, top],
  ).nice(TICKS)
  const ticks = y.ticks(TICKS)
  const left = 14 + CHARACTER * Math.max(...ticks.map((tick) => shortNumber(tick).length))
  const right = Math.max(left + 1, width - RIGHT)
  const startMs = times[0] ?? 0
  const lastMs = (times.at(-1) ?? 0) + stepMs
  // A single moment is drawn in the middle of a second.
  const [fromMs, endMs] = lastMs > startMs ? [startMs, lastMs] : [startMs - 500, startMs + 500]
  const x = scaleLinear([fromMs, endMs], [left, right])
  return { left, right, top, bottom, startMs: fromMs, endMs, x, y, ticks }
}

/** The index of the time that is nearest to a position, when each has the middle of its range. */
export function nearestTime(
  times: readonly number[],
  { x }: ChartScale,
  stepMs: number,
  position: number,
): number {
  let nearest = 0
  let least = Infinity
  for (const [index, timeMs] of times.entries()) {
    const distance = Math.abs(x(timeMs + stepMs / 2) - position)
    if (distance < least) [nearest, least] = [index, distance]
  }
  return nearest
}

/**
 * From when until when the times between two of them last: each up to the next one, the last as
 * long as the range of a value, or as the one before.
 */
export function rangeOf(
  times: readonly number[],
  stepMs: number,
  one: number,
  other: number,
): readonly [fromMs: number, toMs: number] {
  const first = Math.min(one, other)
  const last = Math.max(one, other)
  const lastMs = times[last] ?? 0
  const before = stepMs || lastMs - (times[last - 1] ?? lastMs) || 1000
  return [times[first] ?? 0, stepMs > 0 ? lastMs + stepMs : (times[last + 1] ?? lastMs + before)]
}

const shortNumbers = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 })

/** `1.2K`, as an axis shows it. */
export const shortNumber = (value: number): string => shortNumbers.format(value)

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })

/** `1,234.5` */
export const plainNumber = (value: number): string => numbers.format(value)
