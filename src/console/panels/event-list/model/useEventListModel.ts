import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Order } from '../../../../filter/filter.ts'
import { useShownColumns } from '../../../models/address/useShownColumns.ts'
import { usePreferences } from '../../../models/preferences/usePreferences.ts'
import { usePageError } from '../../../models/queries/useEventPages.ts'
import { windowOf, type ListMetrics, type ScrollState } from '../../../ui/scroller.ts'
import { useListMetrics } from '../../../ui/useScaledScroller.ts'
import { HEADER_HEIGHT, rowHeightOf } from '../listStyle.ts'
import { lengthOf, type ExpandedRows } from './expandedRows.ts'
import { createListControls, type EventActions, type ListControls } from './listControls.ts'
import { NOTHING_LISTED, type ListedEvents } from './listedEvents.ts'
import { activeIn, expandedIn } from './listState.ts'

export interface EventListOptions extends EventActions {
  /** Null before the first response; `rows` is undefined while they are counted. */
  readonly result: (ListedEvents & { readonly rows: number | undefined }) | null
  /** The order of the query; the result on screen may still be in the other order. */
  readonly order: Order
  /** Whether the list should stay at its newest end when new events arrive. */
  readonly follow: boolean
}

/** The rows that are wholly visible, by their offset in the result, both ends inclusive. */
interface VisibleRange {
  readonly first: number
  readonly last: number
}

/**
 * A list of events: created by its page, drawn by `EventList`. Scrolling renders only the latter.
 */
export interface EventListModel extends Omit<ListControls, 'drawn'> {
  readonly listed: ListedEvents
  readonly order: Order
  /** The number of rows of the result; those of the first page until it is known. */
  readonly rows: number
  readonly expanded: ExpandedRows
  readonly metrics: ListMetrics
  /** The first row is wholly visible. */
  readonly atStart: boolean
  /** The end where new events arrive is visible. */
  readonly atNewest: boolean
  /** The list stays at its newest end and highlights events that arrive. */
  readonly following: boolean
  /** Why a page that is on screen could not be loaded. */
  readonly error: Error | null
  readonly visibleRange: {
    readonly getState: () => VisibleRange
    readonly subscribe: (onChange: () => void) => () => void
  }
}

export function useEventListModel(options: EventListOptions): EventListModel {
  const { result, order, follow, selected, onOpen, onStar, onCopyRows } = options
  const listed = result ?? NOTHING_LISTED
  const { query, asOf } = listed
  const { wrapLines } = useShownColumns()
  const density = usePreferences((preferences) => preferences.density)
  const client = useQueryClient()
  const [controls] = useState(createListControls)
  const { scroller, state } = controls

  const expanded = useStore(state, (now) => expandedIn(now, query))
  const atStart = useStore(scroller, isAtStart)
  const atNewest = useStore(scroller, order === 'newest' ? isAtStart : isAtEnd)
  const following = follow && atNewest
  const rows = useRows(result, following)
  const count = lengthOf(rows, expanded)
  const metrics = useListMetrics(scroller, count, rowHeightOf(wrapLines, density), HEADER_HEIGHT[density])
  useLayoutEffect(() =>
    controls.drawn({
      listed,
      expanded,
      count,
      order,
      client,
      actions: { selected, onOpen, onStar, onCopyRows },
    }),
  )

  // Another query starts at the top. Adding columns leaves the list where it is.
  const scrolledIn = useRef({ query, count })
  useLayoutEffect(() => {
    const before = scrolledIn.current
    scrolledIn.current = { query, count }
    const isAnother = before.query !== query
    if (following && order === 'oldest' && (isAnother || before.count !== count)) scroller.reveal(count - 1)
    else if (isAnother) scroller.reveal(0, 'start')
  }, [query, count, following, order, scroller])

  // When the window gets smaller, as when an event is opened beside the list, the active row stays
  // visible.
  useLayoutEffect(
    () =>
      scroller.subscribe((now, before) => {
        const active = activeIn(state.getState(), query)
        const { firstSeen, rowsPerWindow } = windowOf(before)
        const wasSeen = active >= firstSeen && active < firstSeen + rowsPerWindow
        if (wasSeen && windowOf(now).rowsPerWindow !== rowsPerWindow) scroller.reveal(active)
      }),
    [scroller, state, query],
  )

  const isGrouped = query.group !== null
  const visibleRange = useMemo(
    () => ({
      // Grouped rows have no event offset in the result.
      getState: () => (isGrouped ? NO_RANGE : visibleRangeOf(scroller.getState())),
      subscribe: scroller.subscribe,
    }),
    [scroller, isGrouped],
  )
  const error = usePageError(asOf)
  // The list is drawn again only for another one.
  return useMemo(
    () => ({
      ...controls,
      listed,
      order,
      rows,
      expanded,
      metrics,
      atStart,
      atNewest,
      following,
      error,
      visibleRange,
    }),
    [controls, listed, order, rows, expanded, metrics, atStart, atNewest, following, error, visibleRange],
  )
}

/** A followed list does not get shorter while its rows are counted again. */
function useRows(result: EventListOptions['result'], following: boolean): number {
  const [counted, setCounted] = useState(result?.rows)
  if (result?.rows !== undefined && result.rows !== counted) setCounted(result.rows)
  return result?.rows ?? (following ? counted : undefined) ?? result?.firstPage.length ?? 0
}

const isAtStart = (state: ScrollState): boolean => windowOf(state).firstSeen === 0

const isAtEnd = (state: ScrollState): boolean => {
  const { firstSeen, rowsPerWindow } = windowOf(state)
  return firstSeen + rowsPerWindow >= state.metrics.count
}

const NO_RANGE: VisibleRange = { first: 0, last: -1 }

function visibleRangeOf(state: ScrollState): VisibleRange {
  const { firstSeen, rowsPerWindow } = windowOf(state)
  return { first: firstSeen, last: Math.min(firstSeen + rowsPerWindow, state.metrics.count) - 1 }
}
