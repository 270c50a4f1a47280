import {
  notifyManager,
  useQueries,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { lookupEvents, type LookupEventsResponse } from '../../../api/lookupEvents.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { printPaths } from '../../../cloudtrail/fieldPath.ts'
import { rowsKey, rowsRequest, type ResolvedQuery } from './resolvedQuery.ts'
import { compareNotes, whenNoted } from './heldNotes.ts'
import { PRESENT_STATE } from './queryClient.ts'
import { send } from './request.ts'

/** Events a page. */
export const PAGE_SIZE = 100

/** The page the list opens with. Its `asOf` is the state of the store that count, histogram and other pages are asked in. */
export function useFirstPage(
  query: ResolvedQuery,
  columns: readonly string[],
  enabled: boolean,
): UseQueryResult<LookupEventsResponse> {
  return useQuery({ ...firstPageQuery(query, columns), enabled })
}

/** The query of the first page: also for asking before anything is rendered. */
export const firstPageQuery = (query: ResolvedQuery, columns: readonly string[]) => ({
  queryKey: ['events', ...rowsKey(query), columns, 'first'],
  queryFn: async ({ client, signal }: QueryContext): Promise<LookupEventsResponse> => {
    await whenNoted()
    const page = await getPage(query, columns, 0, undefined, signal)
    client.setQueryData(pageQuery(query, columns, page.asOf, 0).queryKey, page.events)
    return page
  },
  meta: PRESENT_STATE,
})

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

/** The query of one page: also for fetching ahead of the reader. */
export const pageQuery = (
  query: ResolvedQuery,
  columns: readonly string[],
  asOf: string | undefined,
  page: number,
) => ({
  queryKey: ['events', ...rowsKey(query), columns, asOf, page],
  queryFn: async ({ signal }: QueryContext): Promise<readonly CloudTrailEvent[]> =>
    (await getPage(query, columns, page * PAGE_SIZE, asOf, signal)).events,
  gcTime: 30_000,
  meta: { pageAsOf: asOf },
})

interface QueryContext {
  readonly client: QueryClient
  readonly signal: AbortSignal
}

/** Events of a result that are loaded: its first page, and others that are still in the cache. */
export interface LoadedResult {
  readonly query: ResolvedQuery
  readonly columns: readonly string[]
  readonly asOf: string | undefined
  /** Its events, where they did not come as a page of their own. */
  readonly firstPage?: readonly CloudTrailEvent[]
}

/** The event at an offset of a result, if it is loaded. */
export function loadedEventAt(
  client: QueryClient,
  { query, columns, asOf, firstPage }: LoadedResult,
  offset: number,
): CloudTrailEvent | undefined {
  const page = Math.floor(offset / PAGE_SIZE)
  const { queryKey } = pageQuery(query, columns, asOf, page)
  const events =
    page === 0 && firstPage ? firstPage : client.getQueryData<readonly CloudTrailEvent[]>(queryKey)
  return events?.[offset % PAGE_SIZE]
}

type EventsAnswer = LookupEventsResponse | readonly CloudTrailEvent[]

/** The offset of an event in a result, if it is loaded; without `asOf`, in any state of the store. */
export function loadedOffsetOf(
  client: QueryClient,
  { query, columns, asOf, firstPage = [] }: LoadedResult,
  id: string,
): number | undefined {
  const first = firstPage.findIndex((event) => event.id === id)
  if (first >= 0) return first
  const queryKey = ['events', ...rowsKey(query), columns, ...(asOf === undefined ? [] : [asOf])]
  for (const [key, answer] of client.getQueriesData<EventsAnswer>({ queryKey })) {
    if (!answer || 'events' in answer) continue
    const at = answer.findIndex((event) => event.id === id)
    if (at >= 0) return Number(key.at(-1)) * PAGE_SIZE + at
  }
  return undefined
}

/** An event that is loaded, in any result. */
export function loadedEvent(client: QueryClient, id: string): CloudTrailEvent | undefined {
  for (const [, answer] of client.getQueriesData<EventsAnswer>({ queryKey: ['events'] })) {
    const events = answer && ('events' in answer ? answer.events : answer)
    const found = events?.find((event) => event.id === id)
    if (found) return found
  }
  return undefined
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

async function getPage(
  query: ResolvedQuery,
  columns: readonly string[],
  offset: number,
  asOf: string | undefined,
  signal: AbortSignal,
): Promise<LookupEventsResponse> {
  const page = await send(
    lookupEvents,
    {
      ...rowsRequest(query),
      columns: columns.length > 0 ? printPaths(columns) : undefined,
      maxResults: PAGE_SIZE,
      offset,
      asOf,
    },
    signal,
  )
  compareNotes(page.events)
  return page
}

const together = (results: readonly UseQueryResult<readonly CloudTrailEvent[]>[]): EventPages => ({
  pages: results.map((result) => result.data),
  error: results.find((result) => result.error)?.error ?? null,
})
