import { QueryCache, QueryClient, type FetchQueryOptions } from '@tanstack/react-query'
import { watchStore } from '../address/currentStore.ts'
import { isUnknownState, RequestProblem, ServerUnreachable } from './request.ts'

/**
 * Answers carry the store's state they were given in (`asOf`) in their keys, so they never go stale by themselves.
 * A refusal is final; a server that is gone is asked again until it is back. When it comes back without the state that was asked for,
 * what asks for the present state does so anew, and with that everything else.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (isUnknownState(error))
        void queryClient.invalidateQueries({ predicate: ({ meta }) => meta === PRESENT_STATE })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (failures, error) =>
        !(error instanceof RequestProblem) && !(error instanceof ServerUnreachable) && failures < 2,
      // A server that was restarted is noticed without a reload.
      refetchInterval: (query) => (query.state.error instanceof ServerUnreachable ? 3000 : false),
    },
  },
})

// Answers of one event data store say nothing about another.
watchStore(() => queryClient.getQueryCache().clear())

/** Of queries that ask for the present state, whatever it is: their answers say which one that was. */
export const PRESENT_STATE = { asks: 'the present state' }

/** For a handler that has no use for a hook. When the signal aborts, nobody waits for the answer, and it is called off. */
export function fetchOnce<T>(query: FetchQueryOptions<T>, signal?: AbortSignal): Promise<T> {
  const cancel = () => void queryClient.cancelQueries({ queryKey: query.queryKey, exact: true })
  signal?.addEventListener('abort', cancel, { once: true })
  return queryClient.fetchQuery(query)
}
