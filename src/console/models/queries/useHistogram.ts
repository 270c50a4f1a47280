import { keepPreviousData, skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { EVENT_HISTOGRAM, type EventHistogramResponse } from '../../../api/eventHistogram.ts'
import { resolvedKey, resolvedParams, type ResolvedQuery } from './resolvedQuery.ts'
import { getJson, url } from './request.ts'

/** The matching events over time, in the state `asOf`; asked once that is known. */
export function useHistogram(
  query: ResolvedQuery | undefined,
  asOf: string | undefined,
  enabled: boolean,
): UseQueryResult<EventHistogramResponse> {
  return useQuery({
    queryKey: ['histogram', ...(query ? resolvedKey(query) : []), asOf],
    queryFn:
      query && asOf !== undefined && enabled
        ? ({ signal }): Promise<EventHistogramResponse> =>
            getJson(url(EVENT_HISTOGRAM, [...resolvedParams(query), ['buckets', 90], ['asOf', asOf]]), signal)
        : skipToken,
    placeholderData: keepPreviousData,
  })
}
