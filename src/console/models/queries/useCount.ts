import { keepPreviousData, skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Grouping } from '../../../api/grouping.ts'
import { COUNT_EVENTS, type CountEventsResponse } from '../../../api/countEvents.ts'
import { askedKey, askedParams, type Asked } from './asked.ts'
import { getJson, url } from './request.ts'

/** How many events match, exactly, in the state `asOf`, and how many rows they are where they are grouped; asked once that is known. */
export function useCount(asked: Asked, asOf: string | undefined): UseQueryResult<CountEventsResponse> {
  return useQuery({
    queryKey: ['count', ...askedKey(asked), asked.group, asOf],
    queryFn: ({ signal }) => getCount(asked, asOf, asked.group, signal),
    enabled: asOf !== undefined,
    placeholderData: keepPreviousData,
  })
}

/** How many match in the store's present state; asked again whenever the store holds another number of events. */
export function useCountNow(
  asked: Asked | undefined,
  eventCount: number | undefined,
  enabled: boolean,
): UseQueryResult<CountEventsResponse> {
  return useQuery({
    queryKey: ['count-now', ...(asked ? askedKey(asked) : []), eventCount],
    queryFn:
      asked && eventCount !== undefined && enabled
        ? ({ signal }) => getCount(asked, undefined, null, signal)
        : skipToken,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}

const getCount = (
  asked: Asked,
  asOf: string | undefined,
  group: Grouping | null,
  signal: AbortSignal,
): Promise<CountEventsResponse> =>
  getJson(url(COUNT_EVENTS, [...askedParams(asked), ['group', group ?? undefined], ['asOf', asOf]]), signal)
