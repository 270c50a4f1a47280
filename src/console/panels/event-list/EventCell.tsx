import type { CloudTrailEvent, EventResource } from '../../../cloudtrail/event.ts'
import { NO_NOTES, noteTexts, type EventNotes } from '../../../cloudtrail/eventNotes.ts'
import { isEventField, isNoteField } from '../../../cloudtrail/fields.ts'
import { formatCount } from '../../ui/numbers.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { showTime, type Zone } from '../../ui/time.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { Icon } from '../../ui/Icon.tsx'
import './EventCell.css'

export interface EventCellProps {
  readonly event: CloudTrailEvent
  readonly notes: EventNotes | undefined
  /** A field or a path. */
  readonly column: string
  readonly zone: Zone
}

/**
 * One column of an event in the list. Copying a cell gives its text, so nothing in it is
 * decoration.
 */
export function EventCell({ event, notes = NO_NOTES, column, zone }: EventCellProps) {
  switch (column) {
    case 'eventTime':
      return <EventTime iso={event.eventTime} zone={zone} />
    case 'userName':
      return <UserName event={event} />
    case 'resourceType':
      return <Several values={partsOf(event.resources, 'resourceType')} />
    case 'resourceName':
      return <Several values={partsOf(event.resources, 'resourceName')} />
    case 'tag':
      return <Several values={notes.tags} />
    case 'errorCode':
      return event.errorCode ? <ErrorCode code={event.errorCode} /> : <Nothing />
    default:
      return (
        <Value value={isNoteField(column) ? noteTexts(column, notes).join(', ') : valueOf(event, column)} />
      )
  }
}

export interface ErrorCodeProps {
  readonly code: string
  /** Shows only the icon, since the error code has a column of its own. */
  readonly brief?: boolean
}

/** An icon and the error code, so that a failure can be seen without its colour. */
export function ErrorCode({ code, brief = false }: ErrorCodeProps) {
  return (
    <span className="event-cell-error" title={spellOutInvisible(code)}>
      <Icon sharp>
        <circle cx="8" cy="8" r="7" />
        <path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" />
      </Icon>
      <span className="visually-hidden">Failed: </span>
      <span className={brief ? 'visually-hidden' : 'event-cell-error-code'}>
        <SafeText text={code} />
      </span>
    </span>
  )
}

function EventTime({ iso, zone }: { readonly iso: string | null; readonly zone: Zone }) {
  if (iso === null) return <Nothing />
  const shown = showTime(iso, zone)
  if (!shown) return <SafeText text={iso} />
  return (
    <time dateTime={iso} className="event-cell-time">
      {shown.time} <span className="event-cell-quiet">{shown.zone}</span>
    </time>
  )
}

/** AWS services have no user name: the name of the service is shown instead, in another style. */
function UserName({ event }: { readonly event: CloudTrailEvent }) {
  if (event.userName) return <Value value={event.userName} />
  if (!event.invokedBy) return <Nothing />
  return (
    <em className="event-cell-quiet" title={`No user name: invoked by ${spellOutInvisible(event.invokedBy)}`}>
      <SafeText text={event.invokedBy} />
    </em>
  )
}

/** How many values a tooltip lists. */
const LISTED = 40

function Several({ values }: { readonly values: readonly string[] }) {
  const [first, ...others] = values
  if (first === undefined) return <Nothing />
  if (others.length === 0) return <Value value={first} />
  return (
    <span title={values.slice(0, LISTED).map(spellOutInvisible).join('\n')}>
      <SafeText text={first} />{' '}
      <span className="event-cell-quiet">and {formatCount(others.length)} more</span>
    </span>
  )
}

function Value({ value }: { readonly value: string | null }) {
  if (value === null || value === '') return <Nothing />
  return (
    <span title={spellOutInvisible(value)}>
      <SafeText text={value} />
    </span>
  )
}

function Nothing() {
  return <span className="event-cell-quiet">-</span>
}

function partsOf(
  resources: readonly EventResource[],
  part: 'resourceType' | 'resourceName',
): readonly string[] {
  return resources.flatMap((resource) => resource[part] ?? [])
}

function valueOf(event: CloudTrailEvent, column: string): string | null {
  if (!isEventField(column)) return event.values?.[column] ?? null
  if (column === 'resourceType' || column === 'resourceName') return null
  const value = event[column]
  return value === null ? null : String(value)
}
