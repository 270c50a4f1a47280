import { keepPreviousData, skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { eventHistogram, type EventHistogramResponse } from '../../../api/eventHistogram.ts'
import { resolvedKey, type ResolvedQuery } from './resolvedQuery.ts'
import { send } from './request.ts'

/** The matching events over time, in the state `asOf`. Requested once that is known. */
export function useHistogram(
  query: ResolvedQuery | undefined,
  asOf: string | undefined,
  enabled: boolean,
): UseQueryResult<EventHistogramResponse> {
  return useQuery({
    queryKey: ['histogram', ...(query ? resolvedKey(query) : []), asOf],
    queryFn:
      query && asOf !== undefined && enabled
        ? ({ signal }) =>
            send(eventHistogram, { filter: query.filter, buckets: 90, until: query.until, asOf }, signal)
        : skipToken,
    placeholderData: keepPreviousData,
  })
}
