import { skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { countEvents, type CountEventsResponse } from '../../../api/countEvents.ts'
import { eventBreakdown, type EventBreakdownResponse } from '../../../api/eventBreakdown.ts'
import type { RequestOf } from '../../../api/operation.ts'
import { CURRENT_STATE } from './queryClient.ts'
import { resolvedKey, type ResolvedQuery } from './resolvedQuery.ts'
import { send } from './request.ts'

/** What is counted, and how. */
export type BreakdownRequest = Omit<RequestOf<typeof eventBreakdown>, 'filter' | 'asOf' | 'until'>

/**
 * How many events match, and in which state of the store. Everything else of the same query is
 * counted in that state.
 */
export const useSnapshot = (query: ResolvedQuery, enabled: boolean): UseQueryResult<CountEventsResponse> =>
  useQuery({
    queryKey: ['snapshot', ...resolvedKey(query)],
    queryFn: enabled ? ({ signal }) => send(countEvents, { filter: query.filter }, signal) : skipToken,
    meta: CURRENT_STATE,
  })

/** The matching events by the values of a field, in the state `asOf`. Requested once that is known. */
export const useBreakdown = (
  query: ResolvedQuery,
  asOf: string | undefined,
  request: BreakdownRequest,
): UseQueryResult<EventBreakdownResponse> =>
  useQuery({
    queryKey: ['breakdown', ...resolvedKey(query), request, asOf],
    queryFn:
      asOf === undefined
        ? skipToken
        : ({ signal }) =>
            send(
              eventBreakdown,
              {
                ...request,
                filter: query.filter,
                until: request.buckets === undefined ? undefined : query.until,
                asOf,
              },
              signal,
            ),
  })
