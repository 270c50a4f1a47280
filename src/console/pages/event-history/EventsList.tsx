import { useMemo } from 'react'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { refresh, useNow } from '../../models/queries/refreshes.ts'
import { useDigestGaps } from '../../models/queries/useDigestGaps.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { EventList } from '../../panels/event-list/EventList.tsx'
import { relevantGaps } from '../../panels/event-list/model/gapMarks.ts'
import { ListPlaceholder } from '../../panels/event-list/ListPlaceholder.tsx'
import { describeTimeRange } from '../../panels/filter-bar/timeRangeWords.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { openPreferences } from '../usePreferencesDialog.ts'
import { NewEventsPill } from './NewEventsPill.tsx'
import { setFilter, setOrder, type EventHistory } from './useEventHistory.ts'

const EmptyEvents = lazyPart(
  async () => (await import('../../panels/empty-events/EmptyEvents.tsx')).EmptyEvents,
)
const LoadLogFilesButton = lazyPart(
  async () => (await import('../../panels/load-log-files/LoadLogFilesButton.tsx')).LoadLogFilesButton,
)

/** The rows of the result, or the reason why there are none. */
export function EventsList({ history }: { readonly history: EventHistory }) {
  const { result, stale, error, readable, columns, list, newEventCount, follow, whole } = history
  const { filter } = history.view
  const found = useDigestGaps(whole)
  const nowMs = useNow()
  const gaps = useMemo(() => relevantGaps(found, filter, nowMs), [found, filter, nowMs])
  const { offset, member } = history.opened
  const openPosition = useMemo(
    () => (typeof offset === 'number' ? { offset, member } : null),
    [offset, member],
  )
  return (
    <div className="event-history-list">
      <PartBoundary name="The list" resetKeys={[result?.firstPage, columns]}>
        {result === null ? (
          !error && readable && <ListPlaceholder />
        ) : result.count === 0 && !stale ? (
          <NoEvents history={history} asOf={result.asOf} />
        ) : (
          <EventList
            model={list}
            stale={stale || error !== null || !readable}
            openEvent={history.view.openEvent}
            openPosition={openPosition}
            selected={history.selected}
            gaps={gaps}
            linkQuery={history.linkQuery}
            onOrder={setOrder}
            onChooseColumns={openPreferences}
          />
        )}
      </PartBoundary>
      <NewEventsPill count={newEventCount} following={list.following} onShow={refresh} onFollow={follow} />
    </div>
  )
}

function NoEvents({ history, asOf }: { readonly history: EventHistory; readonly asOf: string }) {
  const { filter } = history.view
  const zone = usePreferences((preferences) => preferences.zone)
  const status = useStatus().data
  return (
    <EmptyEvents
      filter={filter}
      asOf={asOf}
      status={status}
      timeLabel={describeTimeRange(filter.timeRange, zone)}
      onFilter={setFilter}
      loadLogFiles={<LoadLogFilesButton />}
    />
  )
}
