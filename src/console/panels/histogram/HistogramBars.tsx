import { useId, useRef, useState } from 'react'
import type { EventHistogramResponse } from '../../../api/eventHistogram.ts'
import { intervalMs } from '../../../api/interval.ts'
import type { HistogramBucket } from '../../../filter/answers.ts'
import { formatTime } from '../../ui/time.ts'
import { useMeasured } from '../../ui/useMeasured.ts'
import { HistogramButtons } from './HistogramButtons.tsx'
import { HistogramCursor } from './HistogramCursor.tsx'
import { HistogramDrawing } from './HistogramDrawing.tsx'
import { HistogramEdge } from './HistogramEdge.tsx'
import { edgeAt, timesOf } from './histogramGeometry.ts'
import { HistogramLegend } from './HistogramLegend.tsx'
import type { HistogramProps } from './histogramProps.ts'
import { HistogramTable } from './HistogramTable.tsx'
import { HistogramTooltip } from './HistogramTooltip.tsx'
import { HISTOGRAM_HEIGHT, MARGIN, PLOT_HEIGHT, plotOf, xOf } from './plot.ts'
import { SeenMarker } from './SeenMarker.tsx'
import { useBrush } from './useBrush.ts'
import { usePlotGestures } from './usePlotGestures.ts'

interface HistogramBarsProps extends HistogramProps {
  readonly response: EventHistogramResponse
}

/** The bars, and all that can be done on them by pointer and by keyboard. */
export function HistogramBars(props: HistogramBarsProps) {
  const { response, stale, ranged, zone, order, visibleRange, onTimeRange, onShift, onUndo, onCollapse } =
    props
  const { buckets } = response
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const cursorElement = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)

  useMeasured(frame, (element) => setWidth(element.clientWidth))

  const stepMs = intervalMs(response.interval) || spacingOf(buckets)
  const plot = plotOf(width, buckets.length, ranged)
  const { brush, setBrush, setHovered, marked, whole, zoom, onRangeKey, edge } = useBrush({
    buckets,
    stepMs,
    ranged,
    onTimeRange,
    onUndo,
  })
  const shift = (bars: number) => onShift(bars * stepMs, timesOf(buckets, stepMs, whole))
  const { pulled, listeners } = usePlotGestures(plot, {
    canPan: ranged,
    onHover: setHovered,
    onBrush: setBrush,
    onZoom: zoom,
    onPan: shift,
  })

  const edgeOf = (end: 'first' | 'last', label: string) => {
    const { at, time, moveTo, ...slider } = edge(end)
    return (
      <HistogramEdge
        {...slider}
        end={end}
        label={label}
        x={xOf(plot, at)}
        shown={ranged || brush !== null}
        valueText={formatTime(time, zone)}
        describedBy={`${id}-keys`}
        onDrag={(x) => moveTo(edgeAt(x - plot.left, plot.right - plot.left, plot.bars))}
      />
    )
  }

  const pulledBars = -Math.round(pulled / plot.barWidth)
  return (
    <div
      ref={frame}
      className="histogram"
      style={{ height: HISTOGRAM_HEIGHT }}
      data-stale={stale || undefined}
      data-ranged={ranged || undefined}
      role="group"
      aria-label="Events over time"
    >
      <HistogramLegend stepMs={stepMs} withoutTime={response.withoutTime ?? 0} />
      <HistogramCursor
        ref={cursorElement}
        buckets={buckets}
        plot={plot}
        zone={zone}
        brush={brush}
        describedBy={`${id}-keys`}
        onHover={setHovered}
        onBrush={setBrush}
        onZoom={zoom}
        onRangeKey={onRangeKey}
      />
      {width > 0 && (
        <svg
          className="histogram__plot"
          width={width}
          height={HISTOGRAM_HEIGHT}
          aria-hidden="true"
          {...listeners}
          // Backspace goes back from what is drawn here.
          onMouseDown={(domEvent) => {
            domEvent.preventDefault()
            cursorElement.current?.focus({ preventScroll: true })
          }}
        >
          {marked && (
            <rect
              className={brush ? 'histogram__brush' : 'histogram__hovered'}
              x={xOf(plot, marked.first)}
              y={MARGIN.top}
              width={(marked.last - marked.first + 1) * plot.barWidth}
              height={PLOT_HEIGHT}
            />
          )}
          <HistogramDrawing
            buckets={buckets}
            plot={plot}
            stepMs={stepMs}
            zone={zone}
            pulled={pulled}
            hatch={`${id}-hatch`}
          />
          {ranged && (
            <>
              <rect
                className="histogram__axis"
                x={0}
                y={MARGIN.top + PLOT_HEIGHT}
                width={width}
                height={MARGIN.bottom}
              />
              <Outside from={MARGIN.left} to={plot.left} />
              <Outside from={plot.right} to={width - MARGIN.right} />
            </>
          )}
        </svg>
      )}
      {width > 0 && !stale && pulled === 0 && (
        <SeenMarker response={response} order={order} plot={plot} visibleRange={visibleRange} />
      )}
      {edgeOf('first', 'Start of the time range')}
      {edgeOf('last', 'End of the time range')}
      {(marked || pulledBars !== 0) && (
        <HistogramTooltip
          buckets={buckets}
          range={pulledBars === 0 && marked ? marked : { first: pulledBars, last: pulledBars + whole.last }}
          stepMs={stepMs}
          zone={zone}
          x={pulledBars === 0 && marked ? xOf(plot, (marked.first + marked.last + 1) / 2) : width / 2}
          width={width}
        />
      )}
      <HistogramButtons
        ranged={ranged}
        onShift={(way) => shift(way * Math.ceil(buckets.length / 2))}
        onUndo={onUndo}
        onCollapse={onCollapse}
      />
      <p id={`${id}-keys`} className="histogram__for-readers">
        Arrow keys move between bars, Shift+arrow keys select a range, Enter zooms in, Backspace undoes the
        zoom.
      </p>
      <HistogramTable buckets={buckets} zone={zone} />
    </div>
  )
}

/** What lies beyond the time range, which nothing was counted in. */
function Outside({ from, to }: { readonly from: number; readonly to: number }) {
  return (
    <rect
      className="histogram__outside"
      x={from}
      y={MARGIN.top}
      width={Math.max(0, to - from)}
      height={PLOT_HEIGHT}
    />
  )
}

function spacingOf(buckets: readonly HistogramBucket[]): number {
  const [first, second] = buckets
  return first && second ? Date.parse(second.startTime) - Date.parse(first.startTime) : 1000
}
