import { create } from 'zustand'
import { go } from '../../models/address/useView.ts'
import type { View } from '../../models/address/view.ts'

/** The event at whose position the list is next opened; null once it is shown there. */
export const useReturnedEvent = create<{ readonly id: string | null }>()(() => ({ id: null }))

/** Goes from the page of an event back to the list, to the position of the event. */
export function returnToList(view: View, id: string): void {
  useReturnedEvent.setState({ id })
  go({ ...view, openEvent: null })
}

export const forgetReturnedEvent = (): void => useReturnedEvent.setState({ id: null })
