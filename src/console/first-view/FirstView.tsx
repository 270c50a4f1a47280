import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import { go } from '../models/address/useView.ts'
import type { ShownColumns } from '../models/address/shownColumns.ts'
import type { View } from '../models/address/view.ts'
import { FirstEvents } from './FirstEvents.tsx'
import { ListPlaceholder } from '../panels/event-list/ListPlaceholder.tsx'
import { FilterBarPlaceholder } from '../panels/filter-bar/FilterBarPlaceholder.tsx'
import type { Preferences } from '../models/preferences/preferences.ts'
import { TopBarTitle } from '../shell/TopBarTitle.tsx'
import { linkQueryOf } from '../pages/event-history/linkQuery.ts'
import { hasRoomForFacets } from '../pages/event-history/useFacetsPlace.ts'
import '../panels/histogram/Histogram.css'
import '../shell/Shell.css'
import '../shell/SplitView.css'
import '../pages/event-history/EventHistoryHeader.css'
import '../pages/event-history/EventHistoryPage.css'
import '../pages/event-history/EventsHistogram.css'
import './FirstView.css'

export interface FirstViewProps {
  readonly view: View
  readonly columns: ShownColumns
  readonly preferences: Preferences
  /** Undefined until the first request is answered. */
  readonly firstPage: LookupEventsResponse | undefined
  readonly windowWidth: number
  readonly windowHeight: number
}

/**
 * Event history before React and Cloudscape have loaded: every part is where they will put it, and
 * the first events can be read and opened. Drawn by `drawElement`, so nothing in it has hooks.
 */
export function FirstView(props: FirstViewProps) {
  const { view, columns, preferences, firstPage, windowWidth, windowHeight } = props
  const { filter, order } = view
  return (
    <>
      <div className="top-bar">
        <span className="first-view-menu" />
        <TopBarTitle />
      </div>
      <div className="shell-frame shell-frame-filled">
        <div className="split-view">
          <div className="split-view__content">
            <div className="shell-content">
              <div className="event-history-header">
                <div className="event-history-title">
                  Event history <span className="event-history-count">(…)</span>
                </div>
                <div className="event-history-actions" />
              </div>
              <FilterBarPlaceholder filter={filter} preferences={preferences} />
              <div className="event-history-body">
                {preferences.facetsOpen && hasRoomForFacets(windowWidth) && (
                  <div className="event-history-facets" />
                )}
                <div className="event-history-events">
                  <div className="events-histogram">
                    <div
                      className="histogram first-view-histogram"
                      data-hidden={preferences.histogramOpen ? undefined : true}
                    >
                      {preferences.histogramOpen && <div className="histogram__skeleton" />}
                    </div>
                  </div>
                  <div className="event-history-list">
                    {firstPage ? (
                      <FirstEvents
                        events={firstPage.events}
                        columns={columns}
                        preferences={preferences}
                        order={order}
                        linkQuery={linkQueryOf(view)}
                        windowHeight={windowHeight}
                        onOpen={(event) => go({ openEvent: event.id })}
                        onOrder={(wanted) => go({ order: wanted })}
                      />
                    ) : (
                      <ListPlaceholder />
                    )}
                  </div>
                </div>
              </div>
            </div>
          </div>
        </div>
      </div>
    </>
  )
}
