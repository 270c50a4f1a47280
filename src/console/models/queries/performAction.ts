import { performAccountAction, type PerformedActionResponse } from '../../../api/accountActions.ts'
import { lookupEvents } from '../../../api/lookupEvents.ts'
import { token } from '../../../filter/edit.ts'
import { EVERYTHING } from '../../../filter/filter.ts'
import { queryClient } from './queryClient.ts'
import { send } from './request.ts'

/** Does something in the simulated account. */
export const performAction = (name: string): Promise<PerformedActionResponse> =>
  send(performAccountAction, { name })

/** Whether an event is in the event history yet. When it is, the page is told that there is something new. */
export async function isDelivered(eventID: string): Promise<boolean> {
  const ofID = token('eventID', '=', eventID)
  const found = await send(lookupEvents, { filter: { ...EVERYTHING, tokens: [ofID] }, maxResults: 1 })
  if (found.events.length === 0) return false
  await queryClient.invalidateQueries({ queryKey: ['status'] })
  return true
}
