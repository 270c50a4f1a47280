import type { HistogramBucket } from '../../../filter/answers.ts'
import { formatCount } from '../../ui/numbers.ts'
import { showTime, type Zone } from '../../ui/time.ts'
import { shareWords, sumOf, timesOf, type BucketRange } from './histogramGeometry.ts'
import './HistogramTooltip.css'

export interface HistogramTooltipProps {
  readonly buckets: readonly HistogramBucket[]
  readonly range: BucketRange
  readonly stepMs: number
  readonly zone: Zone
  /** The middle of the range, and the width of the histogram, in pixels. */
  readonly x: number
  readonly width: number
}

/** The exact counts and times of a range of buckets. */
export function HistogramTooltip({ buckets, range, stepMs, zone, x, width }: HistogramTooltipProps) {
  const [start, end] = timesOf(buckets, stepMs, range)
  const from = showTime(start, zone)
  const until = showTime(end, zone)
  // Nothing was counted beyond the bars.
  const isCounted = range.first >= 0 && range.last < buckets.length
  const { count, errorCount } = sumOf(buckets.slice(Math.max(0, range.first), range.last + 1))
  const sameDay = from?.time.slice(0, 10) === until?.time.slice(0, 10)
  return (
    <div
      className="histogram-tooltip"
      style={x > width / 2 ? { right: width - x + 10 } : { left: x + 10 }}
      aria-hidden="true"
    >
      <div className="histogram-tooltip__time">
        {from?.time} – {sameDay ? until?.time.slice(11) : until?.time} {until?.zone}
      </div>
      {isCounted && (
        <div>
          <b>{formatCount(count)}</b> {count === 1 ? 'event' : 'events'}, <b>{formatCount(errorCount)}</b>{' '}
          failed{shareWords({ count, errorCount })}
        </div>
      )}
    </div>
  )
}
