import type { MeasureText } from './chartLegend.ts'

export interface BarValue {
  readonly name: string
  readonly value: number
  /** It has no bar. */
  readonly isRest?: boolean
}

export interface BarLayout {
  /** The widest that a name may be, and where the bars begin, in pixels. */
  readonly nameRoom: number
  readonly left: number
  /** Where 0 is from there: further right only if there are negative values. */
  readonly zero: number
  /** The length of a value's bar, negative to the left. */
  readonly lengthOf: (value: number) => number
}

const GAP = 12
const NAMES_AT_MOST = 0.42

/** Names get as much of the width as they need, up to a share; the values behind the bars all of it. */
export function barLayout(
  bars: readonly BarValue[],
  width: number,
  formatValue: (value: number) => string,
  measure: MeasureText,
): BarLayout {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(measure))
  const nameRoom = Math.min(widest(bars.map(({ name }) => name)) + 1, width * NAMES_AT_MOST)
  const left = Math.ceil(nameRoom) + GAP
  const room = Math.max(1, width - left - widest(bars.map(({ value }) => formatValue(value))) - GAP)
  const values = bars.flatMap(({ value, isRest }) => (isRest ? [] : value))
  const lowest = Math.min(0, ...values)
  const highest = Math.max(0, ...values)
  const perUnit = highest > lowest ? room / (highest - lowest) : 0
  return { nameRoom, left, zero: -lowest * perUnit, lengthOf: (value) => value * perUnit }
}
