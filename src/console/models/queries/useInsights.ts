import {
  keepPreviousData,
  skipToken,
  useMutation,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import {
  addInsights,
  getInsight,
  insightMetricData,
  listInsights,
  type InsightMetricDataRequest,
  type InsightMetricDataResponse,
  type InsightResponse,
  type InsightsResponse,
} from '../../../api/insights.ts'
import type { Filter } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { queryClient } from './queryClient.ts'
import { RequestProblem, send } from './request.ts'
import { statusQuery } from './statusQuery.ts'

/** Insights come with new events. */
const LOOK_AGAIN_MS = 15_000

/** The insights whose records match the filter, newest first. */
export function useInsights(filter: Filter): UseQueryResult<InsightsResponse> {
  return useQuery({
    queryKey: ['insights', printFilter(filter)],
    queryFn: ({ signal }) => send(listInsights, { filter }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => !(state.error instanceof RequestProblem) && LOOK_AGAIN_MS,
    refetchOnWindowFocus: 'always',
  })
}

/** One insight, looked at again until it is over. */
export function useInsight(id: string): UseQueryResult<InsightResponse> {
  return useQuery({
    queryKey: ['insight', id],
    queryFn: ({ signal }) => send(getInsight, { id }, signal),
    refetchInterval: ({ state: { data } }) => data?.endTime === null && LOOK_AGAIN_MS,
  })
}

/** The rate of calls or errors in a time range that is not going to change. */
export function useInsightRate(
  request: InsightMetricDataRequest | undefined,
): UseQueryResult<InsightMetricDataResponse> {
  return useQuery({
    queryKey: ['insight-rate', request],
    queryFn: request ? ({ signal }) => send(insightMetricData, request, signal) : skipToken,
    placeholderData: keepPreviousData,
  })
}

/** Adds the insights that were found here to the log files. */
export const useAddInsights = () =>
  useMutation({
    mutationFn: () => send(addInsights, {}),
    // It is not over until the list says that they are added.
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['insights'] }),
        queryClient.invalidateQueries({ queryKey: statusQuery.queryKey }),
      ]),
  })
