import type { ExerciseStep } from '../../../api/account.ts'
import { eventPosition } from '../../../api/eventPosition.ts'
import { token } from '../../../filter/edit.ts'
import { EVERYTHING } from '../../../filter/filter.ts'
import { currentStore } from '../../models/address/currentStore.ts'
import { startView } from '../../models/address/startView.ts'
import { currentPage, currentView, go } from '../../models/address/useView.ts'
import { HOME, type View } from '../../models/address/view.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import { send } from '../../models/queries/request.ts'
import { isReadable } from '../../models/queries/resolvedQuery.ts'

/** The simulated account, where steps are performed, is the default event data store. */
const STORE = null

/** The list on the page; elsewhere, or while another store is shown, the one that `/` shows. */
const listBehind = (): View =>
  currentStore() === STORE && currentPage().kind === 'event-history'
    ? { ...currentView(), openEvent: null }
    : startView(STORE)

/** A list that contains the event, whatever kind it is: the newest of its name are first. */
const listOfName = ({ eventName }: ExerciseStep): View => ({
  ...HOME,
  filter: { ...EVERYTHING, tokens: [token('eventName', '=', eventName)] },
})

/** Where the event of a step is opened if the list does not contain it. */
export const viewOfEvent = (step: ExerciseStep, eventID: string): View => ({
  ...listOfName(step),
  openEvent: eventID,
})

/** Opens the event of a step beside the list if that contains it, otherwise beside the events of its name. */
export async function openPerformedEvent(step: ExerciseStep, eventID: string): Promise<void> {
  const view = listBehind()
  const isListed = await contains(view, eventID)
  go(isListed ? { ...view, openEvent: eventID } : viewOfEvent(step, eventID), 'push', STORE)
  // It was delivered after the list was read.
  refresh()
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
