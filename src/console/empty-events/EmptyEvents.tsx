import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'
import type { StatusResponse } from '../../api/status.ts'
import { EVERYTHING, type Filter } from '../../filter/filter.ts'
import { usePreferences } from '../preferences/usePreferences.ts'
import { useCounts } from '../queries/useCounts.ts'
import { countOf } from '../ui/numbers.ts'
import { spelledOut } from '../ui/invisibleCharacters.ts'
import { formatTime, type Zone } from '../ui/time.ts'
import { VisibleText } from '../ui/VisibleText.tsx'
import { conditionsOf, loosenedOf, pairsOf, type Condition } from './conditions.ts'
import './EmptyEvents.css'

export interface EmptyEventsProps {
  readonly filter: Filter
  readonly asOf: string
  readonly status: StatusResponse | undefined
  /** The time range in words. */
  readonly timeLabel: string
  readonly onFilter: (filter: Filter) => void
  /** What loads log files. */
  readonly loadLogFiles: ReactNode
}

/** Which emptiness it is, and the way out of it. */
export function EmptyEvents({ filter, asOf, status, timeLabel, onFilter, loadLogFiles }: EmptyEventsProps) {
  const zone = usePreferences((preferences) => preferences.zone)
  if (!status) return null
  if (status.eventCount === 0)
    return <NothingLoaded loading={status.loading !== null} loadLogFiles={loadLogFiles} />
  const conditions = conditionsOf(filter, timeLabel)
  if (conditions.length === 0) {
    const held = countOf(status.eventCount, 'event')
    return <Message title="No events" text={`The event data store has ${held}. Refresh to see them.`} />
  }
  return (
    <NothingLeft
      filter={filter}
      conditions={conditions}
      asOf={asOf}
      timeLabel={timeLabel}
      dataRange={rangeOf(status, zone)}
      onFilter={onFilter}
    />
  )
}

interface NothingLeftProps extends Pick<EmptyEventsProps, 'filter' | 'asOf' | 'timeLabel' | 'onFilter'> {
  readonly conditions: readonly Condition[]
  readonly dataRange: string
}

/** How many pairs that help are shown, those that give most. */
const SHOWN_PAIRS = 5

/** How many events there are without each condition; without two, where no single one helps; and with a looser one. */
function NothingLeft({ filter, conditions, asOf, timeLabel, dataRange, onFilter }: NothingLeftProps) {
  const without = conditions.map((condition) => condition.takeFrom(filter))
  const counts = useCounts(without, asOf)
  const noneHelps = counts.every((count) => count === 0)
  const pairs = noneHelps ? pairsOf(filter, conditions) : []
  const pairCounts = useCounts(
    pairs.map((pair) => pair.filter),
    asOf,
  )
  const helping = pairs
    .map((pair, index) => ({ ...pair, count: pairCounts[index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
  const loosened = loosenedOf(filter)
  const loosenedCounts = useCounts(
    loosened.map((each) => each.filter),
    asOf,
  )
  const outside = counts[conditions.findIndex((condition) => condition.kind === 'time-range')] ?? 0
  const onlyTime = conditions.length === 1 && conditions[0]?.kind === 'time-range'
  return (
    <Message
      title={onlyTime || outside > 0 ? 'No events in this time range' : 'No events match this filter'}
      text={onlyTime ? `${timeLabel} holds nothing. ${dataRange}` : 'Taking away one condition gives:'}
    >
      <ul className="empty-events-conditions">
        {conditions.map(({ kind, label }, index) => (
          <RelaxationRow
            key={`${index} ${label}`}
            says="Without"
            label={label}
            count={counts[index]}
            action={kind === 'time-range' ? 'Show all time' : 'Remove'}
            actionLabel={kind === 'time-range' ? 'Show all time' : `Remove ${label}`}
            onRelax={() => onFilter(without[index] ?? filter)}
          />
        ))}
        {loosened.map(
          ({ label, filter: loose }, index) =>
            (loosenedCounts[index] ?? 0) > 0 && (
              <RelaxationRow
                key={`${index} ${label}`}
                says="With"
                label={label}
                count={loosenedCounts[index]}
                action="Ask so"
                actionLabel={`Ask for ${label}`}
                onRelax={() => onFilter(loose)}
              />
            ),
        )}
      </ul>
      {pairs.length > 0 && pairCounts.every((count) => count !== undefined) && (
        <>
          <Box textAlign="center">
            {helping.length > 0
              ? 'No single one helps. Taking away two gives:'
              : 'No single one helps, nor do any two.'}
          </Box>
          <ul className="empty-events-conditions">
            {helping.slice(0, SHOWN_PAIRS).map(({ label, count, filter: left }) => (
              <RelaxationRow
                key={label}
                says="Without"
                label={label}
                count={count}
                action="Remove both"
                actionLabel={`Remove both ${label}`}
                onRelax={() => onFilter(left)}
              />
            ))}
          </ul>
        </>
      )}
      {conditions.length > 1 && <Button onClick={() => onFilter(EVERYTHING)}>Clear the whole filter</Button>}
      {!onlyTime && <Box color="text-body-secondary">{dataRange}</Box>}
    </Message>
  )
}

interface RelaxationRowProps {
  readonly says: string
  readonly label: string
  /** How many events there are then, undefined while that is counted. */
  readonly count: number | undefined
  readonly action: string
  readonly actionLabel: string
  readonly onRelax: () => void
}

function RelaxationRow({ says, label, count, action, actionLabel, onRelax }: RelaxationRowProps) {
  return (
    <li>
      <span>
        {says}{' '}
        <strong>
          <VisibleText text={label} />
        </strong>
        : {count === undefined ? <span className="empty-events-pending" /> : countOf(count, 'event')}
      </span>
      <Button variant="inline-link" ariaLabel={spelledOut(actionLabel)} onClick={onRelax}>
        {action}
      </Button>
    </li>
  )
}

function NothingLoaded({
  loading,
  loadLogFiles,
}: {
  readonly loading: boolean
  readonly loadLogFiles: ReactNode
}) {
  if (loading)
    return <Message title="No events yet" text="Log files are being loaded; events appear as they come." />
  return (
    <Message
      title="No events"
      text="Nothing has been loaded. Drop CloudTrail log files or folders anywhere on this page, or choose them."
    >
      {loadLogFiles}
    </Message>
  )
}

function Message({
  title,
  text,
  children,
}: {
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}) {
  return (
    <div className="empty-events">
      <SpaceBetween size="s" alignItems="center">
        <Box variant="h3" tagOverride="h2" textAlign="center">
          {title}
        </Box>
        <Box textAlign="center">{text}</Box>
        {children}
      </SpaceBetween>
    </div>
  )
}

function rangeOf({ firstEventTime, lastEventTime }: StatusResponse, zone: Zone): string {
  if (!firstEventTime || !lastEventTime) return ''
  return `The events held are from ${formatTime(firstEventTime, zone)} to ${formatTime(lastEventTime, zone)}.`
}
