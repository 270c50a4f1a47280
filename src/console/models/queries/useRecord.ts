import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getEvent } from '../../../api/getEvent.ts'
import { queryClient } from './queryClient.ts'
import { send } from './request.ts'

/** The record byte for byte as it was in the log file. */
export function useRecord(id: string | null): UseQueryResult<string> {
  return useQuery({ ...recordQuery(id ?? ''), enabled: id !== null })
}

/** Requests a record that is about to be shown, before anything is drawn for it. */
export const fetchRecordAhead = (id: string): void => void queryClient.prefetchQuery(recordQuery(id))

export const recordQuery = (id: string) => ({
  queryKey: ['record', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => send(getEvent, { id }, signal),
})
