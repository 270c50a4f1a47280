import { create } from 'zustand'
import { watchStore } from '../../models/address/currentStore.ts'

/**
 * The events selected in the list, by `CloudTrailEvent.id`, in the order of selection. A change of
 * the filter leaves them selected.
 */
export const useSelectedEvents = create<{ readonly ids: readonly string[] }>()(() => ({ ids: [] }))

export function toggleSelectedEvent(id: string): void {
  useSelectedEvents.setState(({ ids }) => ({
    ids: ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id],
  }))
}

export const clearSelectedEvents = (): void => useSelectedEvents.setState({ ids: [] })

// Another event data store has other events.
watchStore(clearSelectedEvents)
