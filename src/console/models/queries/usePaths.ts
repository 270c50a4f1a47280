import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { recordPaths, type RecordPathsResponse } from '../../../api/recordPaths.ts'
import { fetchOnce } from './queryClient.ts'
import { send } from './request.ts'

/** The paths that occur in the stored records, most frequent first. */
export function usePaths(
  contains: string,
  limit: number,
  enabled = true,
): UseQueryResult<RecordPathsResponse> {
  return useQuery({ ...pathsQuery(contains, limit), enabled, placeholderData: (previous) => previous })
}

/** The same, for event handlers, which cannot use hooks. */
export const fetchPaths = (
  contains: string,
  limit: number,
  signal?: AbortSignal,
): Promise<RecordPathsResponse> => fetchOnce(pathsQuery(contains, limit), signal)

const pathsQuery = (contains: string, limit: number) => ({
  queryKey: ['paths', contains, limit],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<RecordPathsResponse> =>
    send(recordPaths, { contains: contains || undefined, limit }, signal),
  staleTime: 60_000,
})
