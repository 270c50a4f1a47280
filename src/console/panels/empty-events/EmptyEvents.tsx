import { useMemo, useState, type ReactNode } from 'react'
import type { StatusResponse } from '../../../api/getStatus.ts'
import type { Filter, TimeRange } from '../../../filter/filter.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { countOf } from '../../ui/numbers.ts'
import { formatTime, type Zone } from '../../ui/time.ts'
import { conditionsOf } from './relaxations.ts'
import { Message } from './Message.tsx'
import { NothingLeft } from './NothingLeft.tsx'

export interface EmptyEventsProps {
  readonly filter: Filter
  readonly asOf: string
  readonly status: StatusResponse | undefined
  /** The time range in words. */
  readonly timeLabel: string
  readonly onFilter: (filter: Filter) => void
  /** The button that loads log files. */
  readonly loadLogFiles: ReactNode
}

/** Why there are no events, and what to do about it. */
export function EmptyEvents({ filter, asOf, status, timeLabel, onFilter, loadLogFiles }: EmptyEventsProps) {
  const zone = usePreferences((preferences) => preferences.zone)
  const current = useCurrent(asOf, status)
  if (!status) return null
  if (status.eventCount === 0) return <NothingLoaded status={status} loadLogFiles={loadLogFiles} />
  const conditions = conditionsOf(filter, timeLabel)
  if (conditions.length === 0) {
    const text = `Refresh to see ${countOf(status.eventCount, 'event')}.`
    return <Message title="No events" text={text} />
  }
  return (
    <NothingLeft
      filter={filter}
      conditions={conditions}
      asOf={current}
      nothingInRange={nothingIn(filter.timeRange, timeLabel, zone)}
      dataRange={rangeOf(status, zone)}
      onFilter={onFilter}
    />
  )
}

/**
 * The state in which suggestions are counted: that of the result, until more events have been
 * added, as happens while log files load.
 */
function useCurrent(asOf: string, status: StatusResponse | undefined): string {
  const [eventCount] = useState(status?.eventCount)
  const grown = status?.eventCount === eventCount ? undefined : status?.eventCount
  // oxlint-disable-next-line react/exhaustive-deps -- a new mark for the same events changes nothing
  return useMemo(() => (grown === undefined ? asOf : (status?.asOf ?? asOf)), [asOf, grown])
}

function NothingLoaded({
  status: { loading, liveAccount },
  loadLogFiles,
}: {
  readonly status: StatusResponse
  readonly loadLogFiles: ReactNode
}) {
  if (loading !== null)
    return <Message title="No events yet" text="Log files are loading. Events appear as they are read." />
  if (liveAccount !== null)
    return liveAccount.isWhole ? (
      <Message
        title="No events"
        text="CloudTrail has no events of this account in the time range that was read."
      />
    ) : (
      <Message
        title="No events yet"
        text="The event history is being read. Events appear as they are read."
      />
    )
  return (
    <Message
      title="No events"
      text="No log files are loaded. Drop CloudTrail log files or folders anywhere on this page, or select Load log files."
    >
      {loadLogFiles}
    </Message>
  )
}

function rangeOf({ firstEventTime, lastEventTime }: StatusResponse, zone: Zone): string {
  if (!firstEventTime || !lastEventTime) return ''
  return `This data covers ${formatTime(firstEventTime, zone)} to ${formatTime(lastEventTime, zone)}.`
}

function nothingIn(range: TimeRange, label: string, zone: Zone): string {
  if (range.kind !== 'absolute') return `No events in the ${label.charAt(0).toLowerCase()}${label.slice(1)}.`
  const { startTime, endTime } = range
  const [start, end] = [startTime, endTime].map((time) => time && formatTime(time, zone))
  if (start && end) return `No events between ${start} and ${end}.`
  return start ? `No events since ${start}.` : `No events up to ${end}.`
}
