import type { EventHistogramResponse } from '../../../api/eventHistogram.ts'
import type { Order } from '../../../filter/filter.ts'
import type { Zone } from '../../ui/time.ts'
import type { VisibleRangeSource } from './SeenMarker.tsx'

/** Changes of the time range, made on the bars or by keyboard. */
interface RangeActions {
  /** Both ends inclusive, ISO 8601 UTC, whole seconds. `left` is the end that was not changed. */
  readonly onTimeRange: (startIso: string, endIso: string, left: 'start' | 'end' | null) => void
  /** The same range, moved later by this many milliseconds; `shown` are the times of the bars. */
  readonly onShift: (ms: number, shown: readonly [startIso: string, endIso: string]) => void
  /** Back to the previous range. Null when there is none. */
  readonly onUndo: (() => void) | null
}

/** The matching events over time. Always `HISTOGRAM_HEIGHT` pixels high, as wide as its parent. */
export interface HistogramProps extends RangeActions {
  /** Undefined while there is nothing to show yet. */
  readonly response: EventHistogramResponse | undefined
  /** The bars show the answer to an older query. */
  readonly stale: boolean
  /** A time range was chosen: there may be events before and after it. */
  readonly ranged: boolean
  readonly zone: Zone
  readonly order: Order
  /** The rows that are visible in the list. */
  readonly visibleRange: VisibleRangeSource
  readonly onCollapse: () => void
}
