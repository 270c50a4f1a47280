import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { eventPosition, type EventPositionResponse } from '../../../api/eventPosition.ts'
import { rowsKey, rowsRequest, type ResolvedQuery } from './resolvedQuery.ts'
import { compareNotes } from './heldNotes.ts'
import { CURRENT_STATE } from './queryClient.ts'
import { send } from './request.ts'

/**
 * One event as the list shows it, and its position in the filtered result in the state `asOf` (the
 * current one when that is undefined).
 */
export function useEventPosition(
  id: string | null,
  query: ResolvedQuery,
  asOf: string | undefined,
): UseQueryResult<EventPositionResponse> {
  return useQuery({
    queryKey: ['position', id, ...rowsKey(query), asOf],
    queryFn: async ({ signal }) => {
      const position = await send(eventPosition, { id: id ?? '', ...rowsRequest(query), asOf }, signal)
      compareNotes([position.event])
      return position
    },
    enabled: id !== null,
    ...(asOf === undefined && { meta: CURRENT_STATE }),
    // The event stays visible while its position under another filter is requested.
    placeholderData: (previous, before) => (before?.queryKey[1] === id ? previous : undefined),
  })
}
