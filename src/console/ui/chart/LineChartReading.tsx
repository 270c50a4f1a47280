import type { ChartScale } from './chartScale.ts'

export interface LineChartReadingProps {
  readonly scale: ChartScale
  readonly range: readonly [fromMs: number, toMs: number]
  readonly stepMs: number
}

/** Marks the time that is being read, or the time range that is being selected. */
export function LineChartReading({ scale, range: [fromMs, toMs], stepMs }: LineChartReadingProps) {
  const { x, top, bottom, left, right } = scale
  const from = Math.max(left, x(fromMs))
  const to = stepMs > 0 ? Math.min(right, x(toMs)) : Math.min(right, Math.max(from + 1, x(toMs)))
  return (
    <g data-unsaved="">
      <rect
        className="chart__reading"
        x={from}
        y={top}
        width={Math.max(1, to - from)}
        height={bottom - top}
      />
    </g>
  )
}
