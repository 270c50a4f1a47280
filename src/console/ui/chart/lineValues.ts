import type { ChartScale } from './chartScale.ts'
import type { ChartLine } from './lineChartProps.ts'

export type ValuesByTime = ReadonlyMap<number, number>

export const valuesByTime = ({ points }: ChartLine): ValuesByTime => new Map(points)

/** A line that is no further away than this, in pixels, is pointed at. */
const NEAR = 14

/** The line whose value at a time is nearest to a height in the plot; null if none is near. */
export function nearestLine(
  values: readonly ValuesByTime[],
  timeMs: number,
  { y }: ChartScale,
  height: number,
): number | null {
  let nearest: number | null = null
  let least = NEAR
  for (const [index, byTime] of values.entries()) {
    const value = byTime.get(timeMs)
    const distance = value === undefined ? Infinity : Math.abs(y(value) - height)
    if (distance < least) [nearest, least] = [index, distance]
  }
  return nearest
}
