import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { RECORD_PATHS, type RecordPathsResponse } from '../../api/recordPaths.ts'
import { getJson, url } from './request.ts'

/** The paths that occur in the records held, most common first. */
export function usePaths(
  contains: string,
  limit: number,
  enabled = true,
): UseQueryResult<RecordPathsResponse> {
  return useQuery({
    queryKey: ['paths', contains, limit],
    queryFn: ({ signal }): Promise<RecordPathsResponse> =>
      getJson(
        url(RECORD_PATHS, [
          ['contains', contains === '' ? undefined : contains],
          ['limit', limit],
        ]),
        signal,
      ),
    enabled,
    staleTime: 60_000,
    placeholderData: (previous) => previous,
  })
}
