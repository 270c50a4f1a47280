import { eventPosition } from '../../../api/eventPosition.ts'
import { currentStore } from '../../models/address/currentStore.ts'
import { startView } from '../../models/address/startView.ts'
import { currentView, go } from '../../models/address/useView.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import { send } from '../../models/queries/request.ts'
import { isReadable } from '../../models/queries/resolvedQuery.ts'
import type { View } from '../../models/address/view.ts'

/** The simulated account, where actions are performed, is the default event data store. */
const STORE = null

/** The current list, or that of the account while another store is shown. */
const listBehind = (): View =>
  currentStore() === STORE ? { ...currentView(), openEvent: null } : startView(STORE)

/** The page of an event, from which the user returns to that list. */
export const pageOfEvent = (id: string) => ({ kind: 'event-details', id, view: listBehind() }) as const

/** Opens an event beside the list if the list contains it, otherwise on its own page. */
export async function openLeftEvent(id: string): Promise<void> {
  const view = listBehind()
  if (await contains(view, id)) {
    go({ ...view, openEvent: id }, 'push', STORE)
    // It was delivered after the list was read.
    refresh()
  } else go(pageOfEvent(id), 'push', STORE)
}

async function contains({ filter }: View, id: string): Promise<boolean> {
  if (!isReadable(filter)) return false
  try {
    return (await send(eventPosition, { id, filter, store: undefined })).offset !== null
  } catch {
    // Its page says why it can’t be displayed.
    return false
  }
}
