import type { EventHistogramResponse } from '../../../api/eventHistogram.ts'
import type { Order } from '../../../filter/filter.ts'
import { formatCount } from '../../ui/numbers.ts'
import type { Zone } from '../../ui/time.ts'
import { HistogramBars } from './HistogramBars.tsx'
import { HISTOGRAM_HEIGHT } from './plot.ts'
import type { VisibleRangeSource } from './SeenMarker.tsx'
import './Histogram.css'

/** What a reader does with the time range, on the bars or by keyboard. */
interface RangeActions {
  /** Both ends inclusive, ISO 8601 UTC, whole seconds. `left` is the end that stays what it was. */
  readonly onTimeRange: (startIso: string, endIso: string, left: 'start' | 'end' | null) => void
  /** The same range, so many milliseconds later; `shown` are the times of the bars. */
  readonly onShift: (ms: number, shown: readonly [startIso: string, endIso: string]) => void
  /** Back to the range before: double click, Backspace. Null when there is none. */
  readonly onUndo: (() => void) | null
}

/** The matching events over time. Always `HISTOGRAM_HEIGHT` pixels high, as wide as its parent. */
export interface HistogramProps extends RangeActions {
  /** Undefined while there is nothing to show yet. */
  readonly response: EventHistogramResponse | undefined
  /** What is shown answers an older question. */
  readonly stale: boolean
  /** A time range was chosen: there may be events before and after it. */
  readonly ranged: boolean
  readonly zone: Zone
  readonly order: Order
  /** Where the list stands. */
  readonly visibleRange: VisibleRangeSource
}

export function Histogram(props: HistogramProps) {
  const { response, onUndo } = props
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
      <div className="histogram" style={{ height: HISTOGRAM_HEIGHT }} onDoubleClick={onUndo ?? undefined}>
        <p className="histogram__empty">
          {response.withoutTime
            ? `${formatCount(response.withoutTime)} events, none with a time`
            : 'No events to count over time'}
          {onUndo && (
            <button className="histogram__back" type="button" onClick={onUndo}>
              Back to the time range before
            </button>
          )}
        </p>
      </div>
    )
  }
  return <HistogramBars {...props} response={response} />
}
