import DateRangePicker from '@cloudscape-design/components/date-range-picker'
import Icon from '@cloudscape-design/components/icon'
import type { TimeRange } from '../../../filter/filter.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useNow } from '../../models/queries/refreshes.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import {
  describeTimeRange,
  fromPicked,
  problemOfPicked,
  RELATIVE_OPTIONS,
  toPicked,
} from './pickedTimeRange.ts'
import './TimeRangePicker.css'

export interface TimeRangePickerProps {
  readonly timeRange: TimeRange
  readonly onTimeRange: (timeRange: TimeRange) => void
}

/**
 * Picks a relative or absolute range, in the zone in which times are shown. Clearing it means all
 * time.
 */
export function TimeRangePicker({ timeRange, onTimeRange }: TimeRangePickerProps) {
  const zone = usePreferences((preferences) => preferences.zone)
  const status = useStatus().data
  const nowMs = useNow()
  const bounds = {
    firstMs: status?.firstEventTime ? Date.parse(status.firstEventTime) : 0,
    lastMs: status?.lastEventTime ? Date.parse(status.lastEventTime) : nowMs,
  }
  return (
    <DateRangePicker
      value={toPicked(timeRange, bounds)}
      onChange={({ detail }) => onTimeRange(fromPicked(detail.value))}
      relativeOptions={RELATIVE_OPTIONS}
      customRelativeRangeUnits={['minute', 'hour', 'day', 'week']}
      isValidRange={(value) => {
        const errorMessage = problemOfPicked(value)
        return errorMessage === null ? { valid: true } : { valid: false, errorMessage }
      }}
      placeholder={describeTimeRange({ kind: 'all' }, zone)}
      renderTriggerContent={() => (
        <span className="time-range-picker">
          <Icon name="calendar" /> {describeTimeRange(timeRange, zone)}
        </span>
      )}
      getTimeOffset={(date) => (zone === 'utc' ? 0 : -date.getTimezoneOffset())}
      timeInputFormat="hh:mm:ss"
      dateInputFormat="iso"
      absoluteFormat="iso"
      expandToViewport
      ariaLabel="Time range"
    />
  )
}
