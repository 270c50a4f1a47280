import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { FIELD_VALUES, type FieldValuesRequest, type FieldValuesResponse } from '../../../api/fieldValues.ts'
import { askedKey, askedParams, type Asked } from './asked.ts'
import { fetchOnce } from './queryClient.ts'
import { getJson, url } from './request.ts'

export function useFieldValues(
  asked: Asked,
  request: FieldValuesRequest,
  enabled = true,
): UseQueryResult<FieldValuesResponse> {
  return useQuery({ ...fieldValuesQuery(asked, request), enabled })
}

/** The same for a handler that has no use for a hook: suggestions while someone types. */
export const fetchFieldValues = (
  asked: Asked,
  request: FieldValuesRequest,
  signal?: AbortSignal,
): Promise<FieldValuesResponse> => fetchOnce(fieldValuesQuery(asked, request), signal)

const fieldValuesQuery = (asked: Asked, { field, limit, prefix, contains }: FieldValuesRequest) => ({
  queryKey: ['values', ...askedKey(asked), field, limit, prefix, contains],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<FieldValuesResponse> =>
    getJson(
      url(FIELD_VALUES, [
        ...askedParams(asked),
        ['field', field],
        ['limit', limit],
        ['prefix', prefix === '' ? undefined : prefix],
        ['contains', contains === '' ? undefined : contains],
      ]),
      signal,
    ),
  staleTime: 30_000,
})
