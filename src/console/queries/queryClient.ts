import { QueryClient } from '@tanstack/react-query'
import { RequestProblem, ServerGone } from './request.ts'

/**
 * Answers carry the store's state they were given in (`asOf`) in their keys, so they never go stale by themselves.
 * A refusal is final; a server that is gone is asked again until it is back.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (failures, error) =>
        !(error instanceof RequestProblem) && !(error instanceof ServerGone) && failures < 2,
      // A server that was restarted is noticed without a reload.
      refetchInterval: (query) => (query.state.error instanceof ServerGone ? 3000 : false),
    },
  },
})
