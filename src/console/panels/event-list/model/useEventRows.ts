import { useStore } from 'zustand'
import { useScrollWindow } from '../../../ui/useScaledScroller.ts'
import { activeIn } from './listState.ts'
import { useArrivedEvents } from './useArrivedEvents.ts'
import type { EventListModel } from './useEventListModel.ts'
import { useEventSlots } from './useEventSlots.ts'

/**
 * The part of a list that changes on every scroll. Only the component that draws the rows should
 * use it.
 */
export function useEventRows({
  scroller,
  state,
  metrics,
  listed,
  rows,
  expanded,
  following,
}: EventListModel) {
  const window = useScrollWindow(scroller, metrics)
  const loaded = useEventSlots(listed, rows, expanded, window.first, window.end)
  const { slots, arrivedIn } = useArrivedEvents(loaded, listed.query, metrics.count, following)
  const active = useStore(state, (now) => activeIn(now, listed.query))
  const activeColumn = useStore(state, (now) => now.activeColumn)
  return { window, slots, arrivedIn, active, activeColumn }
}
