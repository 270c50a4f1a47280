import { accountActionPath, type PerformedActionResponse } from '../../../api/accountActions.ts'
import { LOOKUP_EVENTS, type LookupEventsResponse } from '../../../api/lookupEvents.ts'
import { queryClient } from './queryClient.ts'
import { getJson, post, url } from './request.ts'

/** Does something in the simulated account. */
export const performAction = (name: string): Promise<PerformedActionResponse> =>
  post<PerformedActionResponse>(accountActionPath(name), '')

/** Whether an event is in the event history yet. When it is, the page is told that there is something new. */
export async function isDelivered(eventID: string): Promise<boolean> {
  const found = await getJson<LookupEventsResponse>(
    url(LOOKUP_EVENTS, [
      ['eventID', eventID],
      ['maxResults', 1],
    ]),
  )
  if (found.events.length === 0) return false
  await queryClient.invalidateQueries({ queryKey: ['status'] })
  return true
}
