import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import type { Filter, Order, TimeRange } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { withChange } from '../../../filter/withChange.ts'
import { useShownColumns } from '../../models/address/useShownColumns.ts'
import { currentView, go, useView } from '../../models/address/useView.ts'
import { isReadable } from '../../models/queries/resolvedQuery.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { fetchRecordAhead } from '../../models/queries/useRecord.ts'
import { useOpenedEvent, type OpenedEvent, type PositionedEvent } from '../../opened-event/useOpenedEvent.ts'
import type { RowsToCopy } from '../../panels/copy-rows/CopyRowsMenu.tsx'
import { isPathColumn } from '../../../api/listAddress.ts'
import { useEventListModel, type EventListModel } from '../../panels/event-list/model/useEventListModel.ts'
import { toggleStar } from '../noteActions.ts'
import { useCalmly } from '../../ui/useCalmly.ts'
import { useSteady } from '../../ui/useSteady.ts'
import { linkQueryOf } from './linkQuery.ts'
import { forgetReturnedEvent, useReturnedEvent } from './returnToList.ts'
import { useEventResult } from './useEventResult.ts'
import { switchLiveTail, useFollowing, useLiveTail } from './useLiveTail.ts'
import { useNewEvents } from './useNewEvents.ts'
import { selectedEvents, useSelectedEvents } from './useSelectedEvents.ts'
import { useSpokenResult } from './useSpokenResult.ts'

export type EventHistory = ReturnType<typeof useEventHistory>

export const setFilter = (filter: Filter): void => go({ filter })
export const setTimeRange = (timeRange: TimeRange): void => setFilter({ ...currentView().filter, timeRange })
export const setOrder = (order: Order): void => go({ order })

const openEvent = (event: CloudTrailEvent): void => {
  fetchRecordAhead(event.id)
  go({ openEvent: event.id })
}

/**
 * Everything that Event history shows: the result of the address, its list, the opened event, new
 * events.
 */
export function useEventHistory() {
  const view = useView()
  const { filter, order, group } = view
  const { names: shownColumns, leftOut: columnsLeftOut } = useShownColumns()
  const columns = useMemo(() => shownColumns.filter(isPathColumn), [shownColumns])
  const lookup = useEventResult(filter, order, group, columns)
  const { result, query, stale, error } = lookup
  const readable = isReadable(filter)
  const failed = error !== null || !readable
  const around = useCalmly(
    useMemo(
      () => ({ filter, order, result, query: result && !stale ? result.query : query, stale, failed }),
      [filter, order, result, query, stale, failed],
    ),
    stale && !failed,
  )

  const onFilter = useSteady((to: Filter) =>
    setFilter(withChange(currentView().filter, { from: around.filter, to })),
  )

  const selected = useSelectedEvents((state) => state.ids)
  const [copying, setCopying] = useState<RowsToCopy | null>(null)
  const list = useEventListModel({
    result,
    order,
    follow: useLiveTail((tail) => tail.on && !tail.busy),
    onOpen: openEvent,
    selected: selectedEvents,
    onStar: toggleStar,
    onCopyRows: (event, place) => setCopying({ ids: selected.length > 0 ? selected : [event.id], place }),
  })
  const returned = useReturnedEvent(({ id }) => id)
  const opened = useOpenedEvent({
    id: view.openEvent ?? returned,
    result: result ?? { query, columns, asOf: undefined },
    expanded: list.expanded,
  })
  const isCounted = result !== null && !stale && result.count !== undefined
  const answered = isCounted ? `${printFilter(filter)} ${order} ${group}` : null
  useRevealOpened(list, view.openEvent ?? returned, opened, answered)

  const loading = useStatus().data?.loading != null
  useSpokenResult({ ...lookup, quiet: list.following || loading })
  const newEventCount = useNewEvents(lookup, list.atStart && view.openEvent === null)
  useFollowing({ list, newEventCount, openEvent: view.openEvent, selected })

  // As long as the list shows an older result, its links lead there.
  const ofView = useMemo(() => linkQueryOf(view), [view])
  const [linkQuery, setLinkQuery] = useState(ofView)
  if (!stale && linkQuery !== ofView) setLinkQuery(ofView)

  const follow = () => {
    switchLiveTail(true)
    list.toNewest()
  }
  return {
    ...lookup,
    view,
    /** The same for what is around the list, which is drawn after it. */
    around,
    /** Does what was done to the filter that is shown around the list. */
    onFilter,
    columns,
    /** How many columns are not shown, because there are too many. */
    columnsLeftOut,
    /** When the filter cannot be read, the result is an older one. */
    readable,
    /**
     * The first rows, or the reason why there are none, are drawn. All other parts are drawn after
     * them.
     */
    whole: useDeferredValue(result !== null || error !== null || !readable, false),
    linkQuery,
    list,
    selected,
    copying,
    stopCopying: () => setCopying(null),
    opened,
    newEventCount,
    follow,
    switchLiveTail: () => (useLiveTail.getState().on ? switchLiveTail(false) : follow()),
    step: (to: PositionedEvent | undefined) => {
      if (!to) return
      go({ openEvent: to.event.id }, 'replace')
      list.reveal(to)
    },
    close: () => {
      if (currentView().openEvent === null) return
      // The covered list can be focused only once the event no longer covers it.
      flushSync(() => go({ openEvent: null }))
      list.focus()
    },
  }
}

/**
 * Scrolls to the opened event, once for each filter and order with a result (`answered`, null until
 * then): the event was opened by a link or under another filter, or the user returns from its page.
 */
function useRevealOpened(
  { reveal, focus }: EventListModel,
  id: string | null,
  { offset, member }: OpenedEvent,
  answered: string | null,
): void {
  const revealedIn = useRef<string | null>(null)
  useEffect(() => {
    if (answered === null || revealedIn.current === answered) return
    if (id !== null && offset === undefined) return
    revealedIn.current = answered
    if (id !== null && typeof offset === 'number') reveal({ offset, member }, 'center')
    if (useReturnedEvent.getState().id === null) return
    forgetReturnedEvent()
    focus()
  }, [answered, id, offset, member, reveal, focus])
}
