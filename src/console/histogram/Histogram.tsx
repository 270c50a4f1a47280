import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { EventHistogramResponse, HistogramBucket } from '../../api/eventHistogram.ts'
import { formatCount } from '../ui/numbers.ts'
import { formatTime, type Zone } from '../ui/time.ts'
import {
  bucketAt,
  countTicks,
  intervalMs,
  rangeBetween,
  timesOf,
  timeTicks,
  type BucketRange,
} from './histogramGeometry.ts'
import { HistogramTable } from './HistogramTable.tsx'
import { HistogramTooltip } from './HistogramTooltip.tsx'
import './Histogram.css'

/** The matching events over time. Always `HISTOGRAM_HEIGHT` pixels high, as wide as its parent. */
export interface HistogramProps {
  /** Undefined while there is nothing to show yet. */
  readonly response: EventHistogramResponse | undefined
  /** What is shown answers an older question. */
  readonly stale: boolean
  /** Both ends inclusive, ISO 8601 UTC, whole seconds. */
  readonly onTimeRange: (startIso: string, endIso: string) => void
  /** Back to the range before: double click, Backspace. */
  readonly onZoomOut: () => void
  readonly zone: Zone
}

export const HISTOGRAM_HEIGHT = 116

export function Histogram({ response, stale, ...actions }: HistogramProps) {
  if (!response) {
    return (
      <div
        className="histogram"
        style={{ height: HISTOGRAM_HEIGHT }}
        role="status"
        aria-busy="true"
        aria-label="Counting events over time"
      >
        <div className="histogram__skeleton" />
      </div>
    )
  }
  if (response.buckets.length === 0) {
    return (
      <div
        className="histogram"
        style={{ height: HISTOGRAM_HEIGHT }}
        data-stale={stale || undefined}
        onDoubleClick={actions.onZoomOut}
      >
        <p className="histogram__empty">
          {response.withoutTime
            ? `${formatCount(response.withoutTime)} events, none with a time`
            : 'No events to count over time'}
        </p>
      </div>
    )
  }
  return <Bars response={response} stale={stale} {...actions} />
}

interface BarsProps extends HistogramProps {
  readonly response: EventHistogramResponse
}

const MARGIN = { top: 20, right: 8, bottom: 20, left: 40 }
const PLOT_HEIGHT = HISTOGRAM_HEIGHT - MARGIN.top - MARGIN.bottom
/** A press that moves less than this is a click. */
const DRAG = 4

function Bars({ response, stale, onTimeRange, onZoomOut, zone }: BarsProps) {
  const { buckets } = response
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [hovered, setHovered] = useState<number | null>(null)
  const [brush, setBrush] = useState<BucketRange | null>(null)
  const pressed = useRef<{ x: number; bucket: number; dragged: boolean } | null>(null)

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
  const startMs = Date.parse(buckets[0]?.startTime ?? '')
  const endMs = startMs + stepMs * buckets.length
  const plotWidth = Math.max(1, width - MARGIN.left - MARGIN.right)
  const barWidth = plotWidth / buckets.length
  const counts = countTicks(Math.max(...buckets.map(({ count }) => count)))
  const top = counts.at(-1)?.count ?? 1
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(2, (count / top) * PLOT_HEIGHT))

  const zoom = (range: BucketRange) => {
    setBrush(null)
    onTimeRange(...timesOf(buckets, stepMs, range))
  }
  const bucketOf = (domEvent: PointerEvent<SVGSVGElement>) =>
    bucketAt(
      domEvent.clientX - domEvent.currentTarget.getBoundingClientRect().left - MARGIN.left,
      plotWidth,
      buckets.length,
    )

  const onPointerDown = (domEvent: PointerEvent<SVGSVGElement>) => {
    if (domEvent.button !== 0) return
    domEvent.currentTarget.setPointerCapture(domEvent.pointerId)
    pressed.current = { x: domEvent.clientX, bucket: bucketOf(domEvent), dragged: false }
  }
  const onPointerMove = (domEvent: PointerEvent<SVGSVGElement>) => {
    const bucket = bucketOf(domEvent)
    setHovered(bucket)
    const from = pressed.current
    if (!from) return
    from.dragged ||= Math.abs(domEvent.clientX - from.x) >= DRAG
    if (from.dragged) setBrush(rangeBetween(from.bucket, bucket))
  }
  const clickTimer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLayoutEffect(() => () => clearTimeout(clickTimer.current), [])
  const onPointerUp = (domEvent: PointerEvent<SVGSVGElement>) => {
    const from = pressed.current
    pressed.current = null
    if (!from) return
    if (from.dragged) return zoom(rangeBetween(from.bucket, bucketOf(domEvent)))
    // The first click of a double click must not zoom in before the double click zooms out.
    clearTimeout(clickTimer.current)
    if (buckets.length === 1 || domEvent.detail > 1) return
    clickTimer.current = setTimeout(() => zoom({ first: from.bucket, last: from.bucket }), 250)
  }
  const cancel = () => {
    pressed.current = null
    setBrush(null)
  }

  // The two handles stand at the ends until they are moved.
  const chosen = brush ?? { first: 0, last: buckets.length - 1 }
  const onHandleKey = (end: 'first' | 'last') => (domEvent: KeyboardEvent) => {
    const next = movedBy(domEvent.key, chosen[end], buckets.length)
    if (next !== null) {
      setBrush(
        end === 'first'
          ? { first: Math.min(next, chosen.last), last: chosen.last }
          : { first: chosen.first, last: Math.max(next, chosen.first) },
      )
    } else if (domEvent.key === 'Enter' && brush) zoom(brush)
    else if (domEvent.key === 'Escape' && brush) setBrush(null)
    else if (domEvent.key === 'Backspace') onZoomOut()
    else return
    domEvent.preventDefault()
    domEvent.stopPropagation()
  }
  const handle = (end: 'first' | 'last', label: string) => {
    const bucket = chosen[end]
    const x = MARGIN.left + (end === 'first' ? bucket : bucket + 1) * barWidth
    const time = timesOf(buckets, stepMs, { first: bucket, last: bucket })[end === 'first' ? 0 : 1]
    return (
      <div
        className="histogram__handle"
        data-shown={brush !== null || undefined}
        style={{ left: x - 5, top: MARGIN.top, height: PLOT_HEIGHT }}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-orientation="horizontal"
        aria-valuemin={end === 'first' ? 0 : chosen.first}
        aria-valuemax={end === 'first' ? chosen.last : buckets.length - 1}
        aria-valuenow={bucket}
        aria-valuetext={formatTime(time, zone)}
        aria-describedby={`${id}-keys`}
        onKeyDown={onHandleKey(end)}
        onFocus={() => setHovered(bucket)}
        onBlur={() => setHovered(null)}
      />
    )
  }

  const shown = brush ?? (hovered === null ? null : { first: hovered, last: hovered })
  const ticks = timeTicks(startMs, endMs, Math.max(2, Math.floor(plotWidth / 90)), zone)
  return (
    <div
      ref={frame}
      className="histogram"
      style={{ height: HISTOGRAM_HEIGHT }}
      data-stale={stale || undefined}
      role="group"
      aria-label="Events over time"
    >
      <p className="histogram__legend">
        <span className="histogram__key histogram__key--events" /> Succeeded
        <span className="histogram__key histogram__key--errors" /> Failed
        <span className="histogram__each">one bar is {intervalWords(stepMs)}</span>
        {response.withoutTime ? (
          <span className="histogram__each">
            {formatCount(response.withoutTime)} without a time {response.withoutTime === 1 ? 'is' : 'are'} not
            shown
          </span>
        ) : null}
      </p>
      {width > 0 && (
        <svg
          className="histogram__plot"
          width={width}
          height={HISTOGRAM_HEIGHT}
          aria-hidden="true"
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={cancel}
          onPointerLeave={() => !pressed.current && setHovered(null)}
          onDoubleClick={() => {
            clearTimeout(clickTimer.current)
            onZoomOut()
          }}
        >
          <defs>
            <pattern
              id={`${id}-hatch`}
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect className="histogram__errors-ground" width="5" height="5" />
              <rect className="histogram__errors-stroke" width="2.5" height="5" />
            </pattern>
          </defs>
          {counts.map(({ count, label }) => {
            const y = MARGIN.top + PLOT_HEIGHT - (count / top) * PLOT_HEIGHT
            return (
              <g key={count}>
                <line className="histogram__grid" x1={MARGIN.left} x2={width - MARGIN.right} y1={y} y2={y} />
                <text className="histogram__tick" x={MARGIN.left - 6} y={y + 4} textAnchor="end">
                  {label}
                </text>
              </g>
            )
          })}
          {shown && (
            <rect
              className={brush ? 'histogram__brush' : 'histogram__hovered'}
              x={MARGIN.left + shown.first * barWidth}
              y={MARGIN.top}
              width={(shown.last - shown.first + 1) * barWidth}
              height={PLOT_HEIGHT}
            />
          )}
          <path
            className="histogram__events"
            d={barsPath(buckets, barWidth, (bucket) => [heightOf(bucket.errorCount), heightOf(bucket.count)])}
          />
          <path
            d={barsPath(buckets, barWidth, (bucket) => [0, heightOf(bucket.errorCount)])}
            fill={`url(#${id}-hatch)`}
            className="histogram__errors"
          />
          {ticks.map(({ ms, label }) => {
            const x = MARGIN.left + ((ms - startMs) / (endMs - startMs)) * plotWidth
            return (
              <g key={ms}>
                <line
                  className="histogram__grid"
                  x1={x}
                  x2={x}
                  y1={MARGIN.top + PLOT_HEIGHT}
                  y2={MARGIN.top + PLOT_HEIGHT + 4}
                />
                <text
                  className="histogram__tick"
                  x={x}
                  y={HISTOGRAM_HEIGHT - 4}
                  textAnchor={anchorAt(x, width)}
                >
                  {label}
                </text>
              </g>
            )
          })}
        </svg>
      )}
      {handle('first', 'Start of the time range')}
      {handle('last', 'End of the time range')}
      {shown && (
        <HistogramTooltip
          buckets={buckets}
          range={shown}
          stepMs={stepMs}
          zone={zone}
          x={MARGIN.left + ((shown.first + shown.last + 1) / 2) * barWidth}
          width={width}
        />
      )}
      <p id={`${id}-keys`} className="histogram__for-readers">
        Arrow keys move, Enter zooms in, Backspace goes back.
      </p>
      <HistogramTable buckets={buckets} zone={zone} />
    </div>
  )
}

/** One path for all bars of a series: a thousand elements would cost more than they show. */
function barsPath(
  buckets: readonly HistogramBucket[],
  barWidth: number,
  heights: (bucket: HistogramBucket) => readonly [from: number, to: number],
): string {
  const gap = barWidth > 4 ? 1 : 0
  const base = MARGIN.top + PLOT_HEIGHT
  return buckets
    .map((bucket, i) => {
      const [from, to] = heights(bucket)
      if (to <= from) return ''
      return `M${(MARGIN.left + i * barWidth).toFixed(2)} ${(base - from).toFixed(2)}V${(base - to).toFixed(2)}h${Math.max(0.5, barWidth - gap).toFixed(2)}V${(base - from).toFixed(2)}z`
    })
    .join('')
}

function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < MARGIN.left + 30) return 'start'
  return x > width - 40 ? 'end' : 'middle'
}

function spacingOf(buckets: readonly HistogramBucket[]): number {
  const [first, second] = buckets
  return first && second ? Date.parse(second.startTime) - Date.parse(first.startTime) : 1000
}

function movedBy(key: string, from: number, count: number): number | null {
  const page = Math.max(1, Math.round(count / 10))
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -page,
    PageUp: page,
    Home: -count,
    End: count,
  }
  const step = steps[key]
  return step === undefined ? null : Math.max(0, Math.min(count - 1, from + step))
}

/** `1 hour`, `30 minutes`, `1.5 hours` */
function intervalWords(ms: number): string {
  const units: readonly [string, number][] = [
    ['week', 604_800_000],
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ]
  const [unit, length] = units.find(([, each]) => ms >= each) ?? ['second', 1000]
  const count = Math.round((ms / length) * 10) / 10
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
