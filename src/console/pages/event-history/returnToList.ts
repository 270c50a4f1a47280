import { create } from 'zustand'
import { go } from '../../models/address/useView.ts'
import type { View } from '../../models/address/view.ts'

/** The event that the list shows at its place when it is next opened; null once it does. */
export const useReturnedEvent = create<{ readonly id: string | null }>()(() => ({ id: null }))

/** Goes back to the list from a page about an event, to the place of the event. */
export function returnToList(view: View, id: string): void {
  useReturnedEvent.setState({ id })
  go({ ...view, openEvent: null })
}

export const forgetReturnedEvent = (): void => useReturnedEvent.setState({ id: null })
