import { useQuery } from '@tanstack/react-query'
import { lookupEvents } from '../../../api/lookupEvents.ts'
import { CURRENT_STATE } from './queryClient.ts'
import { send } from './request.ts'
import { useStatus } from './useStatus.ts'

/**
 * The mark of the store's current state, for counts that belong to no list; undefined until it is
 * known.
 */
export function useAsOf(): string | undefined {
  const eventCount = useStatus().data?.eventCount
  return useQuery({
    queryKey: ['as-of', eventCount],
    queryFn: ({ signal }) => send(lookupEvents, { maxResults: 1 }, signal),
    placeholderData: (previous) => previous,
    gcTime: 0,
    meta: CURRENT_STATE,
  }).data?.asOf
}
