import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { StatusResponse } from '../../../api/getStatus.ts'
import { isUnknownStore } from './request.ts'
import { statusQuery } from './statusQuery.ts'

/**
 * The contents of the event data store, polled every 5 seconds while the page is visible, every
 * second while log files are loading.
 */
export function useStatus(): UseQueryResult<StatusResponse> {
  return useQuery({
    ...statusQuery,
    refetchInterval: ({ state: { error, data } }) => {
      if (isUnknownStore(error)) return false
      return error ? 3000 : data?.loading ? 1000 : 5000
    },
    refetchOnWindowFocus: 'always',
  })
}
