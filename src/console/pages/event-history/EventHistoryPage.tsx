import { refresh } from '../../models/queries/refreshes.ts'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { lazyPart, useWhenIdle } from '../../ui/lazyPart.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { EventHistoryHeader } from './EventHistoryHeader.tsx'
import { EventsFilterBar } from './EventsFilterBar.tsx'
import { EventsHistogram } from './EventsHistogram.tsx'
import { EventsList } from './EventsList.tsx'
import { SelectedEventsBar } from './SelectedEventsBar.tsx'
import { setFilter, useEventHistory } from './useEventHistory.ts'
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

/** Event history. The first rows are drawn before everything that is not needed to read them. */
export function EventHistoryPage() {
  const history = useEventHistory()
  const { view, result, stale, error, readable, whole, list, opened, copying, columnsLeftOut } = history
  const { filter, order, group, openEvent } = view
  const { body, attach, shown, open, close, goToOrClose } = useFacetsPlace(list.focus)
  useEventHistoryCommands(history, goToOrClose)
  useWhenIdle(OpenedEventPanel.preload, whole)
  const problem = error ?? list.error
  const failed = error !== null || !readable
  const keepsOld = result !== null

  const facetsPart = whole && shown !== null && (
    <EventsFacets
      key={shown}
      ref={attach}
      place={shown}
      result={result}
      stale={stale || !readable}
      failed={failed}
      filter={filter}
      onFilter={setFilter}
      onClose={close}
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
      <PartBoundary name="The title" resetKeys={[filter, result?.firstPage]}>
        <EventHistoryHeader
          filter={filter}
          order={order}
          count={result?.count}
          rows={group === null ? null : result?.rows}
          stale={stale}
          failed={failed}
          whole={whole}
          onRefresh={refresh}
          onLive={history.switchLiveTail}
          fieldsShown={shown !== null}
          onFields={shown === null ? open : close}
        />
      </PartBoundary>
      <EventsFilterBar history={history} />
      <div ref={body} className="event-history-body">
        {shown === 'beside' && <div className="event-history-facets">{facetsPart}</div>}
        {shown === 'sheet' && facetsPart}
        <div className="event-history-events">
          {((readable && !problem) || result) && (
            <EventsHistogram
              result={result}
              stale={stale}
              filter={filter}
              order={order}
              visibleRange={list.visibleRange}
              onFilter={setFilter}
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
