import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { fieldValues, type FieldValuesRequest, type FieldValuesResponse } from '../../../api/fieldValues.ts'
import { resolvedKey, type ResolvedQuery } from './resolvedQuery.ts'
import { fetchOnce } from './queryClient.ts'
import { send } from './request.ts'

export function useFieldValues(
  query: ResolvedQuery,
  request: FieldValuesRequest,
  { enabled = true, keepsPrevious = false }: FieldValuesOptions = {},
): UseQueryResult<FieldValuesResponse> {
  return useQuery({
    ...fieldValuesQuery(query, request),
    enabled,
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
  })
}

interface FieldValuesOptions {
  readonly enabled?: boolean
  /** The values of the previous query stay until the new ones have arrived. */
  readonly keepsPrevious?: boolean
}

/** The same, for event handlers, which cannot use hooks: suggestions while the user types. */
export const fetchFieldValues = (
  query: ResolvedQuery,
  request: FieldValuesRequest,
  signal?: AbortSignal,
): Promise<FieldValuesResponse> => fetchOnce(fieldValuesQuery(query, request), signal)

const fieldValuesQuery = (query: ResolvedQuery, { field, limit, prefix, contains }: FieldValuesRequest) => ({
  queryKey: ['values', ...resolvedKey(query), field, limit, prefix, contains],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<FieldValuesResponse> =>
    send(
      fieldValues,
      { filter: query.filter, field, limit, prefix: prefix || undefined, contains: contains || undefined },
      signal,
    ),
  staleTime: 30_000,
})
