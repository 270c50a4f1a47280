import { useEffect, useRef } from 'react'
import { currentView, go } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { speak } from '../../ui/announce.ts'
import { lazyPart, useWhenIdle } from '../../ui/lazyPart.tsx'
import { formatCount } from '../../ui/numbers.ts'
import { clearSelectedEvents, useSelectedEvents } from './useSelectedEvents.ts'

const SelectedEventsActions = lazyPart(
  async () => (await import('./SelectedEventsActions.tsx')).SelectedEventsActions,
)

/** More columns than this cannot be read side by side, and do not fit an address. */
const MOST_COMPARED = 20

/** Actions on the selected events, below the list so that selecting the first one moves no row. */
export function SelectedEventsBar() {
  const ids = useSelectedEvents((state) => state.ids)
  const { length } = ids
  const compare =
    length > 0 && length <= MOST_COMPARED
      ? () => go({ kind: 'compare-events', ids, view: currentView() })
      : undefined
  useCommands({ compare, clearSelection: length > 0 ? clearSelectedEvents : undefined })
  useWhenIdle(SelectedEventsActions.preload, true)
  const before = useRef(length)
  useEffect(() => {
    if (before.current !== length) speak(length > 0 ? `${formatCount(length)} selected` : 'Selection cleared')
    before.current = length
  }, [length])
  return length > 0 && <SelectedEventsActions ids={ids} most={MOST_COMPARED} onCompare={compare} />
}
