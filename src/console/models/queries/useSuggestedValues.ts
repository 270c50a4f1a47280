import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { suggestValues, type SuggestValuesResponse } from '../../../api/suggestValues.ts'
import { fetchOnce } from './queryClient.ts'
import { send } from './request.ts'
import { resolvedKey, type ResolvedQuery } from './resolvedQuery.ts'
import { isLookedUp } from './suggestionLength.ts'

/** How many values of each field are suggested. */
const MOST = 5

/**
 * The values of several fields that contain a text. Those for the previous text stay until new ones
 * have arrived.
 */
export function useSuggestedValues(
  query: ResolvedQuery,
  contains: string,
  enabled = true,
): UseQueryResult<SuggestValuesResponse> {
  return useQuery({
    ...suggestedValuesQuery(query, contains),
    enabled: enabled && isLookedUp(contains),
    placeholderData: keepPreviousData,
  })
}

/** The same, for event handlers, which cannot use hooks. */
export const fetchSuggestedValues = (
  query: ResolvedQuery,
  contains: string,
  signal?: AbortSignal,
): Promise<SuggestValuesResponse> => fetchOnce(suggestedValuesQuery(query, contains), signal)

function suggestedValuesQuery(query: ResolvedQuery, contains: string) {
  // The server rejects unreadable tokens.
  const tokens = query.filter.tokens.filter(({ kind }) => kind !== 'unreadable')
  const readable = { ...query, filter: { ...query.filter, tokens } }
  return {
    queryKey: ['suggestions', ...resolvedKey(readable), contains],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<SuggestValuesResponse> =>
      send(suggestValues, { filter: readable.filter, contains, limit: MOST }, signal),
    staleTime: 30_000,
  }
}
