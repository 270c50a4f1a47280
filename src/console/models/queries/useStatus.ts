import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getStatus, type StatusResponse } from '../../../api/getStatus.ts'
import { PRESENT_STATE } from './queryClient.ts'
import { send } from './request.ts'

/** What the event data store holds, looked at every 5 seconds (every second while it loads) as long as the page is seen. */
export function useStatus(): UseQueryResult<StatusResponse> {
  return useQuery({
    ...statusQuery,
    refetchInterval: (query) => (query.state.error ? 3000 : query.state.data?.loading ? 1000 : 5000),
    refetchOnWindowFocus: 'always',
  })
}

export const statusQuery = {
  queryKey: ['status'],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<StatusResponse> => send(getStatus, {}, signal),
  meta: PRESENT_STATE,
}
