import { memo } from 'react'
import type { HistogramBucket } from '../../../filter/answers.ts'
import type { Zone } from '../../ui/time.ts'
import { countTicks, timeTicks } from './axisTicks.ts'
import { HISTOGRAM_HEIGHT, MARGIN, PLOT_HEIGHT, type Plot } from './plot.ts'

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
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(2, (count / top) * PLOT_HEIGHT))
  const startMs = Date.parse(buckets[0]?.startTime ?? '')
  const endMs = startMs + stepMs * buckets.length
  const plotWidth = plot.right - plot.left
  return (
    <>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="histogram__errors-ground" width="5" height="5" />
          <rect className="histogram__errors-stroke" width="2.5" height="5" />
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
          d={barsPath(buckets, plot, (bucket) => [heightOf(bucket.errorCount), heightOf(bucket.count)])}
        />
        <path
          d={barsPath(buckets, plot, (bucket) => [0, heightOf(bucket.errorCount)])}
          fill={`url(#${hatch})`}
          className="histogram__errors"
        />
        {timeTicks(startMs, endMs, Math.max(2, Math.floor(plotWidth / 90)), zone).map(({ ms, label }) => {
          const x = plot.left + ((ms - startMs) / (endMs - startMs)) * plotWidth
          return (
            <g key={ms}>
              <line className="histogram__grid" x1={x} x2={x} y1={BASE} y2={BASE + 4} />
              <text
                className="histogram__tick"
                x={x}
                y={HISTOGRAM_HEIGHT - 4}
                textAnchor={anchorAt(x, plot.width)}
              >
                {label}
              </text>
            </g>
          )
        })}
      </g>
    </>
  )
})

/** One path for all bars of a series: a thousand elements would be expensive. */
function barsPath(
  buckets: readonly HistogramBucket[],
  { left, barWidth }: Plot,
  heights: (bucket: HistogramBucket) => readonly [from: number, to: number],
): string {
  const gap = barWidth > 4 ? 1 : 0
  return buckets
    .map((bucket, i) => {
      const [from, to] = heights(bucket)
      if (to <= from) return ''
      return `M${(left + i * barWidth).toFixed(2)} ${(BASE - from).toFixed(2)}V${(BASE - to).toFixed(2)}h${Math.max(0.5, barWidth - gap).toFixed(2)}V${(BASE - from).toFixed(2)}z`
    })
    .join('')
}

function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < MARGIN.left + 30) return 'start'
  return x > width - 40 ? 'end' : 'middle'
}
