import { memo, useMemo, type KeyboardEvent } from 'react'
import type { Order } from '../../../filter/filter.ts'
import { useShownColumns } from '../../models/address/useShownColumns.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useNotes } from '../../models/queries/notes.ts'
import { pointedCell } from './cellMenu.ts'
import { EventListHeader } from './columns/EventListHeader.tsx'
import { useColumnMenu } from './columns/useColumnMenu.tsx'
import { GapMarks, type GapMark } from './GapMarks.tsx'
import { EventRowBoundary } from './EventRowBoundary.tsx'
import { intentOf } from './keys.ts'
import { columnStyle, listStyle } from './listStyle.ts'
import { hides, type EventPosition } from './model/expandedRows.ts'
import { gapInBrief, gapsBetween, gapWords, type ListGap } from './model/gapMarks.ts'
import type { EventListModel } from './model/useEventListModel.ts'
import type { EventSlot } from './model/useEventSlots.ts'
import { useContents } from './model/useContents.ts'
import { useEventRows } from './model/useEventRows.ts'
import { useEventTable } from './model/useEventTable.ts'
import type { Zone } from '../../ui/time.ts'
import { cellId, rowId } from './rowIds.ts'
import '../../ui/tableFrame.css'
import './EventList.css'

export interface EventListProps {
  readonly model: EventListModel
  /** The list shows the result of an older query. */
  readonly stale: boolean
  /** The event opened beside the list, by `CloudTrailEvent.id`, and its position when known. */
  readonly openEvent: string | null
  readonly openPosition: EventPosition | null
  /** By `CloudTrailEvent.id`. */
  readonly selected: readonly string[]
  /** Gaps of the digest files, which are marked between rows; by their end, oldest first. */
  readonly gaps: readonly ListGap[]
  /** The query string of the links to event pages. */
  readonly linkQuery: string
  readonly onOrder: (order: Order) => void
  /** Opens the dialog in which all columns can be chosen. */
  readonly onChooseColumns: () => void
}

/** The events as an ARIA grid. Its scrollbar covers the whole result; only visible rows exist. */
export const EventList = memo(function EventList(props: EventListProps) {
  const { model, stale, openEvent, openPosition, selected, gaps, linkQuery, onOrder, onChooseColumns } = props
  const { scroller, metrics, order, focus } = model
  const { attach, element: grid } = scroller
  const shown = useShownColumns()
  const { names: columns, wrapLines } = shown
  const density = usePreferences((preferences) => preferences.density)
  const zone = usePreferences((preferences) => preferences.zone)
  const notesOn = useNotes()
  const { window, slots, arrivedIn, active, ...rest } = useEventRows(model)
  // Columns may have been hidden.
  const activeColumn = Math.min(rest.activeColumn, columns.length - 1)
  const { contents, titleZone } = useContents(model.listed, columns, zone)
  const isSelected = useMemo(() => new Set(selected), [selected])
  const marks = useMemo(
    () => gapMarks(slots, gaps, model.listed.query.order, zone),
    [slots, gaps, model.listed.query.order, zone],
  )
  const { table, keepWidths } = useEventTable(slots, shown, contents)
  const { columnSizing } = table.state
  const columnsStyle = useMemo(
    () => columnStyle({ ...shown, widths: columnSizing }, contents),
    [shown, columnSizing, contents],
  )
  const { open, fit, menu } = useColumnMenu({ shown, grid, keepWidths, onOrder, onChooseColumns })

  const onKeyDown = (domEvent: KeyboardEvent) => {
    const intent = domEvent.target === domEvent.currentTarget ? intentOf(domEvent, active >= 0) : null
    if (!intent) return
    domEvent.preventDefault()
    // The page binds commands to some of these keys.
    domEvent.stopPropagation()
    model.perform(intent)
  }

  const isDrawn = active >= window.first && active < window.end
  return (
    <>
      <div
        ref={attach}
        role="grid"
        tabIndex={0}
        className={['table-frame event-list', wrapLines && 'event-list-wrapped', stale && 'event-list-stale']
          .filter(Boolean)
          .join(' ')}
        aria-label="Events"
        aria-multiselectable
        aria-rowcount={metrics.count + 1}
        aria-colcount={columns.length + 2}
        aria-busy={stale}
        aria-activedescendant={
          !isDrawn ? undefined : activeColumn < 0 ? rowId(active) : cellId(active, activeColumn)
        }
        style={listStyle(shown, density)}
        onKeyDown={onKeyDown}
      >
        <EventListHeader
          table={table}
          columns={columns}
          style={columnsStyle}
          titleZone={titleZone}
          count={metrics.count}
          selectedCount={selected.length}
          onSelectAll={model.selectAll}
          onClearSelection={model.clearSelection}
          order={order}
          onOrder={onOrder}
          onMenu={open}
          onFit={fit}
          onLeave={focus}
        />
        <div
          role="rowgroup"
          className="event-list-rows"
          style={{ ...columnsStyle, blockSize: window.spacerHeight }}
          onMouseDown={(domEvent) => {
            // Shift selects rows, not the text between the clicks.
            if (domEvent.shiftKey) domEvent.preventDefault()
          }}
          onContextMenu={(domEvent) => {
            const cell = pointedCell(domEvent)
            if (!cell) return
            domEvent.preventDefault()
            model.activate(cell.index)
            model.openMenuOf(cell, { x: domEvent.clientX, y: domEvent.clientY, returnTo: grid() })
          }}
        >
          {table.getRowModel().rows.map((row) => {
            const { index, event } = row.original
            return (
              <EventRowBoundary
                key={index % window.pool}
                row={row}
                columns={columns}
                top={window.top(index)}
                zone={zone}
                titleZone={titleZone}
                active={index === active}
                activeColumn={index === active ? activeColumn : -1}
                arrivedIn={arrivedIn(row.original)}
                gap={marks.find((mark) => mark.index === index)?.words ?? null}
                open={event !== undefined && (event.id === openEvent || hides(row.original, openPosition))}
                selected={event !== undefined && isSelected.has(event.id)}
                notes={event && notesOn(event)}
                onPress={model.press}
                onStar={model.star}
                linkQuery={linkQuery}
                onOpen={model.open}
                onToggleExpanded={model.toggleExpanded}
              />
            )
          })}
          <GapMarks marks={marks} top={window.top} />
        </div>
      </div>
      {menu}
    </>
  )
})

const NO_MARKS: readonly GapMark[] = []

/** The rows that have a gap above them. */
function gapMarks(
  slots: readonly EventSlot[],
  gaps: readonly ListGap[],
  order: Order,
  zone: Zone,
): readonly GapMark[] {
  if (gaps.length === 0) return NO_MARKS
  return slots.flatMap(({ index, event, member }, at) => {
    const above = slots[at - 1]?.event
    // The row above may not be loaded. An expanded group's events are within its row.
    if (!event || member > 0 || (index > 0 && !above)) return []
    const between = gapsBetween(gaps, above?.eventTime ?? null, event.eventTime, order)
    return between.length === 0 ? [] : [{ index, words: gapWords(between, zone), brief: gapInBrief(between) }]
  })
}
