import { memo, useState } from 'react'
import type { Filter, Order, TimeRange } from '../../../filter/filter.ts'
import { Histogram } from '../../panels/histogram/Histogram.tsx'
import type { HistogramProps } from '../../panels/histogram/histogramProps.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { useFocusSoon } from '../../ui/useFocusSoon.ts'
import { prefer, usePreferences } from '../../models/preferences/usePreferences.ts'
import { useHistogram } from '../../models/queries/useHistogram.ts'
import { followRange, rangeBefore, rangeWith, shiftedRange, type RangeTrail } from './rangeTrail.ts'
import type { EventResult } from './useEventResult.ts'
import './EventsHistogram.css'

export interface EventsHistogramProps {
  readonly result: EventResult | null
  readonly stale: boolean
  readonly filter: Filter
  readonly order: Order
  /** The rows that are visible in the list. */
  readonly visibleRange: HistogramProps['visibleRange']
  readonly onTimeRange: (timeRange: TimeRange) => void
}

/**
 * The events of the result over time. A range drawn on it becomes the time range of the filter. The
 * previous range is remembered, so that the change can be undone.
 */
export const EventsHistogram = memo(function EventsHistogram(props: EventsHistogramProps) {
  const { result, stale, filter, order, visibleRange, onTimeRange: goTo } = props
  const zone = usePreferences((preferences) => preferences.zone)
  const shown = usePreferences((preferences) => preferences.histogramOpen)
  const { data, isPlaceholderData } = useHistogram(result?.query, result?.asOf, shown)
  const { timeRange } = filter
  const [trail, setTrail] = useState<RangeTrail>([timeRange])
  const followed = followRange(trail, timeRange)
  if (followed !== trail) setTrail(followed)
  const before = rangeBefore(followed)

  const { attach, focus } = useFocusSoon<HTMLElement>()
  const show = (histogramOpen: boolean) => {
    prefer({ histogramOpen })
    focus('next')
  }
  if (!shown)
    return (
      <div className="events-histogram">
        <QuietButton ref={attach} className="events-histogram-show" onClick={() => show(true)}>
          Show histogram
        </QuietButton>
      </div>
    )
  const drawn = result?.query.filter.timeRange
  const since = drawn?.kind === 'absolute' ? drawn.startTime : undefined
  return (
    <div ref={attach} className="events-histogram" tabIndex={-1}>
      <PartBoundary name="The histogram" resetKeys={[data, zone]}>
        <Histogram
          response={data}
          stale={stale || isPlaceholderData}
          ranged={timeRange.kind !== 'all'}
          zone={zone}
          order={order}
          visibleRange={visibleRange}
          onCollapse={() => show(false)}
          onTimeRange={(startTime, endTime, left) =>
            goTo(rangeWith(timeRange, startTime, endTime, left, since))
          }
          onShift={(ms, times) => goTo(shiftedRange(timeRange, times, ms))}
          onUndo={before && (() => goTo(before))}
        />
      </PartBoundary>
    </div>
  )
})
