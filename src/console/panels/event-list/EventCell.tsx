import { Fragment } from 'react'
import type { CloudTrailEvent, EventResource } from '../../../cloudtrail/event.ts'
import { NO_NOTES, noteTexts, type EventNotes } from '../../../cloudtrail/eventNotes.ts'
import { isNoteField } from '../../../cloudtrail/fields.ts'
import { splitServiceName } from '../../../cloudtrail/serviceName.ts'
import { RESOURCE_COLUMN } from '../../../api/listAddress.ts'
import { formatCount } from '../../ui/numbers.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { formatTime, showTime, type Zone } from '../../ui/time.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IntegrityBadge } from './IntegrityBadge.tsx'
import { mainResource, shortResourceType, splitArn, valueOf, wordsOfCode } from './columns/columnText.ts'
import { twoLinesWidth } from './columns/errorCodeWidth.ts'
import './EventCell.css'

export interface EventCellProps {
  readonly event: CloudTrailEvent
  readonly notes: EventNotes | undefined
  readonly column: string
  readonly zone: Zone
  /** The zone named in the header of the time column. */
  readonly titleZone: string
}

/**
 * One column of an event in the list. Selecting and copying a cell gives its whole value, including
 * the parts that are not shown because the header or other rows already have them.
 */
export function EventCell({ event, notes = NO_NOTES, column, zone, titleZone }: EventCellProps) {
  switch (column) {
    case 'eventTime':
      return <EventTime iso={event.eventTime} zone={zone} titleZone={titleZone} />
    case 'userName':
      return <UserName event={event} />
    case 'eventSource':
      return <ServiceName source={event.eventSource} />
    case RESOURCE_COLUMN:
      return <Resources resources={event.resources} />
    case 'resourceType':
      return <Several values={partsOf(event.resources, 'resourceType')} />
    case 'resourceName':
      return <Several values={partsOf(event.resources, 'resourceName')} />
    case 'tag':
      return <Several values={notes.tags} />
    case 'errorCode':
      return event.errorCode ? <ErrorCode code={event.errorCode} /> : <Nothing />
    case 'integrity':
      return event.integrity ? <IntegrityBadge integrity={event.integrity} /> : <Nothing />
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
      {brief || code.length <= LONG_CODE ? (
        <span className={brief ? 'visually-hidden' : 'event-cell-error-code'}>
          <SafeText text={code} />
        </span>
      ) : (
        <span
          className="event-cell-error-code event-cell-error-long"
          style={{ minInlineSize: twoLinesWidth(code) }}
        >
          <BrokenCode code={code} />
        </span>
      )}
    </span>
  )
}

/** A code up to this length fits on one line beside a name. */
const LONG_CODE = 20

/** A long code wraps between its words: `NoSuchBucket|Policy`. */
function BrokenCode({ code }: { readonly code: string }) {
  return wordsOfCode(code).map((word, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the words of a code never move
    <Fragment key={index}>
      {index > 0 && <wbr />}
      <SafeText text={word} />
    </Fragment>
  ))
}

interface EventTimeProps extends Pick<EventCellProps, 'zone' | 'titleZone'> {
  readonly iso: string | null
}

function EventTime({ iso, zone, titleZone }: EventTimeProps) {
  if (iso === null) return <Nothing />
  const shown = showTime(iso, zone)
  if (!shown) return <SafeText text={iso} />
  const isTitles = shown.zone === titleZone
  return (
    <time dateTime={iso} className="event-cell-time" title={formatTime(iso, zone)}>
      {shown.time}{' '}
      <span className={isTitles ? 'event-cell-copied' : 'event-cell-quiet'}>
        {isTitles ? shown.zone : shown.zone.replace('UTC', '')}
      </span>
    </time>
  )
}

function ServiceName({ source }: { readonly source: string | null }) {
  const [name, rest] = splitServiceName(source ?? '')
  if (source === null || rest === '') return <Value value={source} />
  return (
    <span title={spellOutInvisible(source)}>
      <SafeText text={name} />
      <span className="event-cell-copied">{rest}</span>
    </span>
  )
}

/** The name of one resource, its type, and how many more there are. */
function Resources({ resources }: { readonly resources: readonly EventResource[] }) {
  const resource = mainResource(resources)
  if (!resource) return <Nothing />
  const { resourceName, resourceType } = resource
  const [arnStart, name] = splitArn(resourceName ?? '')
  return (
    <span
      className="event-cell-resources"
      title={resources
        .slice(0, LISTED)
        .map((each) => [each.resourceName, each.resourceType].filter((part) => part !== null).join(' · '))
        .map(spellOutInvisible)
        .join('\n')}
    >
      {name && (
        <span className="event-cell-resource-name">
          {arnStart && (
            <span className="event-cell-copied">
              <SafeText text={arnStart} />
            </span>
          )}
          <SafeText text={name} />
        </span>
      )}{' '}
      {resourceType && (
        <span className="event-cell-resource-type">
          <SafeText text={shortResourceType(resourceType)} />
        </span>
      )}{' '}
      {resources.length > 1 && <span className="event-cell-quiet">+{formatCount(resources.length - 1)}</span>}
    </span>
  )
}

/** AWS services have no user name: the name of the service is shown instead, in another style. */
function UserName({ event }: { readonly event: CloudTrailEvent }) {
  if (event.userName) return <Value value={event.userName} />
  if (!event.invokedBy) return <Nothing />
  return (
    <em className="event-cell-quiet" title={`No user name: invoked by ${spellOutInvisible(event.invokedBy)}`}>
      <ServiceText text={event.invokedBy} />
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
      <ServiceText text={value} />
    </span>
  )
}

/** The name of a service wraps before its domain. */
function ServiceText({ text }: { readonly text: string }) {
  const [name, rest] = splitServiceName(text)
  if (rest === '') return <SafeText text={text} />
  return (
    <>
      <SafeText text={name} />
      <wbr />
      {rest}
    </>
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
