import { QueryCache, QueryClient, type FetchQueryOptions } from '@tanstack/react-query'
import { watchStore } from '../address/currentStore.ts'
import { isUnknownState, RequestProblem, ServerUnreachable } from './request.ts'

/**
 * Query keys include the state of the store (`asOf`) that a response was read in, so that responses
 * never become stale. An error response is final; a request that cannot reach the server is sent
 * again until it can. If the server no longer knows a state, the queries for the current state are
 * sent again, and all others follow.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (isUnknownState(error))
        void queryClient.invalidateQueries({ predicate: ({ meta }) => meta === CURRENT_STATE })
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

// Responses of one event data store are of no use to another.
watchStore(() => queryClient.getQueryCache().clear())

/** Used by queries for the current state, whichever that is: their responses name it. */
export const CURRENT_STATE = { state: 'current' }

/**
 * For event handlers, which cannot use hooks. When the signal aborts and nobody else waits for the
 * response, the request is canceled.
 */
export function fetchOnce<T>(query: FetchQueryOptions<T>, signal?: AbortSignal): Promise<T> {
  const cancel = () => void queryClient.cancelQueries({ queryKey: query.queryKey, exact: true })
  signal?.addEventListener('abort', cancel, { once: true })
  return queryClient.fetchQuery(query)
}
