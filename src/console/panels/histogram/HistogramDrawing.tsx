import { memo } from 'react'
import type { HistogramBucket } from '../../../filter/answers.ts'
import { timeTicks } from '../../ui/chart/timeTicks.ts'
import type { Zone } from '../../ui/time.ts'
import { barHeights, type BarHeights } from './barHeights.ts'
import { countTicks } from './countTicks.ts'
import { barOf, HISTOGRAM_HEIGHT, MARGIN, PLOT_HEIGHT, type Plot } from './plot.ts'

export interface HistogramDrawingProps {
  readonly buckets: readonly HistogramBucket[]
  readonly plot: Plot
  readonly stepMs: number
  readonly zone: Zone
  /** How many pixels the bars are shifted while they are dragged. */
  readonly pulled: number
  /** The ID of the pattern, unique in the document. */
  readonly hatch: string
}

const BASE = MARGIN.top + PLOT_HEIGHT

/** Bars and axes. Rendered once for each answer, and not when the pointer moves. */
export const HistogramDrawing = memo(function HistogramDrawing(props: HistogramDrawingProps) {
  const { buckets, plot, stepMs, zone, pulled, hatch } = props
  const counts = countTicks(Math.max(...buckets.map(({ count }) => count)))
  const top = counts.at(-1)?.count ?? 1
  const heights = buckets.map((bucket) => barHeights(bucket, top, PLOT_HEIGHT))
  const startMs = Date.parse(buckets[0]?.startTime ?? '')
  const endMs = startMs + stepMs * buckets.length
  const plotWidth = plot.right - plot.left
  return (
    <>
      <defs>
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="histogram__errors-ground" width="4" height="4" />
          <rect className="histogram__errors-stripe" width="1" height="4" />
        </pattern>
      </defs>
      {counts.map(({ count, label }) => {
        const y = BASE - (count / top) * PLOT_HEIGHT
        return (
          <g key={count}>
            <line className="histogram__grid" x1={plot.left} x2={plot.right} y1={y} y2={y} />
            <text className="histogram__tick" x={MARGIN.left - 6} y={y + 4} textAnchor="end">
              {label}
            </text>
          </g>
        )
      })}
      <g transform={pulled === 0 ? undefined : `translate(${pulled} 0)`}>
        <path
          className="histogram__events"
          d={barsPath(plot, heights, ({ failed, height }) => [failed, height])}
        />
        <path
          d={barsPath(plot, heights, ({ failed }) => [0, failed])}
          fill={`url(#${hatch})`}
          className="histogram__errors"
        />
        {timeTicks(startMs, endMs, Math.max(2, Math.floor(plotWidth / 90)), zone).map(({ ms, label }) => {
          const x = plot.left + ((ms - startMs) / (endMs - startMs)) * plotWidth
          return (
            <g key={ms}>
              <line className="histogram__grid" x1={x} x2={x} y1={BASE} y2={BASE + 4} />
              {hasRoom(label, x, plot.width) && (
                <text className="histogram__tick" x={x} y={HISTOGRAM_HEIGHT - 2} textAnchor="middle">
                  {label}
                </text>
              )}
            </g>
          )
        })}
      </g>
    </>
  )
})

/** One path for all bars of a series: a thousand elements would be expensive. */
function barsPath(
  plot: Plot,
  heights: readonly BarHeights[],
  partOf: (bar: BarHeights) => readonly [from: number, to: number],
): string {
  const { inset, width } = barOf(plot)
  return heights
    .map((bar, i) => {
      const [from, to] = partOf(bar)
      if (to <= from) return ''
      const x = plot.left + i * plot.barWidth + inset
      return `M${x.toFixed(2)} ${(BASE - from).toFixed(2)}V${(BASE - to).toFixed(2)}h${width.toFixed(2)}V${(BASE - from).toFixed(2)}z`
    })
    .join('')
}

/** The widest character of the axis, in pixels. */
const CHARACTER = 6.2

/** A label is left out rather than cut, or moved away from its time. */
function hasRoom(label: string, x: number, width: number): boolean {
  const half = (label.length * CHARACTER) / 2
  return x - half >= 0 && x + half <= width
}
