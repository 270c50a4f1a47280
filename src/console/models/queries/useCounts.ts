import { useQueries } from '@tanstack/react-query'
import { countEvents, type CountEventsResponse } from '../../../api/countEvents.ts'
import type { Filter } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { send } from './request.ts'
import { turns } from './turns.ts'

/** A browser has six connections to a server, so the next request finds a free one. */
const inTurn = turns(3)

/**
 * How many events match each of these filters, in their order, in the state `asOf`; undefined while
 * a filter is being counted, which begins once `asOf` is known.
 */
export function useCounts(
  filters: readonly Filter[],
  asOf: string | undefined,
): readonly (number | undefined)[] {
  return useQueries({
    queries: filters.map((filter) => {
      const printed = printFilter(filter)
      return {
        queryKey: ['count', printed, asOf] as const,
        queryFn: ({ signal }: { signal: AbortSignal }): Promise<CountEventsResponse> =>
          inTurn(signal, () => send(countEvents, { filter, asOf }, signal)),
        enabled: asOf !== undefined,
        // While it is counted again in a later state, the old number stays.
        placeholderData: (
          before: CountEventsResponse | undefined,
          query: { readonly queryKey: readonly unknown[] } | undefined,
        ) => (query?.queryKey[1] === printed ? before : undefined),
      }
    }),
    combine: (results) => results.map((result) => result.data?.count),
  })
}
