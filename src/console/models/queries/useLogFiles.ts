import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { listLogFiles, type LogFilesRequest, type LogFilesResponse } from '../../../api/listLogFiles.ts'
import { send } from './request.ts'

/** A page of the log files. `mark` changes when something has been loaded or removed since. */
export function useLogFiles(
  request: LogFilesRequest,
  mark: string | undefined,
): UseQueryResult<LogFilesResponse> {
  return useQuery({
    queryKey: ['log-files', request, mark],
    queryFn: ({ signal }) => send(listLogFiles, request, signal),
    enabled: mark !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 5000,
  })
}
