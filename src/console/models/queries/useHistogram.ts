import { keepPreviousData, skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { EVENT_HISTOGRAM, type EventHistogramResponse } from '../../../api/eventHistogram.ts'
import { askedKey, askedParams, type Asked } from './asked.ts'
import { getJson, url } from './request.ts'

/** The matching events over time, in the state `asOf`; asked once that is known. */
export function useHistogram(
  asked: Asked | undefined,
  asOf: string | undefined,
  enabled: boolean,
): UseQueryResult<EventHistogramResponse> {
  return useQuery({
    queryKey: ['histogram', ...(asked ? askedKey(asked) : []), asOf],
    queryFn:
      asked && asOf !== undefined && enabled
        ? ({ signal }): Promise<EventHistogramResponse> =>
            getJson(url(EVENT_HISTOGRAM, [...askedParams(asked), ['buckets', 90], ['asOf', asOf]]), signal)
        : skipToken,
    placeholderData: keepPreviousData,
  })
}
