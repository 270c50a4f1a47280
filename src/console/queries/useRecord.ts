import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getEventPath } from '../../api/getEvent.ts'
import { getText } from './request.ts'

/** The record byte for byte as it was in the log file. */
export function useRecord(id: string | null): UseQueryResult<string> {
  return useQuery({
    queryKey: ['record', id],
    queryFn: ({ signal }) => getText(getEventPath(id ?? ''), signal),
    enabled: id !== null,
  })
}
