import { line as linePath } from 'd3-shape'
import { memo } from 'react'
import type { Zone } from '../time.ts'
import { CHARACTER, shortNumber, type ChartScale } from './chartScale.ts'
import { fitText } from './chartLegend.ts'
import type { ChartBand, ChartLine, ChartPoint, ChartReference } from './lineChartProps.ts'
import { lineStyles, type LineStyle } from './lineStyle.ts'
import { measureText } from './measureText.ts'
import { timeTicks } from './timeTicks.ts'

export interface LineChartDrawingProps {
  readonly lines: readonly ChartLine[]
  readonly bands: readonly ChartBand[]
  readonly references: readonly ChartReference[]
  readonly scale: ChartScale
  readonly stepMs: number
  readonly zone: Zone
  /** The line that is emphasized, by index. */
  readonly chosen: number | null
}

/** Axes, bands, references and lines. */
export const LineChartDrawing = memo(function LineChartDrawing(props: LineChartDrawingProps) {
  const { lines, bands, references, scale, stepMs, zone, chosen } = props
  const styles = lineStyles(lines)
  const { left, right, top, bottom, x, y, ticks, startMs, endMs } = scale
  const measure = measureText('11px')
  return (
    <>
      {bands.map((band) => {
        const from = Math.max(left, x(band.fromMs))
        const width = Math.max(2, Math.min(right, x(band.toMs)) - from)
        return (
          <g key={`${band.fromMs} ${band.label}`}>
            <rect className="chart__band" x={from} y={top} width={width} height={bottom - top} />
            <path className="chart__band-edge" d={`M${from} ${top}h${width}`} />
            <text className="chart__tick" x={Math.min(from, right - measure(band.label))} y={top - 6}>
              {fitText(band.label, right - left, measure)}
            </text>
          </g>
        )
      })}
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="chart__grid" x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text className="chart__tick" x={left - 8} y={y(tick) + 4} textAnchor="end">
            {shortNumber(tick)}
          </text>
        </g>
      ))}
      {timeTicks(startMs, endMs, Math.max(2, Math.floor((right - left) / 90)), zone).map(({ ms, label }) => {
        const half = (label.length * CHARACTER) / 2
        return (
          <g key={ms}>
            <line className="chart__grid" x1={x(ms)} x2={x(ms)} y1={bottom} y2={bottom + 4} />
            {/* A label is left out rather than cut, or moved away from its time. */}
            {x(ms) - half >= 0 && x(ms) + half <= right + 20 && (
              <text className="chart__tick" x={x(ms)} y={bottom + 17} textAnchor="middle">
                {label}
              </text>
            )}
          </g>
        )
      })}
      {references.map(({ value, label }) => (
        <line
          key={`${value} ${label}`}
          className="chart__reference"
          x1={left}
          x2={right}
          y1={y(value)}
          y2={y(value)}
        />
      ))}
      {lines.map(({ points }, index) => (
        <LineOfChart
          key={index} // oxlint-disable-line react/no-array-index-key -- names may be equal
          points={points}
          style={styles[index]!}
          scale={scale}
          stepMs={stepMs}
          isQuiet={chosen !== null && chosen !== index}
        />
      ))}
      {references.map(({ value, label }) => (
        <text
          key={`${value} ${label}`}
          className="chart__reference-label"
          x={right}
          y={y(value) - 5}
          textAnchor="end"
        >
          {fitText(label, right - left, measure)}
        </text>
      ))}
    </>
  )
})

interface LineOfChartProps {
  readonly points: readonly ChartPoint[]
  readonly style: LineStyle
  readonly scale: ChartScale
  readonly stepMs: number
  readonly isQuiet: boolean
}

/** Between two markers there is at least this much, in pixels. */
const MARKER_GAP = 60

function LineOfChart({ points, style, scale, stepMs, isQuiet }: LineOfChartProps) {
  const placed = points.map(
    ([timeMs, value]) => [scale.x(timeMs + stepMs / 2), scale.y(value)] as [number, number],
  )
  return (
    <g className={`chart__line ${style.className}`} data-quiet={isQuiet || undefined}>
      <path className="chart__stroke" d={linePath()(placed) ?? ''} strokeDasharray={style.dashes} />
      {markedPlaces(placed).map(([x, y]) => (
        <path key={x} className="chart__marker" d={style.marker} transform={`translate(${x} ${y})`} />
      ))}
    </g>
  )
}

function markedPlaces(places: readonly (readonly [number, number])[]): typeof places {
  let next = -Infinity
  return places.filter(([x]) => {
    if (x < next) return false
    next = x + MARKER_GAP
    return true
  })
}
