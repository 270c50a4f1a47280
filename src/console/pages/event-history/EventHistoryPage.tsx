import { refresh } from '../../models/queries/refreshes.ts'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { lazyPart, useWhenIdle } from '../../ui/lazyPart.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { useSteady } from '../../ui/useSteady.ts'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { EventHistoryHeader } from './EventHistoryHeader.tsx'
import { EventsFilterBar } from './EventsFilterBar.tsx'
import { EventsHistogram } from './EventsHistogram.tsx'
import { EventsList } from './EventsList.tsx'
import { SelectedEventsBar } from './SelectedEventsBar.tsx'
import { setTimeRange, useEventHistory } from './useEventHistory.ts'
import { useEventHistoryCommands } from './useEventHistoryCommands.ts'
import { useFacetsPlace } from './useFacetsPlace.ts'
import { viewTitle } from './viewTitle.ts'
import './EventHistoryPage.css'

const EventsFacets = lazyPart(async () => (await import('./EventsFacets.tsx')).EventsFacets)
const EventsProblem = lazyPart(async () => (await import('./EventsProblem.tsx')).EventsProblem)
const TooManyColumns = lazyPart(async () => (await import('./TooManyColumns.tsx')).TooManyColumns)
const UnreadableFilter = lazyPart(async () => (await import('./UnreadableFilter.tsx')).UnreadableFilter)
const CopyRowsMenu = lazyPart(
  async () => (await import('../../panels/copy-rows/CopyRowsMenu.tsx')).CopyRowsMenu,
)
const OpenedEventPanel = lazyPart(
  async () => (await import('../../opened-event/OpenedEventPanel.tsx')).OpenedEventPanel,
)

/**
 * Event history. The rows of the list are drawn before everything else: at the start, and whenever
 * other events are asked for or have arrived.
 */
export function EventHistoryPage() {
  const history = useEventHistory()
  const { view, around, result, error, readable, whole, list, opened, copying, columnsLeftOut } = history
  const { group, openEvent } = view
  const { body, attach, shown, open, close, goToOrClose } = useFacetsPlace(list.focus)
  useEventHistoryCommands(history, goToOrClose)
  useWhenIdle(OpenedEventPanel.preload, whole)
  const onLive = useSteady(history.switchLiveTail)
  const openFields = useSteady(open)
  const closeFields = useSteady(close)
  const problem = error ?? list.error
  const keepsOld = result !== null

  const facetsPart = whole && shown !== null && (
    <EventsFacets
      key={shown}
      ref={attach}
      place={shown}
      result={around.result}
      stale={around.stale || around.failed}
      failed={around.failed}
      filter={around.filter}
      onFilter={history.onFilter}
      onClose={closeFields}
    />
  )
  return (
    <ConsoleShell
      title={viewTitle(view, openEvent === null ? undefined : opened.event)}
      height="filled"
      panel={
        openEvent === null ? null : (
          <OpenedEventPanel
            id={openEvent}
            opened={opened}
            count={result?.rows}
            onStep={history.step}
            onClose={history.close}
          />
        )
      }
    >
      <PartBoundary name="The title" resetKeys={[around.filter, around.result?.firstPage]}>
        <EventHistoryHeader
          filter={around.filter}
          order={around.order}
          count={around.result?.count}
          rows={group === null ? null : around.result?.rows}
          stale={around.stale}
          failed={around.failed}
          whole={whole}
          onRefresh={refresh}
          onLive={onLive}
          fieldsShown={shown !== null}
          onFields={shown === null ? openFields : closeFields}
        />
      </PartBoundary>
      <EventsFilterBar
        filter={around.filter}
        query={around.query}
        whole={whole}
        onFilter={history.onFilter}
        onLeave={list.focus}
      />
      <div ref={body} className="event-history-body">
        {shown === 'beside' && <div className="event-history-facets">{facetsPart}</div>}
        {shown === 'sheet' && facetsPart}
        <div className="event-history-events">
          {((readable && !problem) || result) && (
            <EventsHistogram
              result={around.result}
              stale={around.stale}
              filter={around.filter}
              order={around.order}
              visibleRange={list.visibleRange}
              onTimeRange={setTimeRange}
            />
          )}
          {!readable && <UnreadableFilter keepsOld={keepsOld} />}
          {problem && readable && <EventsProblem error={problem} keepsOld={keepsOld} onRetry={refresh} />}
          {columnsLeftOut > 0 && <TooManyColumns leftOut={columnsLeftOut} />}
          <EventsList history={history} />
        </div>
      </div>
      <SelectedEventsBar />
      {copying && (
        <DialogBoundary onClose={history.stopCopying}>
          <CopyRowsMenu {...copying} onClose={history.stopCopying} />
        </DialogBoundary>
      )}
    </ConsoleShell>
  )
}
