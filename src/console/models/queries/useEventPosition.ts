import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { eventPositionPath, type EventPositionResponse } from '../../../api/getEvent.ts'
import { rowsKey, rowsParams, type ResolvedQuery } from './resolvedQuery.ts'
import { PRESENT_STATE } from './queryClient.ts'
import { getJson, url } from './request.ts'

/** One event as the list shows it, and where it stands in the filtered result in the state `asOf` (now, when that is undefined). */
export function useEventPosition(
  id: string | null,
  query: ResolvedQuery,
  asOf: string | undefined,
): UseQueryResult<EventPositionResponse> {
  return useQuery({
    queryKey: ['position', id, ...rowsKey(query), asOf],
    queryFn: ({ signal }): Promise<EventPositionResponse> =>
      getJson(url(eventPositionPath(id ?? ''), [...rowsParams(query), ['asOf', asOf]]), signal),
    enabled: id !== null,
    ...(asOf === undefined && { meta: PRESENT_STATE }),
    // The event stays shown while its place in another filter is being looked up.
    placeholderData: (previous, before) => (before?.queryKey[1] === id ? previous : undefined),
  })
}
