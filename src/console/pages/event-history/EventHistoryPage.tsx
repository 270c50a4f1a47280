import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useShownColumns } from '../../models/address/useShownColumns.ts'
import { currentView, go, useView } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import type { RowsToCopy } from '../../panels/copy-rows/CopyRowsMenu.tsx'
import { CopiedCommandNotes } from '../../panels/download-events/CopiedCommandNotes.tsx'
import { EmptyEvents } from '../../panels/empty-events/EmptyEvents.tsx'
import type { EventPosition } from '../../panels/event-list/model/expandedRows.ts'
import { EventList, type EventListHandle } from '../../panels/event-list/EventList.tsx'
import { ListPlaceholder } from '../../panels/event-list/ListPlaceholder.tsx'
import { pathColumns } from '../../panels/event-list/columns/columns.ts'
import { printFilter } from '../../../filter/params.ts'
import { EVERYTHING, type Filter, type Order } from '../../../filter/filter.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import type { FilterBarHandle } from '../../panels/filter-bar/FilterBar.tsx'
import { FilterBarPlaceholder } from '../../panels/filter-bar/FilterBarPlaceholder.tsx'
import { describeTimeRange } from '../../panels/filter-bar/pickedTimeRange.ts'
import type { FacetRailHandle } from '../../panels/facets/FacetRail.tsx'
import { LoadLogFilesButton } from '../../panels/load-log-files/LoadLogFilesButton.tsx'
import { currentPreferences, usePreferences } from '../../models/preferences/usePreferences.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import { isReadable } from '../../models/queries/resolvedQuery.ts'
import { fetchRecordAhead } from '../../models/queries/useRecord.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { lazyPart, useWhenIdle } from '../../ui/lazyPart.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { EventHistoryHeader } from './EventHistoryHeader.tsx'
import { EventsHistogram } from './EventsHistogram.tsx'
import { EventsProblem } from './EventsProblem.tsx'
import { toggleStar } from '../noteActions.ts'
import { printQuestion } from './printQuestion.ts'
import { showNoRange, showRange } from './visibleRange.ts'
import { NewEventsPill } from './NewEventsPill.tsx'
import { SelectedEventsBar } from './SelectedEventsBar.tsx'
import { UnreadableFilter } from './UnreadableFilter.tsx'
import { useFacetsPlace } from './useFacetsPlace.ts'
import { pauseLiveTail, switchLiveTail, useFollowing, useLiveTail } from './useLiveTail.ts'
import { useNewEvents } from './useNewEvents.ts'
import { useOpenedEvent, type PositionedEvent } from '../../opened-event/useOpenedEvent.ts'
import { openPreferences } from '../usePreferencesDialog.ts'
import { useExpandedRows } from '../../panels/event-list/model/useExpandedRows.ts'
import { useEventResult } from './useEventResult.ts'
import { openViewsDialog } from '../../panels/views/viewsDialog.ts'
import { toggleSelectedEvent, useSelectedEvents } from './useSelectedEvents.ts'
import './EventHistoryPage.css'

const FilterBar = lazyPart(
  async () => (await import('../../panels/filter-bar/FilterBar.tsx')).FilterBar,
  ({ filter }) => <FilterBarPlaceholder filter={filter} preferences={currentPreferences()} />,
)
const EventsFacets = lazyPart(async () => (await import('./EventsFacets.tsx')).EventsFacets)
const CopyRowsMenu = lazyPart(
  async () => (await import('../../panels/copy-rows/CopyRowsMenu.tsx')).CopyRowsMenu,
)
const OpenedEventPanel = lazyPart(
  async () => (await import('../../opened-event/OpenedEventPanel.tsx')).OpenedEventPanel,
)

const setFilter = (filter: Filter) => go({ filter })
const setOrder = (order: Order) => go({ order })

export function EventHistoryPage() {
  const view = useView()
  const { filter, order, group, openEvent } = view
  const shownColumns = useShownColumns().names
  const zone = usePreferences((preferences) => preferences.zone)
  const columns = useMemo(() => pathColumns(shownColumns), [shownColumns])
  const status = useStatus().data
  const selected = useSelectedEvents((state) => state.ids)

  const events = useEventResult(filter, order, group, columns)
  const { result, query, stale, error } = events
  const count = result?.count
  const { expanded, toggleExpanded } = useExpandedRows(result?.query ?? query)
  const [known, setKnown] = useState<PositionedEvent | null>(null)
  const opened = useOpenedEvent(
    openEvent,
    result?.query ?? query,
    result?.firstPage.asOf,
    result?.columns ?? columns,
    known,
    expanded,
  )
  const [copying, setCopying] = useState<RowsToCopy | null>(null)
  const [atStart, setAtStart] = useState(true)
  const [atNewest, setAtNewest] = useState(true)
  const [listProblem, setListProblem] = useState<Error | null>(null)
  const problem = error ?? listProblem
  const newEventCount = useNewEvents(events, atStart && openEvent === null)
  const tail = useFollowing({ newEventCount, count: result?.rows, atNewest, openEvent, selected })

  // The first rows come before the filter bar, which is drawn right after them without holding anything up; what is
  // opened from the list is fetched when there is nothing else to do.
  const readable = isReadable(filter)
  const whole = useDeferredValue(result !== null || error !== null || !readable, false)
  useWhenIdle(OpenedEventPanel.preload, whole)
  const list = useRef<EventListHandle>(null)
  const filterBar = useRef<FilterBarHandle>(null)
  const body = useRef<HTMLDivElement>(null)
  const facets = useFacetsPlace(body)
  const rail = useRef<FacetRailHandle>(null)
  const toRail = useRef(false)

  const open = (event: CloudTrailEvent, { offset, member }: EventPosition) => {
    fetchRecordAhead(event.id)
    setKnown({ event, offset, member, asOf: result?.firstPage.asOf })
    go({ openEvent: event.id })
    list.current?.reveal({ offset, member })
    list.current?.focus()
  }
  const step = (to: PositionedEvent | undefined) => {
    if (!to) return
    setKnown(to)
    go({ openEvent: to.event.id }, 'replace')
    list.current?.reveal(to)
  }
  const close = () => {
    if (currentView().openEvent === null) return
    go({ openEvent: null })
    list.current?.focus()
  }

  // The rail's code may still be on its way when it is asked for.
  const attachRail = useCallback((handle: FacetRailHandle | null) => {
    rail.current = handle
    if (toRail.current) handle?.focus()
    if (handle) toRail.current = false
  }, [])
  const openFacets = () => {
    toRail.current = rail.current === null
    facets.open()
    rail.current?.focus()
  }
  const closeFacets = () => {
    const hadFocus = facets.shown === 'beside' && rail.current?.hasFocus()
    facets.close()
    if (hadFocus) list.current?.focus()
  }

  // An event that is opened while another question is answered, or came with the link, keeps its place: in the window, once.
  const placedIn = useRef<string | null>(null)
  const { offset, member } = opened
  const question = result && !stale && count !== undefined ? `${printFilter(filter)} ${order} ${group}` : null
  useEffect(() => {
    if (question === null || placedIn.current === question) return
    if (openEvent !== null && offset === undefined) return
    placedIn.current = question
    if (openEvent !== null && typeof offset === 'number') list.current?.reveal({ offset, member }, 'center')
  }, [question, openEvent, offset, member])

  const followAgain = () => {
    switchLiveTail(true)
    list.current?.toNewest()
  }

  const switchLive = () => (useLiveTail.getState().on ? switchLiveTail(false) : followAgain())

  useCommands({
    liveTail: switchLive,
    filter: () => filterBar.current?.focus(),
    filterAsText: () => filterBar.current?.switch(),
    nextRow: () => (list.current?.focus(), list.current?.move(1)),
    previousRow: () => (list.current?.focus(), list.current?.move(-1)),
    facets: () => (rail.current?.hasFocus() ? closeFacets() : openFacets()),
    refresh,
    views: () => openViewsDialog({ kind: 'views' }),
    cellMenu: () => list.current?.openMenu(),
    copyRows: () => list.current?.copyRows(),
    star: () => list.current?.star(),
    previousEvent: opened.previous && (() => step(opened.previous)),
    nextEvent: opened.next && (() => step(opened.next)),
    close: openEvent === null ? undefined : close,
    newestFirst: () => setOrder('newest'),
    oldestFirst: () => setOrder('oldest'),
    clearFilter: () => setFilter(EVERYTHING),
  })

  const facetsPart = whole && facets.shown !== null && (
    <EventsFacets
      key={facets.shown}
      ref={attachRail}
      place={facets.shown}
      result={result}
      stale={stale || !readable}
      filter={filter}
      onFilter={setFilter}
      onClose={closeFacets}
    />
  )

  const linkQuery = useMemo(() => printQuestion(view), [view])

  return (
    <ConsoleShell
      title="Event history"
      height="filled"
      splitPanel={
        openEvent !== null && (
          <OpenedEventPanel id={openEvent} opened={opened} count={result?.rows} onStep={step} />
        )
      }
      splitPanelOpen={openEvent !== null}
      onSplitPanelClose={close}
    >
      <PartBoundary name="The title" resetKeys={[filter, result]}>
        <EventHistoryHeader
          filter={filter}
          order={order}
          count={readable && !error ? count : undefined}
          rows={group === null ? null : result?.rows}
          stale={stale || !readable}
          whole={whole}
          onRefresh={refresh}
          onLive={switchLive}
          facetsShown={facets.shown !== null}
          onFacets={facets.shown === null ? openFacets : closeFacets}
        />
      </PartBoundary>
      {whole ? (
        <PartBoundary name="The filter bar" resetKeys={[filter]}>
          <FilterBar
            ref={filterBar}
            filter={filter}
            query={result && !stale ? result.query : query}
            onFilter={setFilter}
            onLeave={() => list.current?.focus()}
          />
        </PartBoundary>
      ) : (
        <FilterBarPlaceholder filter={filter} preferences={currentPreferences()} />
      )}
      <div ref={body} className="event-history-body">
        {facets.shown === 'beside' && <div className="event-history-facets">{facetsPart}</div>}
        {facets.shown === 'sheet' && facetsPart}
        <div className="event-history-events">
          {(readable || result) && (
            <EventsHistogram
              result={result}
              stale={stale}
              onFilter={setFilter}
              filter={filter}
              order={order}
            />
          )}
          <CopiedCommandNotes filter={filter} />
          {!readable && <UnreadableFilter keepsOld={result !== null} />}
          {problem && readable && (
            <EventsProblem error={problem} keepsOld={result !== null} onRetry={refresh} />
          )}
          <div className="event-history-list">
            <PartBoundary name="The list" resetKeys={[result, columns]}>
              {result === null && !error && readable && <ListPlaceholder />}
              {result && count === 0 && !stale && (
                <EmptyEvents
                  filter={filter}
                  asOf={result.firstPage.asOf}
                  status={status}
                  timeLabel={describeTimeRange(filter.timeRange, zone)}
                  onFilter={setFilter}
                  loadLogFiles={<LoadLogFilesButton variant="primary" />}
                />
              )}
              {result && !(count === 0 && !stale) && (
                <EventList
                  ref={list}
                  listed={result}
                  rows={result.rows ?? tail.countBefore ?? result.firstPage.events.length}
                  expanded={expanded}
                  onToggleExpanded={toggleExpanded}
                  stale={stale || error !== null || !readable}
                  order={order}
                  onOrder={setOrder}
                  openEvent={openEvent}
                  openPosition={typeof offset === 'number' ? { offset, member } : null}
                  onOpen={open}
                  selected={selected}
                  onSelect={toggleSelectedEvent}
                  onStar={toggleStar}
                  onCopyRows={(event, place) =>
                    setCopying({ ids: selected.length > 0 ? selected : [event.id], place })
                  }
                  linkQuery={linkQuery}
                  onChooseColumns={openPreferences}
                  following={tail.following}
                  onAtNewest={setAtNewest}
                  onTakenUp={pauseLiveTail}
                  onAtStart={setAtStart}
                  onSeen={group === null ? showRange : showNoRange}
                  onProblem={setListProblem}
                />
              )}
            </PartBoundary>
            <NewEventsPill count={newEventCount} tail={tail} onShow={refresh} onFollow={followAgain} />
          </div>
        </div>
      </div>
      <SelectedEventsBar />
      {copying && (
        <DialogBoundary onClose={() => setCopying(null)}>
          <CopyRowsMenu {...copying} onClose={() => setCopying(null)} />
        </DialogBoundary>
      )}
    </ConsoleShell>
  )
}
