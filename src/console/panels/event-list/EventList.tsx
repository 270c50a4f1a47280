import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react'
import type { Order } from '../../../filter/filter.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { useShownColumns } from '../../models/address/useShownColumns.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { announce } from '../../ui/announce.ts'
import { isMenuKey } from '../../ui/asksForMenu.ts'
import type { MenuPlace } from '../../ui/ContextMenu.tsx'
import { countOf } from '../../ui/numbers.ts'
import { useScaledScroller } from '../../ui/useScaledScroller.ts'
import { fitColumns } from './columns/changeColumns.ts'
import { ColumnMenu } from './columns/ColumnMenu.tsx'
import { EventListHeader } from './columns/EventListHeader.tsx'
import { cellId, rowId } from './EventRow.tsx'
import { EventRowBoundary } from './EventRowBoundary.tsx'
import { useCellMenu } from './useCellMenu.ts'
import { useArrivedEvents } from './model/useArrivedEvents.ts'
import { useEventSlots, type ListedEvents } from './model/useEventSlots.ts'
import { useEventTable, type EventSlot } from './model/useEventTable.ts'
import { indexOf, lengthOf, type EventPosition, type ExpandedRows } from './model/expandedRows.ts'
import { HEADER_HEIGHT, listStyle, MARGIN_WIDTH, rowHeightOf } from './listStyle.ts'
import './EventList.css'

export interface EventListProps {
  readonly listed: ListedEvents
  /** How many rows the result has; the first page's length until that is known. */
  readonly rows: number
  /** The rows whose other events are listed too. */
  readonly expanded: ExpandedRows
  /** Expands or collapses the row at an offset. */
  readonly onToggleExpanded: (offset: number, newest: CloudTrailEvent) => void
  /** What is shown answers an older question. */
  readonly stale: boolean
  readonly order: Order
  readonly onOrder: (order: Order) => void
  /** The event opened beside the list. */
  readonly openEvent: string | null
  /** Its position, when known. */
  readonly openPosition: EventPosition | null
  readonly onOpen: (event: CloudTrailEvent, position: EventPosition) => void
  /** By `CloudTrailEvent.id`. */
  readonly selected: readonly string[]
  readonly onSelect: (id: string) => void
  /** An event is to be starred, or to lose its star. */
  readonly onStar: (event: CloudTrailEvent) => void
  /** The rows are to be copied: the selected ones, or else the one of this event. */
  readonly onCopyRows: (event: CloudTrailEvent, place: MenuPlace) => void
  /** The filter's query, for the links to the events' pages. */
  readonly linkQuery: string
  /** Wants to choose columns among all there are. */
  readonly onChooseColumns: () => void
  /** New events come in by themselves: the list stays at the end where they do, and marks them. */
  readonly following: boolean
  /** Told whenever the reader leaves the end where new events come in, or comes back to it. */
  readonly onAtNewest: (atNewest: boolean) => void
  /** Told whenever the reader takes up a row. */
  readonly onTakenUp: () => void
  /** Told whenever the reader leaves the start of the list, or comes back to it. */
  readonly onAtStart: (atStart: boolean) => void
  /** Told which rows are wholly seen, both ends inclusive, whenever that changes. */
  readonly onSeen: (first: number, last: number) => void
  /** Told why a page will not come, and null when none fails. */
  readonly onProblem: (problem: Error | null) => void
  readonly ref?: Ref<EventListHandle>
}

/** What keys that are pressed elsewhere on the page do to the list. */
export interface EventListHandle {
  readonly focus: () => void
  readonly move: (by: number) => void
  readonly openActive: () => void
  /** Asks what can be done from the active cell. */
  readonly openMenu: () => void
  readonly copyRows: () => void
  /** Stars the active event, or takes its star. */
  readonly star: () => void
  /** Activates the row at a position and scrolls it into view. */
  readonly reveal: (position: EventPosition, align?: 'nearest' | 'center') => void
  /** Lets go of the active row, and goes where new events come in. */
  readonly toNewest: () => void
}

/** The events as an ARIA grid of any length: the scrollbar is as long as the result, only the rows in the window exist. */
export function EventList(props: EventListProps) {
  const { listed, rows, expanded, onToggleExpanded, stale, order, onOrder, openEvent, openPosition, onOpen } =
    props
  const { selected, onSelect, onStar, onCopyRows } = props
  const { linkQuery, onChooseColumns, onAtStart, onSeen, onProblem, following, onAtNewest, onTakenUp, ref } =
    props
  const shown = useShownColumns()
  const { names: columns, wrapLines } = shown
  const density = usePreferences((preferences) => preferences.density)
  const zone = usePreferences((preferences) => preferences.zone)
  const [active, setActive] = useState(-1)
  const [grid, setGrid] = useState<HTMLElement | null>(null)
  const [columnMenu, setColumnMenu] = useState<{ column: string; place: MenuPlace } | null>(null)

  const count = lengthOf(rows, expanded)
  const rowHeight = rowHeightOf(wrapLines, density)
  const headerHeight = HEADER_HEIGHT[density]
  const scroller = useScaledScroller({ count, rowHeight, headerHeight })
  const { attach, reveal: scrollTo, first, end, rowsPerWindow } = scroller
  const fetched = useEventSlots(listed, rows, expanded, first, end)
  const { error } = fetched
  const { slots, arrivedIn } = useArrivedEvents(fetched.slots, listed.query, count, following)
  useEffect(() => onProblem(error), [error, onProblem])
  const table = useEventTable(slots, shown)

  const attachGrid = useCallback(
    (element: HTMLElement | null) => {
      attach(element)
      setGrid(element)
    },
    [attach],
  )

  const reveal = useCallback(
    (index: number, align: 'nearest' | 'center' = 'nearest') => {
      const next = Math.min(Math.max(index, 0), count - 1)
      setActive(next)
      if (next >= 0) scrollTo(next, align)
    },
    [count, scrollTo],
  )

  // Another question begins at the start. Only columns that were added leave the list where it is.
  const { query } = listed
  const [activeIn, setActiveIn] = useState(query)
  if (activeIn !== query) {
    setActiveIn(query)
    setActive(-1)
  }
  const scrolledIn = useRef({ query, count })
  useLayoutEffect(() => {
    const before = scrolledIn.current
    scrolledIn.current = { query, count }
    const isLonger = before.query === query && before.count !== count
    if (following && order === 'oldest' && (isLonger || before.query !== query)) scrollTo(count - 1)
    else if (before.query !== query) scrollTo(0, 'start')
  }, [query, count, following, order, scrollTo])

  const atStart = scroller.firstSeen === 0
  useLayoutEffect(() => onAtStart(atStart), [atStart, onAtStart])
  const atNewest = order === 'newest' ? atStart : scroller.firstSeen + rowsPerWindow >= count
  useLayoutEffect(() => onAtNewest(atNewest), [atNewest, onAtNewest])
  useEffect(() => {
    if (active >= 0) onTakenUp()
  }, [active, onTakenUp])

  const lastSeen = Math.min(scroller.firstSeen + rowsPerWindow, count) - 1
  useLayoutEffect(() => onSeen(scroller.firstSeen, lastSeen), [scroller.firstSeen, lastSeen, onSeen])

  // A window that gets smaller, as when an event is opened beside the list, keeps the active row in it.
  const seesActive = active >= scroller.firstSeen && active < scroller.firstSeen + rowsPerWindow
  const seen = useRef({ rowsPerWindow, seesActive })
  useLayoutEffect(() => {
    const before = seen.current
    seen.current = { rowsPerWindow, seesActive }
    if (before.seesActive && before.rowsPerWindow !== rowsPerWindow) scrollTo(active, 'nearest')
  }, [rowsPerWindow, seesActive, active, scrollTo])

  const slotAt = (index: number) => slots.find((slot) => slot.index === index)
  const eventAt = (index: number) => slotAt(index)?.event
  const openAt = (index: number) => {
    const slot = slotAt(index)
    if (slot?.event) onOpen(slot.event, slot)
  }
  const toggleExpanded = useCallback(
    ({ event, index, offset, isExpanded }: EventSlot) => {
      if (!event?.repeats) return
      setActive(index)
      onToggleExpanded(offset, event)
      grid?.focus({ preventScroll: true })
      const others = countOf(event.repeats.count - 1, 'event')
      announce(isExpanded ? `Folded ${others}` : `${others} more below`)
    },
    [onToggleExpanded, grid],
  )
  /** Right expands a row of repeats, Left collapses it or goes from one of its events to it; else they move along the cells. */
  const goSideways = (by: 1 | -1) => {
    const slot = slotAt(active)
    const isExpandable = slot?.event?.repeats !== undefined && slot.event.repeats.count > 1
    if (activeColumn >= 0 || !slot) menu.moveColumn(by)
    else if (by > 0 && isExpandable && !slot.isExpanded) toggleExpanded(slot)
    else if (by < 0 && slot.isExpanded) toggleExpanded(slot)
    else if (by < 0 && slot.member > 0) reveal(slot.index - slot.member)
    else menu.moveColumn(by)
  }

  // A box that was clicked takes the focus: the keys belong to the list.
  const select = useCallback(
    (id: string) => {
      onSelect(id)
      grid?.focus({ preventScroll: true })
    },
    [onSelect, grid],
  )
  const star = useCallback(
    (event: CloudTrailEvent) => {
      onStar(event)
      grid?.focus({ preventScroll: true })
    },
    [onStar, grid],
  )
  const selectAt = (index: number) => {
    const event = eventAt(index)
    if (event) onSelect(event.id)
  }

  const menu = useCellMenu({
    grid,
    columns,
    active,
    onActivate: setActive,
    eventAt,
    onCopyRows,
    margin: MARGIN_WIDTH,
  })
  const { activeColumn } = menu

  useImperativeHandle(ref, () => ({
    focus: () => grid?.focus({ preventScroll: true }),
    move: (by) => reveal(active < 0 ? Math.max(scroller.firstSeen, 0) : active + by),
    openActive: () => openAt(active),
    openMenu: menu.openMenu,
    copyRows: menu.copyRows,
    star: () => {
      const event = eventAt(active)
      if (event) onStar(event)
    },
    reveal: (position, align) => reveal(indexOf(position, expanded), align),
    toNewest: () => {
      setActive(-1)
      scrollTo(order === 'newest' ? 0 : count - 1)
    },
  }))

  const onKeyDown = (domEvent: KeyboardEvent) => {
    if (domEvent.target !== domEvent.currentTarget || domEvent.ctrlKey || domEvent.metaKey || domEvent.altKey)
      return
    const start = active < 0 ? scroller.firstSeen - 1 : active
    const target = {
      ArrowDown: start + 1,
      j: start + 1,
      ArrowUp: start - 1,
      k: start - 1,
      PageDown: Math.max(start, 0) + rowsPerWindow,
      PageUp: start - rowsPerWindow,
      Home: 0,
      End: count - 1,
    }[domEvent.key]
    if (target !== undefined) {
      domEvent.preventDefault()
      domEvent.stopPropagation()
      reveal(target)
    } else if (active >= 0 && (domEvent.key === 'ArrowRight' || domEvent.key === 'ArrowLeft')) {
      domEvent.preventDefault()
      goSideways(domEvent.key === 'ArrowRight' ? 1 : -1)
    } else if (active >= 0 && isMenuKey(domEvent)) {
      domEvent.preventDefault()
      domEvent.stopPropagation()
      menu.openMenu()
    } else if (domEvent.key === 'Enter') {
      domEvent.preventDefault()
      openAt(active)
    } else if (domEvent.key === ' ') {
      domEvent.preventDefault()
      selectAt(active)
    }
  }

  const { columnSizing } = table.state
  const style = useMemo(
    () => listStyle({ ...shown, widths: columnSizing }, { density, zone }),
    [shown, density, zone, columnSizing],
  )

  const openColumnMenu = useCallback(
    (column: string, place: MenuPlace) => setColumnMenu({ column, place }),
    [],
  )
  const fit = useCallback((column: string) => grid && fitColumns(grid, [column]), [grid])
  const toRows = useCallback(() => grid?.focus({ preventScroll: true }), [grid])

  const isDrawn = active >= first && active < end
  return (
    <>
      <div
        ref={attachGrid}
        role="grid"
        tabIndex={0}
        className={['event-list', wrapLines && 'event-list-wrapped', stale && 'event-list-stale']
          .filter(Boolean)
          .join(' ')}
        aria-label="Events"
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 2}
        aria-busy={stale}
        aria-activedescendant={
          !isDrawn ? undefined : activeColumn < 0 ? rowId(active) : cellId(active, activeColumn)
        }
        style={style}
        onKeyDown={onKeyDown}
      >
        <EventListHeader
          table={table}
          columns={columns}
          widths={style['--columns'] ?? ''}
          order={order}
          onOrder={onOrder}
          onMenu={openColumnMenu}
          onFit={fit}
          onLeave={toRows}
        />
        <div
          role="rowgroup"
          className="event-list-rows"
          style={{ blockSize: scroller.spacerHeight }}
          onContextMenu={menu.onContextMenu}
        >
          {table.getRowModel().rows.map((row) => {
            const { index, event } = row.original
            return (
              <EventRowBoundary
                key={index % scroller.pool}
                row={row}
                columns={columns}
                top={scroller.top(index)}
                zone={zone}
                active={index === active}
                activeColumn={index === active ? activeColumn : -1}
                arrivedIn={arrivedIn(row.original)}
                open={
                  event !== undefined && (event.id === openEvent || isHiddenIn(row.original, openPosition))
                }
                selected={event !== undefined && selected.includes(event.id)}
                onSelect={select}
                onStar={star}
                linkQuery={linkQuery}
                onOpen={onOpen}
                onToggleExpanded={toggleExpanded}
                onActivate={setActive}
              />
            )
          })}
        </div>
      </div>
      {columnMenu && grid && (
        <ColumnMenu
          {...columnMenu}
          shown={shown}
          grid={grid}
          onOrder={onOrder}
          onChooseColumns={onChooseColumns}
          onClose={() => setColumnMenu(null)}
        />
      )}
    </>
  )
}

/** Whether an event stands in a row without being seen there. */
const isHiddenIn = ({ offset, member, isExpanded }: EventSlot, position: EventPosition | null): boolean =>
  position !== null && position.member > 0 && !isExpanded && member === 0 && offset === position.offset
