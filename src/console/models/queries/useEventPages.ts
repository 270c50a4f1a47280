import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { lookupEvents, type LookupEventsResponse } from '../../../api/lookupEvents.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { printPaths } from '../../../cloudtrail/fieldPath.ts'
import { rowsKey, rowsRequest, type ResolvedQuery } from './resolvedQuery.ts'
import { notedSoFar, withNotesSince } from './eventNotes.ts'
import { PRESENT_STATE, queryClient } from './queryClient.ts'
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
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<LookupEventsResponse> => {
    const page = await getPage(query, columns, 0, undefined, signal)
    queryClient.setQueryData(pageQuery(query, columns, page.asOf, 0).queryKey, page.events)
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
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<readonly CloudTrailEvent[]> =>
    (await getPage(query, columns, page * PAGE_SIZE, asOf, signal)).events,
  gcTime: 30_000,
})

async function getPage(
  query: ResolvedQuery,
  columns: readonly string[],
  offset: number,
  asOf: string | undefined,
  signal: AbortSignal,
): Promise<LookupEventsResponse> {
  const mark = notedSoFar()
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
  return { ...page, events: withNotesSince(page.events, mark) }
}

const together = (results: readonly UseQueryResult<readonly CloudTrailEvent[]>[]): EventPages => ({
  pages: results.map((result) => result.data),
  error: results.find((result) => result.error)?.error ?? null,
})
