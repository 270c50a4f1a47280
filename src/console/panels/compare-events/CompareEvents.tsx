import { useMemo } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { eventTitle } from '../../../cloudtrail/eventTitle.ts'
import { formatCount } from '../../ui/numbers.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { formatTime, type Zone } from '../../ui/time.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { ComparedRow } from './ComparedRow.tsx'
import { compareRecords } from './compareRecords.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ICON_PATHS } from '../../ui/iconPaths.ts'
import '../../ui/tableFrame.css'
import './CompareEvents.css'

/** One of the events, as far as it is loaded. */
interface EventToCompare {
  readonly id: string
  readonly event: CloudTrailEvent | undefined
  readonly recordText: string | undefined
  readonly problem: Error | null
}

export interface CompareEventsProps {
  readonly events: readonly EventToCompare[]
  readonly onlyDifferences: boolean
  readonly zone: Zone
  /** The address of an event's page. */
  readonly addressOf: (id: string) => string
  readonly onOpen: (id: string) => void
  readonly onRemove: (id: string) => void
}

/** Events side by side: a column for each, and a row for each place in their records. */
export function CompareEvents(props: CompareEventsProps) {
  const { events, onlyDifferences } = props
  const texts = events.map(({ recordText }) => recordText ?? null)
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the texts themselves, not the list that holds them
  const fields = useMemo(() => compareRecords(texts), texts)
  const differing = fields.filter(({ differs }) => differs)
  const found = texts.filter((text) => text !== null).length
  const shown = onlyDifferences && found > 1 ? differing : fields
  const complete = events.every(({ recordText, problem }) => recordText !== undefined || problem !== null)
  if (!complete) return <div className="compare-events-pending" aria-busy="true" />
  return (
    <>
      <p className="compare-events-summary" role="status">
        {found > 1
          ? `${formatCount(differing.length)} of ${formatCount(fields.length)} fields differ.`
          : 'Nothing to compare yet. Select at least two events in the list.'}
      </p>
      <div className="table-frame compare-events" role="region" aria-label="Compared events" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Field</th>
              {events.map((each) => (
                <th scope="col" key={each.id}>
                  <EventHeading {...props} {...each} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((field) => (
              <ComparedRow key={field.path} field={field} zone={props.zone} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function EventHeading(props: EventToCompare & CompareEventsProps) {
  const { id, event, problem, zone, addressOf, onOpen, onRemove } = props
  const title = event ? eventTitle(event) : 'Event not found'
  return (
    <div className="compare-events-heading">
      <div>
        <a
          href={addressOf(id)}
          onClick={(domEvent) => {
            if (domEvent.metaKey || domEvent.ctrlKey || domEvent.shiftKey) return
            domEvent.preventDefault()
            onOpen(id)
          }}
        >
          <SafeText text={title} />
        </a>
        <span>{event?.eventTime ? formatTime(event.eventTime, zone) : (problem?.message ?? '-')}</span>
      </div>
      <button
        type="button"
        aria-label={`Remove ${spellOutInvisible(title)}`}
        title="Remove"
        onClick={() => onRemove(id)}
      >
        <Icon size={12} sharp>
          <path d={ICON_PATHS.cross} />
        </Icon>
      </button>
    </div>
  )
}
