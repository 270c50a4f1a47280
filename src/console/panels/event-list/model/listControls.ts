import type { QueryClient } from '@tanstack/react-query'
import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import type { Order } from '../../../../filter/filter.ts'
import { repeatsOf } from '../../../../filter/repeats.ts'
import { currentColumns } from '../../../models/address/useShownColumns.ts'
import { currentNow } from '../../../models/queries/refreshes.ts'
import { resolveQuery } from '../../../models/queries/resolvedQuery.ts'
import { loadedEventAt, pageQuery } from '../../../models/queries/eventPages.ts'
import { announce } from '../../../ui/announce.ts'
import type { MenuPlace } from '../../../ui/ContextMenu.tsx'
import { countOf, formatCount } from '../../../ui/numbers.ts'
import { createScroller, windowOf, type RevealAlign, type Scroller } from '../../../ui/scroller.ts'
import { openCellMenu, placeUnder, type PointedCell } from '../cellMenu.ts'
import type { ListIntent } from '../keys.ts'
import { cellId } from '../rowIds.ts'
import type { RowPress } from '../rowPress.ts'
import {
  indexOf,
  isExpanded,
  pageOf,
  positionAt,
  rankOf,
  toggled,
  type EventPosition,
  type ExpandedRows,
} from './expandedRows.ts'
import { activeIn, createListState, expandedIn, type ListStateStore } from './listState.ts'
import type { ListedEvents } from './listedEvents.ts'
import {
  createListSelection,
  MOST_SELECTED,
  type SelectableRows,
  type SelectedEvents,
} from './listSelection.ts'

/** Actions on the events of a list, which its page defines. */
export interface EventActions {
  readonly onOpen: (event: CloudTrailEvent) => void
  readonly selected: SelectedEvents
  /** Stars an event, or removes its star. */
  readonly onStar: (event: CloudTrailEvent) => void
  /** Copies the selected rows; when none is selected, the row of this event. */
  readonly onCopyRows: (event: CloudTrailEvent, place: MenuPlace) => void
}

/** The list when it was last drawn. */
interface DrawnList {
  readonly listed: ListedEvents
  readonly expanded: ExpandedRows
  /** The number of rows, including those of expanded groups. */
  readonly count: number
  readonly order: Order
  readonly actions: EventActions
  readonly client: QueryClient
}

/** The operations on a list: the same object as long as its page is shown. */
export interface ListControls {
  readonly state: ListStateStore
  readonly scroller: Scroller
  /** To be called whenever the list was drawn. */
  readonly drawn: (list: DrawnList) => void
  readonly focus: () => void
  readonly perform: (intent: ListIntent) => void
  readonly activate: (index: number) => void
  /** Acts on a row that was clicked. */
  readonly press: (index: number, press: RowPress) => void
  /** Selects all rows, or the visible ones when all would be too many. */
  readonly selectAll: () => void
  readonly clearSelection: () => void
  /** Activates the row at a position and scrolls to it. */
  readonly reveal: (position: EventPosition, align?: RevealAlign) => void
  /** Deactivates the active row and scrolls to the end where new events arrive. */
  readonly toNewest: () => void
  readonly open: (event: CloudTrailEvent, position: EventPosition) => void
  readonly star: (event: CloudTrailEvent) => void
  readonly starActive: () => void
  /** The event of the active row; undefined without one. */
  readonly activeEvent: () => CloudTrailEvent | undefined
  readonly toggleExpanded: (index: number) => void
  readonly openMenu: () => void
  readonly openMenuOf: (cell: PointedCell, place: MenuPlace) => void
  readonly copyRows: () => void
}

export function createListControls(): ListControls {
  const scroller = createScroller()
  const state = createListState()
  const selection = createListSelection()
  let list: DrawnList | null = null

  const active = () => (list ? activeIn(state.getState(), list.listed.query) : -1)
  const eventAt = (index: number) => {
    if (!list || index < 0 || index >= list.count) return undefined
    const { listed, expanded, client } = list
    const { query, rank } = rankOf(positionAt(index, expanded), listed.query, expanded)
    const { columns, asOf } = listed
    return loadedEventAt(client, query === listed.query ? listed : { query, columns, asOf }, rank)
  }
  const focus = () => scroller.element()?.focus({ preventScroll: true })
  const activate = (index: number) => {
    if (!list) return
    const { query } = list.listed
    state.setState((before) => ({ query, active: index, expanded: expandedIn(before, query) }))
  }
  const goTo = (index: number, align: RevealAlign = 'nearest') => {
    const next = Math.min(Math.max(index, 0), (list?.count ?? 0) - 1)
    activate(next)
    if (next >= 0) scroller.reveal(next, align)
  }
  const reveal = (position: EventPosition, align?: RevealAlign) =>
    list && goTo(indexOf(position, list.expanded), align)
  const open = (event: CloudTrailEvent, position: EventPosition) => {
    list?.actions.onOpen(event)
    reveal(position)
    focus()
  }
  const toggleExpanded = (index: number) => {
    const event = eventAt(index)
    if (!list || !event?.repeats || event.repeats.count < 2) return
    const { query } = list.listed
    const { repeats, ...newest } = event
    const nowMs = currentNow()
    const filter = repeatsOf(query.filter, newest, repeats.oldestTime, nowMs)
    if (filter === null) return
    const { offset } = positionAt(index, list.expanded)
    const others = repeats.count - 1
    const row = { offset, others, query: resolveQuery(filter, query.order, query.refreshCount, nowMs) }
    const wasExpanded = isExpanded(offset, list.expanded)
    activate(index)
    state.setState(({ expanded }) => ({ expanded: toggled(row, expanded) }))
    focus()
    const more = `${formatCount(others)} ${wasExpanded ? 'fewer' : 'more'} ${others === 1 ? 'event' : 'events'} shown`
    announce(more)
  }

  const selectableRows = (): SelectableRows | null => {
    if (!list) return null
    const { listed, actions } = list
    return { selected: actions.selected, query: listed.query, eventAt, load }
  }
  const load = async (rows: readonly number[]) => {
    if (!list) return
    const { listed, expanded, client } = list
    const { columns, asOf } = listed
    const pages = rows.map((row) => pageOf(positionAt(row, expanded), listed.query, expanded))
    const keys = pages.map(({ query, page }) => pageQuery(query, columns, asOf, page))
    const distinct = new Map(keys.map((each) => [JSON.stringify(each.queryKey), each]))
    await Promise.all([...distinct.values()].map((each) => client.ensureQueryData(each)))
  }
  const extendTo = (index: number) => {
    const rows = selectableRows()
    if (!list || !rows) return
    const from = active()
    const to = Math.min(Math.max(index, 0), list.count - 1)
    goTo(to)
    if (to >= 0) selection.extend(rows, from, to)
  }
  const press = (index: number, how: RowPress) => {
    const event = eventAt(index)
    const rows = selectableRows()
    if (!list || !rows) return
    if (how === 'extend') extendTo(index)
    else if (how === 'open' && event) open(event, positionAt(index, list.expanded))
    else activate(index)
    if (how === 'toggle') selection.toggle(rows, index)
    // A checkbox takes the focus, but keys should go to the list.
    if (how === 'toggle' || how === 'extend') focus()
  }
  const selectAll = () => {
    const rows = selectableRows()
    if (!list || !rows) return
    const { firstSeen, rowsPerWindow } = windowNow()
    const isEvery = list.count <= MOST_SELECTED
    const [first, end] = isEvery ? [0, list.count] : [firstSeen, firstSeen + rowsPerWindow]
    const length = Math.min(end, list.count) - first
    selection.add(
      rows,
      Array.from({ length }, (_, at) => first + at),
    )
    if (!isEvery) announce(`Selected ${countOf(length, 'visible row')}`)
    focus()
  }

  const moved = (by: number) => (active() < 0 ? windowNow().firstSeen : active() + by)
  const movedByWindow = (by: 1 | -1) => {
    const { firstSeen, rowsPerWindow } = windowNow()
    const start = active() < 0 ? firstSeen - 1 : active()
    return Math.max(start, 0) + by * rowsPerWindow
  }
  const moveColumn = (by: 1 | -1) => {
    const last = currentColumns().names.length - 1
    const activeColumn = Math.min(Math.max(columnNow() + by, -1), last)
    state.setState({ activeColumn })
    const cell = document.getElementById(cellId(active(), activeColumn))
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  /**
   * Right expands a group of repeats; Left collapses it, or moves from one of its events to its
   * row.
   */
  const moveSideways = (by: 1 | -1) => {
    if (!list) return
    const index = active()
    const { offset, member } = positionAt(index, list.expanded)
    const repeats = eventAt(index)?.repeats
    const isOpen = member === 0 && isExpanded(offset, list.expanded)
    if (columnNow() >= 0) moveColumn(by)
    else if (by > 0 && !isOpen && repeats && repeats.count > 1) toggleExpanded(index)
    else if (by < 0 && isOpen) toggleExpanded(index)
    else if (by < 0 && member > 0) goTo(index - member)
    else moveColumn(by)
  }
  const windowNow = () => windowOf(scroller.getState())
  /** Columns may have been hidden. */
  const columnNow = () => Math.min(state.getState().activeColumn, currentColumns().names.length - 1)

  const openMenuOf = ({ index, field }: PointedCell, place: MenuPlace) => {
    const event = eventAt(index)
    if (list && event) openCellMenu(event, field, place, list.actions.onCopyRows)
  }
  const activePlace = () => placeUnder(active(), columnNow(), scroller.element())
  const openMenu = () => {
    const field = currentColumns().names[Math.max(columnNow(), 0)]
    if (field !== undefined) openMenuOf({ index: active(), field }, activePlace())
  }

  return {
    state,
    scroller,
    drawn: (next) => {
      list = next
    },
    focus,
    activate,
    reveal,
    open,
    toggleExpanded,
    openMenu,
    openMenuOf,
    toNewest: () => {
      if (!list) return
      activate(-1)
      scroller.reveal(list.order === 'newest' ? 0 : list.count - 1)
    },
    press,
    selectAll,
    clearSelection: () => {
      list?.actions.selected.set([])
      focus()
    },
    // Clicking a star focuses it, but keys should go to the list.
    star: (event) => {
      list?.actions.onStar(event)
      focus()
    },
    activeEvent: () => eventAt(active()),
    starActive: () => {
      const event = eventAt(active())
      if (event) list?.actions.onStar(event)
    },
    copyRows: () => {
      const event = eventAt(active())
      if (event) list?.actions.onCopyRows(event, activePlace())
    },
    perform: (intent) => {
      const event = list && eventAt(active())
      switch (intent.kind) {
        case 'move':
          return (intent.extends ? extendTo : goTo)(moved(intent.by))
        case 'moveWindow':
          return (intent.extends ? extendTo : goTo)(movedByWindow(intent.by))
        case 'moveToEnd':
          return goTo(intent.end === 'first' ? 0 : Infinity)
        case 'moveSideways':
          return moveSideways(intent.by)
        case 'openMenu':
          return openMenu()
        case 'openEvent':
          return event && list ? open(event, positionAt(active(), list.expanded)) : undefined
        case 'toggleSelected':
          return press(active(), 'toggle')
        case 'selectAll':
          return selectAll()
      }
    },
  }
}
