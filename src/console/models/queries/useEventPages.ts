import {
  notifyManager,
  useQueries,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { LookupEventsResponse } from '../../../api/lookupEvents.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { firstPageQuery, pageQuery } from './eventPages.ts'
import type { ResolvedQuery } from './resolvedQuery.ts'

/**
 * The page the list opens with. Count, histogram and other pages are requested in its state of the
 * store, `asOf`.
 */
export function useFirstPage(
  query: ResolvedQuery,
  columns: readonly string[],
  enabled: boolean,
): UseQueryResult<LookupEventsResponse> {
  return useQuery({ ...firstPageQuery(query, columns), enabled })
}

export interface WantedPage {
  readonly query: ResolvedQuery
  readonly page: number
}

export interface EventPages {
  /** In the order requested; undefined while a page is loading. */
  readonly pages: readonly (readonly CloudTrailEvent[] | undefined)[]
  /** Why a page failed to load. */
  readonly error: Error | null
}

/**
 * Pages of one or several queries, by number. A page that is no longer wanted is not waited
 * for.
 */
export function useEventPages(
  pages: readonly WantedPage[],
  columns: readonly string[],
  asOf: string | undefined,
): EventPages {
  return useQueries({
    queries: pages.map(({ query, page }) => ({
      ...pageQuery(query, columns, asOf, page),
      enabled: asOf !== undefined,
    })),
    combine: together,
  })
}

/**
 * Why a page that is on screen in this state failed to load; null when none failed. It is read from
 * the cache, so that loading pages renders only the components that draw them.
 */
export function usePageError(asOf: string | undefined): Error | null {
  const cache = useQueryClient().getQueryCache()
  const subscribe = useCallback(
    (onChange: () => void) => cache.subscribe(notifyManager.batchCalls(onChange)),
    [cache],
  )
  return useSyncExternalStore(subscribe, () => {
    const failed = cache.find({
      queryKey: ['events'],
      exact: false,
      type: 'active',
      predicate: ({ meta, state }) => state.error !== null && meta?.['pageAsOf'] === asOf,
    })
    return asOf === undefined ? null : (failed?.state.error ?? null)
  })
}

const together = (results: readonly UseQueryResult<readonly CloudTrailEvent[]>[]): EventPages => ({
  pages: results.map((result) => result.data),
  error: results.find((result) => result.error)?.error ?? null,
})
