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

/** The page the list opens with. Its `asOf` is the state of the store that count, histogram and other pages are asked in. */
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
  /** In the order asked for; undefined while one is on its way. */
  readonly pages: readonly (readonly CloudTrailEvent[] | undefined)[]
  /** Why one of them will not come. */
  readonly error: Error | null
}

/** Pages of one question or of several, by number. Those that are no longer asked for before they came are not waited for. */
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
 * Why a page that is on screen in this state will not come; null when none fails. It is read from the
 * cache, so that loading pages renders only what draws them.
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
