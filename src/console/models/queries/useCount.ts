import { keepPreviousData, skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Grouping } from '../../../api/grouping.ts'
import { countEvents, type CountEventsResponse } from '../../../api/countEvents.ts'
import { resolvedKey, type ResolvedQuery } from './resolvedQuery.ts'
import { send } from './request.ts'

/**
 * How many events match, exactly, in the state `asOf`, and how many rows they are when they are
 * grouped. Requested once `asOf` is known.
 */
export function useCount(
  query: ResolvedQuery,
  asOf: string | undefined,
): UseQueryResult<CountEventsResponse> {
  return useQuery({
    queryKey: ['count', ...resolvedKey(query), query.group, asOf],
    queryFn: ({ signal }) => getCount(query, asOf, query.group, signal),
    enabled: asOf !== undefined,
    placeholderData: keepPreviousData,
  })
}

/**
 * How many events match in the current state of the store. Counted again whenever the number of
 * stored events changes.
 */
export function useCountNow(
  query: ResolvedQuery | undefined,
  eventCount: number | undefined,
  enabled: boolean,
): UseQueryResult<CountEventsResponse> {
  return useQuery({
    queryKey: ['count-now', ...(query ? resolvedKey(query) : []), eventCount],
    queryFn:
      query && eventCount !== undefined && enabled
        ? ({ signal }) => getCount(query, undefined, null, signal)
        : skipToken,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}

const getCount = (
  { filter }: ResolvedQuery,
  asOf: string | undefined,
  group: Grouping | null,
  signal: AbortSignal,
): Promise<CountEventsResponse> => send(countEvents, { filter, group: group ?? undefined, asOf }, signal)
