import { useRef } from 'react'
import type { Filter, TimeRange } from '../../filter/filter.ts'
import { Histogram } from '../histogram/Histogram.tsx'
import { usePreferences } from '../preferences/usePreferences.ts'
import { useHistogram } from '../queries/useHistogram.ts'
import type { SettledEvents } from './useSettledEvents.ts'
import './EventsHistogram.css'

export interface EventsHistogramProps {
  readonly settled: SettledEvents | null
  readonly stale: boolean
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/** The events of the answered question over time; a range drawn on it becomes the filter's, and is remembered for the way back. */
export function EventsHistogram({ settled, stale, filter, onFilter }: EventsHistogramProps) {
  const zone = usePreferences((preferences) => preferences.zone)
  const shown = usePreferences((preferences) => preferences.histogramOpen)
  const { data, isPlaceholderData } = useHistogram(settled?.asked, settled?.firstPage.asOf, shown)
  const before = useRef<TimeRange[]>([])
  if (!shown) return null
  return (
    <div className="events-histogram">
      <Histogram
        response={data}
        stale={stale || isPlaceholderData}
        zone={zone}
        onTimeRange={(startTime, endTime) => {
          before.current.push(filter.timeRange)
          onFilter({ ...filter, timeRange: { kind: 'absolute', startTime, endTime } })
        }}
        onZoomOut={() => onFilter({ ...filter, timeRange: before.current.pop() ?? { kind: 'all' } })}
      />
    </div>
  )
}
