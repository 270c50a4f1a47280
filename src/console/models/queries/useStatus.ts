import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { StatusResponse } from '../../../api/getStatus.ts'
import { statusQuery } from './statusQuery.ts'

/**
 * What the event data store holds, polled every 5 seconds while the page is visible, every second
 * while log files load.
 */
export function useStatus(): UseQueryResult<StatusResponse> {
  return useQuery({
    ...statusQuery,
    refetchInterval: (query) => (query.state.error ? 3000 : query.state.data?.loading ? 1000 : 5000),
    refetchOnWindowFocus: 'always',
  })
}
