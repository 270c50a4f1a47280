import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { listProblems, type ProblemsResponse } from '../../../api/listProblems.ts'
import { send } from './request.ts'

/** A page of the import report. `mark` changes when something has been loaded or removed since. */
export function useProblems(
  offset: number,
  limit: number,
  mark: string | undefined,
): UseQueryResult<ProblemsResponse> {
  return useQuery({
    queryKey: ['problems', offset, limit, mark],
    queryFn: ({ signal }) => send(listProblems, { offset, limit }, signal),
    placeholderData: keepPreviousData,
    staleTime: 5000,
  })
}
