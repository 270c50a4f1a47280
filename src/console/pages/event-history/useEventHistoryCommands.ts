import { EVERYTHING } from '../../../filter/filter.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { currentNow, refresh } from '../../models/queries/refreshes.ts'
import { boundedBy } from '../../models/value-menu/timeBounds.ts'
import { openViewsDialog } from '../../panels/views/viewsDialog.ts'
import { announce } from '../../ui/announce.ts'
import { setFilter, setOrder, type EventHistory } from './useEventHistory.ts'

/** The commands of Event history that no other component binds. */
export function useEventHistoryCommands(history: EventHistory, goToFacets: () => void): void {
  const { view, list, opened, step } = history
  const { previous, next } = opened
  const move = (by: 1 | -1) => {
    list.focus()
    list.perform({ kind: 'move', by })
  }
  const bound = (side: 'start' | 'end') => {
    const time = list.activeEvent()?.eventTime
    if (!time) return announce('Move to an event first (j or k)')
    const { filter } = view
    setFilter({ ...filter, timeRange: boundedBy(time, side, filter.timeRange, currentNow()) })
  }
  useCommands({
    liveTail: history.switchLiveTail,
    nextRow: () => move(1),
    previousRow: () => move(-1),
    facets: goToFacets,
    refresh,
    views: () => openViewsDialog({ kind: 'views' }),
    cellMenu: list.openMenu,
    copyRows: list.copyRows,
    star: list.starActive,
    fromHere: () => bound('start'),
    untilHere: () => bound('end'),
    previousEvent: previous && (() => step(previous)),
    nextEvent: next && (() => step(next)),
    close: view.openEvent === null ? undefined : history.close,
    newestFirst: () => setOrder('newest'),
    oldestFirst: () => setOrder('oldest'),
    clearFilter: () => setFilter(EVERYTHING),
  })
}
