import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { EventHistogramResponse } from '../../../api/eventHistogram.ts'
import type { HistogramBucket } from '../../../filter/answers.ts'
import { formatTime } from '../../ui/time.ts'
import { HistogramButtons } from './HistogramButtons.tsx'
import { HistogramCursor } from './HistogramCursor.tsx'
import { HistogramDrawing } from './HistogramDrawing.tsx'
import { HistogramEdge } from './HistogramEdge.tsx'
import { edgeAt, intervalMs, timesOf, withEdge, type BucketRange } from './histogramGeometry.ts'
import { movedBy } from './histogramKeys.ts'
import { HistogramLegend } from './HistogramLegend.tsx'
import type { HistogramProps } from './histogramProps.ts'
import { HistogramTable } from './HistogramTable.tsx'
import { HistogramTooltip } from './HistogramTooltip.tsx'
import { HISTOGRAM_HEIGHT, MARGIN, PLOT_HEIGHT, plotOf, xOf } from './plot.ts'
import { SeenMarker } from './SeenMarker.tsx'
import { usePlotGestures } from './usePlotGestures.ts'

interface HistogramBarsProps extends HistogramProps {
  readonly response: EventHistogramResponse
}

/** The bars, and all that can be done on them by pointer and by keyboard. */
export function HistogramBars(props: HistogramBarsProps) {
  const { response, stale, ranged, zone, order, visibleRange, onTimeRange, onShift, onUndo } = props
  const { buckets } = response
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const cursorElement = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [hovered, setHovered] = useState<number | null>(null)
  const [brush, setBrush] = useState<BucketRange | null>(null)

  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return undefined
    setWidth(element.clientWidth)
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  // Another answer has other buckets: a stretch of the old ones means nothing.
  const [answered, setAnswered] = useState(buckets)
  if (answered !== buckets) {
    setAnswered(buckets)
    setBrush(null)
    setHovered(null)
  }

  const stepMs = intervalMs(response.interval) || spacingOf(buckets)
  const plot = plotOf(width, buckets.length, ranged)
  const whole = { first: 0, last: buckets.length - 1 }
  const chosen = brush ?? whole
  // As far again before and after as there is on screen.
  const room = ranged ? { first: -buckets.length, last: 2 * buckets.length - 1 } : whole

  const zoom = (range: BucketRange) => {
    setBrush(null)
    const left = range.first === whole.first ? 'start' : range.last === whole.last ? 'end' : null
    if (range.first === whole.first && range.last === whole.last) return
    onTimeRange(...timesOf(buckets, stepMs, range), left)
  }
  const shift = (bars: number) => onShift(bars * stepMs, timesOf(buckets, stepMs, whole))
  const { pulled, listeners } = usePlotGestures(plot, {
    canPan: ranged,
    onHover: setHovered,
    onBrush: setBrush,
    onZoom: zoom,
    onPan: shift,
    onUndo: () => onUndo?.(),
  })

  const onRangeKey = (domEvent: KeyboardEvent): boolean => {
    if (domEvent.key === 'Enter' && brush) zoom(brush)
    else if (domEvent.key === 'Escape' && brush) setBrush(null)
    else if (domEvent.key === 'Backspace' && onUndo) onUndo()
    else return false
    domEvent.preventDefault()
    domEvent.stopPropagation()
    return true
  }

  const edge = (end: 'first' | 'last', label: string) => {
    const bucket = chosen[end]
    const at = end === 'first' ? bucket : bucket + 1
    const move = (to: number) => setBrush(withEdge(chosen, end, to, room))
    return (
      <HistogramEdge
        label={label}
        x={xOf(plot, at)}
        shown={ranged || brush !== null}
        min={end === 'first' ? room.first : chosen.first}
        max={end === 'first' ? chosen.last : room.last}
        bucket={bucket}
        valueText={formatTime(
          timesOf(buckets, stepMs, { first: bucket, last: bucket })[end === 'first' ? 0 : 1],
          zone,
        )}
        describedBy={`${id}-keys`}
        onDrag={(to) => move(edgeAt(to - plot.left, plot.right - plot.left, plot.bars))}
        onDrop={(moved) => (moved && brush ? zoom(brush) : setBrush(null))}
        onKeyDown={(domEvent) => {
          if (onRangeKey(domEvent)) return
          const by = movedBy(domEvent.key, buckets.length)
          if (by === null) return
          domEvent.preventDefault()
          domEvent.stopPropagation()
          move(at + Math.max(-3 * buckets.length, Math.min(3 * buckets.length, by)))
        }}
        onFocus={() => setHovered(Math.max(0, Math.min(bucket, whole.last)))}
        onBlur={() => setHovered(null)}
      />
    )
  }

  const shown = brush ?? (hovered === null ? null : { first: hovered, last: hovered })
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
          {shown && (
            <rect
              className={brush ? 'histogram__brush' : 'histogram__hovered'}
              x={xOf(plot, shown.first)}
              y={MARGIN.top}
              width={(shown.last - shown.first + 1) * plot.barWidth}
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
      {edge('first', 'Start of the time range')}
      {edge('last', 'End of the time range')}
      {(shown || pulledBars !== 0) && (
        <HistogramTooltip
          buckets={buckets}
          range={pulledBars === 0 && shown ? shown : { first: pulledBars, last: pulledBars + whole.last }}
          stepMs={stepMs}
          zone={zone}
          x={pulledBars === 0 && shown ? xOf(plot, (shown.first + shown.last + 1) / 2) : width / 2}
          width={width}
        />
      )}
      <HistogramButtons
        ranged={ranged}
        onShift={(way) => shift(way * Math.ceil(buckets.length / 2))}
        onUndo={onUndo}
      />
      <p id={`${id}-keys`} className="histogram__for-readers">
        Arrow keys move, with Shift they choose a stretch, Enter zooms in, Backspace goes back.
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
