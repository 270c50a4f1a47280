import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { StatusResponse } from '../../../api/getStatus.ts'
import { isUnknownStore } from './request.ts'
import { statusQuery } from './statusQuery.ts'

/**
 * The contents of the event data store, polled every 5 seconds while the page is visible, every
 * second while log files are loading or the event history of an account is read.
 */
export function useStatus(): UseQueryResult<StatusResponse> {
  return useQuery({
    ...statusQuery,
    refetchInterval: ({ state: { error, data } }) => {
      if (isUnknownStore(error)) return false
      const isReading = data?.loading || data?.liveAccount?.isWhole === false
      return error ? 3000 : isReading ? 1000 : 5000
    },
    refetchOnWindowFocus: 'always',
  })
}
