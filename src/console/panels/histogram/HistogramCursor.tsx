import { useState, type KeyboardEvent, type Ref } from 'react'
import type { HistogramBucket } from '../../../filter/answers.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { formatTime, type Zone } from '../../ui/time.ts'
import { rangeBetween, shareWords, type BucketRange } from './histogramGeometry.ts'
import { movedBy } from './histogramKeys.ts'
import { MARGIN, PLOT_HEIGHT, type Plot } from './plot.ts'

export interface HistogramCursorProps {
  readonly buckets: readonly HistogramBucket[]
  readonly plot: Plot
  readonly zone: Zone
  readonly brush: BucketRange | null
  readonly describedBy: string
  readonly onHover: (bucket: number | null) => void
  readonly onBrush: (range: BucketRange) => void
  readonly onZoom: (range: BucketRange) => void
  /** Handles the keys that mean the same wherever the focus is; returns true if it was one. */
  readonly onRangeKey: (domEvent: KeyboardEvent) => boolean
  readonly ref: Ref<HTMLDivElement>
}

/**
 * Makes the bars usable by keyboard: one is active, is announced, and can be zoomed into; Shift
 * extends a range from it.
 */
export function HistogramCursor(props: HistogramCursorProps) {
  const { buckets, plot, zone, brush, onHover, onBrush, onZoom, onRangeKey, describedBy, ref } = props
  const [at, setAt] = useState(0)
  const [anchor, setAnchor] = useState(0)
  const last = buckets.length - 1
  const bucket = Math.min(at, last)

  const onKeyDown = (domEvent: KeyboardEvent) => {
    if (onRangeKey(domEvent)) return
    const by = movedBy(domEvent.key, buckets.length)
    if (by !== null) {
      const next = Math.max(0, Math.min(last, bucket + by))
      const from = brush ? Math.min(anchor, last) : bucket
      setAt(next)
      setAnchor(domEvent.shiftKey ? from : next)
      onHover(next)
      if (domEvent.shiftKey || brush) onBrush(rangeBetween(domEvent.shiftKey ? from : next, next))
    } else if (domEvent.key === 'Enter') onZoom({ first: bucket, last: bucket })
    else return
    domEvent.preventDefault()
    domEvent.stopPropagation()
  }
  const { startTime, count, errorCount } = buckets[bucket]!
  return (
    <div
      ref={ref}
      className="histogram__cursor"
      style={{
        left: plot.left - 2,
        top: MARGIN.top - 2,
        width: plot.right - plot.left + 4,
        height: PLOT_HEIGHT + 4,
      }}
      role="slider"
      tabIndex={0}
      aria-label="Bars"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={bucket}
      aria-valuetext={`${formatTime(startTime, zone)}, ${countOf(count, 'event')}, ${formatCount(errorCount)} failed${shareWords({ count, errorCount })}`}
      aria-describedby={describedBy}
      onKeyDown={onKeyDown}
      onFocus={(domEvent) => domEvent.currentTarget.matches(':focus-visible') && onHover(bucket)}
      onBlur={() => onHover(null)}
    />
  )
}
