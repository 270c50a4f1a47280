import type { Ref } from 'react'
import type { Zone } from '../time.ts'

export type ChartPoint = readonly [timeMs: number, value: number]

export interface ChartLine {
  readonly name: string
  /** In order of time. Times without a point are not zero: the line connects those around them. */
  readonly points: readonly ChartPoint[]
  /** All that has no line of its own: drawn in grey. */
  readonly isRest?: boolean
}

/** A time range that is highlighted, with its label above it. */
export interface ChartBand {
  readonly fromMs: number
  readonly toMs: number
  readonly label: string
}

/** A value to compare with, drawn as a line across the chart. */
export interface ChartReference {
  readonly value: number
  readonly label: string
}

export interface LineChartProps {
  /** What the values are, for screen readers: `Events over time`. */
  readonly label: string
  /** Up to eight can be told apart, and one that is the rest. */
  readonly lines: readonly ChartLine[]
  readonly bands?: readonly ChartBand[]
  readonly references?: readonly ChartReference[]
  readonly zone: Zone
  /**
   * How long the time range is that each value belongs to, as of the buckets of a histogram; 0 if
   * it belongs to a moment.
   */
  readonly stepMs?: number
  readonly height?: number
  readonly formatValue?: (value: number) => string
  /**
   * A time range was selected by click, Enter or dragging: up to but not including `toMs`. The
   * line is the one that was pointed at or chosen with the arrow keys, if any.
   */
  readonly onPick?: (fromMs: number, toMs: number, line: ChartLine | null) => void
  /** The drawing, to be saved as a picture. */
  readonly ref?: Ref<SVGSVGElement>
}
