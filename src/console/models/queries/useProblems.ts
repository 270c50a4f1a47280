import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { PROBLEMS, type ProblemsResponse } from '../../../api/status.ts'
import { getJson, url } from './request.ts'

/** A page of the load report. `mark` is how many problems `useStatus` has seen: more of them are another question. */
export function useProblems(offset: number, limit: number, mark: number): UseQueryResult<ProblemsResponse> {
  return useQuery({
    queryKey: ['problems', offset, limit, mark],
    queryFn: ({ signal }): Promise<ProblemsResponse> =>
      getJson(
        url(PROBLEMS, [
          ['offset', offset],
          ['limit', limit],
        ]),
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: 5000,
  })
}
