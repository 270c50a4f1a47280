import { create } from 'zustand'
import { watchStore } from '../../models/address/currentStore.ts'
import type { SelectedEvents } from '../../panels/event-list/model/listSelection.ts'

/**
 * The events selected in the list, by `CloudTrailEvent.id`, in the order of selection. A change of
 * the filter leaves them selected.
 */
export const useSelectedEvents = create<{ readonly ids: readonly string[] }>()(() => ({ ids: [] }))

/** The same, in the form that the list reads and changes. */
export const selectedEvents: SelectedEvents = {
  get: () => useSelectedEvents.getState().ids,
  set: (ids) => useSelectedEvents.setState({ ids }),
}

export const clearSelectedEvents = (): void => useSelectedEvents.setState({ ids: [] })

// Another event data store has other events.
watchStore(clearSelectedEvents)
