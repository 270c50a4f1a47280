import type { Row } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import type { EventNotes } from '../../../cloudtrail/eventNotes.ts'
import { eventTitle } from '../../../cloudtrail/eventTitle.ts'
import { followLink } from '../../models/address/followLink.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import type { Zone } from '../../ui/time.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { ValueBoundary } from '../../ui/ValueBoundary.tsx'
import { ErrorCode, EventCell } from './EventCell.tsx'
import { KindMark } from './KindMark.tsx'
import { NoteMarks } from './NoteMarks.tsx'
import { StarButton } from './StarButton.tsx'
import { RepeatCount } from './RepeatCount.tsx'
import type { EventPosition } from './model/expandedRows.ts'
import type { EventSlot } from './model/useEventSlots.ts'
import type { listFeatures } from './model/useEventTable.ts'
import { cellId, rowId } from './rowIds.ts'
import { pressOf, type RowPress } from './rowPress.ts'
import { severityOf } from './severity.ts'
import './EventRow.css'

export interface EventRowProps {
  readonly row: Pick<Row<typeof listFeatures, EventSlot>, 'original'>
  readonly columns: readonly string[]
  /** Offset in the spacer, in pixels. */
  readonly top: number
  readonly zone: Zone
  /** The zone named in the header of the time column. */
  readonly titleZone: string
  readonly active: boolean
  /** The active column of this row; -1 for none. */
  readonly activeColumn: number
  /** The `refreshCount` that added the event, if it arrived while the list was followed. */
  readonly arrivedIn: number | null
  /** The gap of digest files above it, in words; null if there is none. */
  readonly gap: string | null
  readonly open: boolean
  readonly selected: boolean
  /** The notes on the event. */
  readonly notes: EventNotes | undefined
  readonly onPress: (index: number, press: RowPress) => void
  readonly onStar: (event: CloudTrailEvent) => void
  /** The query string of a link to the event's page. */
  readonly linkQuery: string
  readonly onOpen: (event: CloudTrailEvent, position: EventPosition) => void
  /** Expands or collapses a group of repeats. */
  readonly onToggleExpanded: (index: number) => void
  /** Each cell fails alone. Otherwise an error in one cell fails the whole row. */
  readonly guarded?: boolean
}

/** One event, or a placeholder until it is loaded. No hooks. */
export function EventRow(props: EventRowProps) {
  const { row, columns, top, active, activeColumn, arrivedIn, gap, open, selected, notes } = props
  const { onPress, onStar } = props
  const { index, event, member } = row.original
  const severity = event ? severityOf(event) : null
  const guard = props.guarded ? guarded : unguarded
  const className = [
    'event-row',
    active && 'event-row-active',
    open && 'event-row-open',
    selected && 'event-row-selected',
    // An animation restarts only under another name.
    arrivedIn !== null && `event-row-arrived event-row-arrived-${arrivedIn % 2}`,
    member > 0 && 'event-row-member',
    severity && `event-row-${severity.kind}`,
  ]
  return (
    <div
      role="row"
      id={rowId(index)}
      className={className.filter(Boolean).join(' ')}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-current={open || undefined}
      style={{ insetBlockStart: top }}
      onClick={(domEvent) => onPress(index, pressOf(domEvent))}
    >
      <div role="gridcell" title={severity?.label}>
        {gap !== null && <span className="visually-hidden">{gap}</span>}
        {event && guard(event, <SelectBox {...{ event, index, selected, onPress }} />)}
      </div>
      <div role="gridcell">
        {event &&
          guard(event, <StarButton event={event} starred={notes?.starred ?? false} onStar={onStar} />)}
      </div>
      {columns.map((column, number) => (
        <div
          role="gridcell"
          key={column}
          id={cellId(index, number)}
          data-column={column}
          data-active={number === activeColumn || undefined}
          className={column === 'eventName' ? 'event-row-cell event-row-cell-name' : 'event-row-cell'}
        >
          {event ? (
            guard(event, <CellContent {...props} event={event} column={column} />)
          ) : (
            <span className="event-row-pending" />
          )}
        </div>
      ))}
    </div>
  )
}

const unguarded = (_: CloudTrailEvent, cell: ReactNode): ReactNode => cell
const guarded = (event: CloudTrailEvent, cell: ReactNode): ReactNode => (
  <ValueBoundary of={event}>{cell}</ValueBoundary>
)

interface SelectBoxProps extends Pick<EventRowProps, 'selected' | 'onPress'> {
  readonly event: CloudTrailEvent
  readonly index: number
}

function SelectBox({ event, index, selected, onPress }: SelectBoxProps) {
  return (
    <label className="event-row-select">
      <input
        type="checkbox"
        tabIndex={-1}
        checked={selected}
        aria-label={`Select ${spellOutInvisible(eventTitle(event))}`}
        onChange={({ nativeEvent }) =>
          onPress(index, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey ? 'extend' : 'toggle')
        }
      />
    </label>
  )
}

function CellContent(props: EventRowProps & { readonly event: CloudTrailEvent; readonly column: string }) {
  const { event, notes, column, columns, zone, titleZone, linkQuery, row } = props
  const { onOpen, onToggleExpanded } = props
  const { repeats } = event
  const slot = row.original
  const count = repeats && repeats.count > 1 && (
    <RepeatCount
      {...repeats}
      expanded={slot.isExpanded}
      onToggleExpanded={() => onToggleExpanded(slot.index)}
    />
  )
  if (column !== 'eventName') {
    const cell = <EventCell {...{ event, notes, column, zone, titleZone }} />
    if (!count || column !== columns[0] || columns.includes('eventName')) return cell
    return (
      <>
        {count} {cell}
      </>
    )
  }
  const { id, eventName, errorCode, mark } = event
  return (
    <>
      <a
        className={eventName ? 'event-row-name' : 'event-row-name event-row-name-pseudo'}
        href={`/events/${encodeURIComponent(id)}${linkQuery}`}
        tabIndex={-1}
        title={eventName ? spellOutInvisible(eventName) : 'The record has no event name'}
        draggable={false}
        onClick={(domEvent) => {
          // Selecting text by dragging over it does not open the event; Shift selects rows.
          const hasSelectedText = document.getSelection()?.isCollapsed === false
          if (hasSelectedText || domEvent.shiftKey) domEvent.preventDefault()
          else followLink(domEvent, () => onOpen(event, slot))
        }}
      >
        <SafeText text={eventTitle(event)} />
      </a>
      {errorCode !== null && <ErrorCode code={errorCode} brief={columns.includes('errorCode')} />}
      {/* Without a name, its title says what it is. */}
      {mark !== null && eventName && <KindMark mark={mark} />}
      {count}
      {notes && <NoteMarks notes={notes} columns={columns} />}
    </>
  )
}
