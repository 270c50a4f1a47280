import { useQueries } from '@tanstack/react-query'
import { similarValues } from '../../../api/similarValues.ts'
import type { FieldValue } from '../../../filter/answers.ts'
import type { Filter } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { send } from './request.ts'
import { turns } from './turns.ts'

export interface SimilarValuesRequest {
  /** The events whose values are compared. */
  readonly filter: Filter
  readonly field: string
  /** The value as it was written. */
  readonly to: string
}

/** A browser has six connections to a server, so the next request finds a free one. */
const inTurn = turns(2)

/** The values that may be meant by each of these, nearest first; undefined until they are known. */
export function useSimilarValues(
  requests: readonly SimilarValuesRequest[],
  asOf: string,
): readonly (readonly FieldValue[] | undefined)[] {
  return useQueries({
    queries: requests.map(({ filter, field, to }) => ({
      queryKey: ['similar', printFilter(filter), asOf, field, to],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        inTurn(signal, () => send(similarValues, { filter, field, to, limit: 3, asOf }, signal)),
    })),
    combine: (results) => results.map(({ data }) => data?.values),
  })
}
