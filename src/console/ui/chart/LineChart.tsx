import { useId, useMemo, useRef, useState, type PointerEvent } from 'react'
import { useMeasured } from '../useMeasured.ts'
import { chartScale, nearestTime, plainNumber, rangeOf, timesOf } from './chartScale.ts'
import { LineChartCursor } from './LineChartCursor.tsx'
import { LineChartDrawing } from './LineChartDrawing.tsx'
import { LineChartLegend } from './LineChartLegend.tsx'
import type { ChartBand, ChartReference, LineChartProps } from './lineChartProps.ts'
import { LineChartReading } from './LineChartReading.tsx'
import { LineChartTable } from './LineChartTable.tsx'
import { LineChartTooltip } from './LineChartTooltip.tsx'
import { layOutLegend } from './chartLegend.ts'
import { nearestLine, valuesByTime } from './lineValues.ts'
import { measureText } from './measureText.ts'
import { useLineCursor } from './useLineCursor.ts'
import './chart.css'
import './LineChart.css'

const NO_BANDS: readonly ChartBand[] = []
const NO_REFERENCES: readonly ChartReference[] = []

/** A press that moves less than this, in pixels, is a click. */
const DRAG = 4
const LEGEND_ROW = 20

/** Values over time, as one line or several. As wide as its parent. Drawn if there is any value. */
export function LineChart(props: LineChartProps) {
  const { label, lines, zone, onPick, ref } = props
  const { bands = NO_BANDS, references = NO_REFERENCES } = props
  const { stepMs = 0, height = 260, formatValue = plainNumber } = props
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const cursorElement = useRef<HTMLDivElement>(null)
  const pressedAt = useRef<number | null>(null)
  const [width, setWidth] = useState(0)
  const [pointedLine, setPointedLine] = useState<number | null>(null)
  useMeasured(frame, (element) => setWidth(element.clientWidth))

  const times = useMemo(() => timesOf(lines), [lines])
  const values = useMemo(() => lines.map(valuesByTime), [lines])
  const scale = useMemo(
    () => chartScale(times, lines, references, { width, height, stepMs }),
    [times, lines, references, width, height, stepMs],
  )
  const legend = useMemo(
    () =>
      layOutLegend(
        lines.map(({ name }) => name),
        width - scale.left,
        measureText('12px'),
      ),
    [lines, width, scale],
  )
  const cursor = useLineCursor(times, lines, stepMs, onPick)
  const { at, range } = cursor
  const drawnHeight = height + (legend.rows > 0 ? 8 + legend.rows * LEGEND_ROW : 0)

  const placeOf = (domEvent: PointerEvent<SVGSVGElement>) => {
    const box = domEvent.currentTarget.getBoundingClientRect()
    const [x, y] = [domEvent.clientX - box.left, domEvent.clientY - box.top]
    const nearest = nearestTime(times, scale, stepMs, x)
    return { x, at: nearest, line: nearestLine(values, times[nearest]!, scale, y), inPlot: y <= height }
  }
  const onPointerMove = (domEvent: PointerEvent<SVGSVGElement>) => {
    const { x, at: pointed, line, inPlot } = placeOf(domEvent)
    const isDragged = pressedAt.current !== null && Math.abs(x - pressedAt.current) >= DRAG
    if (onPick && (isDragged || (pressedAt.current !== null && range && range[0] !== range[1])))
      cursor.extend(pointed)
    else if (inPlot) cursor.read(pointed, line)
    else cursor.leave()
  }

  if (times.length === 0) return null
  return (
    <div ref={frame} className="chart" role="group" aria-label={label}>
      {width > 0 && (
        <svg
          ref={ref}
          className={onPick ? 'chart__drawing chart__drawing--pickable' : 'chart__drawing'}
          width={width}
          height={drawnHeight}
          aria-hidden="true"
          onPointerMove={onPointerMove}
          onPointerLeave={() => pressedAt.current === null && cursor.leave()}
          onPointerCancel={() => {
            pressedAt.current = null
            cursor.leave()
          }}
          onPointerDown={(domEvent) => {
            const { x, at: pointed, line, inPlot } = placeOf(domEvent)
            if (domEvent.button !== 0 || !inPlot) return
            domEvent.preventDefault()
            domEvent.currentTarget.setPointerCapture(domEvent.pointerId)
            cursorElement.current?.focus({ preventScroll: true })
            pressedAt.current = x
            cursor.read(pointed, line)
          }}
          onPointerUp={() => {
            if (pressedAt.current !== null) cursor.pick()
            pressedAt.current = null
          }}
        >
          {range && (
            <LineChartReading scale={scale} range={rangeOf(times, stepMs, ...range)} stepMs={stepMs} />
          )}
          <LineChartDrawing
            lines={lines}
            bands={bands}
            references={references}
            scale={scale}
            stepMs={stepMs}
            zone={zone}
            chosen={pointedLine ?? cursor.line}
          />
          <g transform={`translate(${scale.left} ${height + 8})`}>
            <LineChartLegend lines={lines} legend={legend} rowHeight={LEGEND_ROW} onPoint={setPointedLine} />
          </g>
        </svg>
      )}
      {width > 0 && (
        <LineChartCursor
          ref={cursorElement}
          cursor={cursor}
          times={times}
          lines={lines}
          values={values}
          bands={bands}
          scale={scale}
          stepMs={stepMs}
          zone={zone}
          formatValue={formatValue}
          describedBy={`${id}-keys`}
        />
      )}
      {at !== null && range && (
        <LineChartTooltip
          lines={lines}
          values={range[0] === range[1] ? values : null}
          bands={bands}
          atMs={times[at]!}
          range={rangeOf(times, stepMs, ...range)}
          chosen={cursor.line}
          stepMs={stepMs}
          zone={zone}
          formatValue={formatValue}
          x={scale.x(times[at]! + stepMs / 2)}
          width={width}
        />
      )}
      <p id={`${id}-keys`} className="visually-hidden">
        Left and right arrow keys move in time, up and down choose a line
        {onPick ? ', Shift+arrow keys select a time range, Enter opens it.' : '.'}
      </p>
      <LineChartTable
        label={label}
        lines={lines}
        values={values}
        times={times}
        zone={zone}
        formatValue={formatValue}
      />
    </div>
  )
}
