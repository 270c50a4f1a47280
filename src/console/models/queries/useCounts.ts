import { useQueries } from '@tanstack/react-query'
import { countEvents, type CountEventsResponse } from '../../../api/countEvents.ts'
import type { Filter } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { send } from './request.ts'
import { turns } from './turns.ts'

/** A browser has six connections to a server: whatever is asked next finds one free. */
const inTurn = turns(3)

/**
 * How many events each of these filters leaves, in their order, in the state `asOf`; undefined while it is being counted, which
 * begins when that is known.
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
        // Counted anew in a later state, its number stays until the new one is there.
        placeholderData: (
          before: CountEventsResponse | undefined,
          query: { readonly queryKey: readonly unknown[] } | undefined,
        ) => (query?.queryKey[1] === printed ? before : undefined),
      }
    }),
    combine: (results) => results.map((result) => result.data?.count),
  })
}
