import type { QueryClient } from '@tanstack/react-query'
import { lookupEvents, type LookupEventsResponse } from '../../../api/lookupEvents.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { printPaths } from '../../../cloudtrail/fieldPath.ts'
import { compareNotes, whenNoted } from './heldNotes.ts'
import { PAGE_SIZE } from '../../../api/listAddress.ts'
import { CURRENT_STATE } from './queryClient.ts'
import { send } from './request.ts'
import { rowsKey, rowsRequest, type ResolvedQuery } from './resolvedQuery.ts'

// No hooks here: the first view sends this request without them.

/** The query of the first page, also for requests before anything is rendered. */
export const firstPageQuery = (query: ResolvedQuery, columns: readonly string[]) => ({
  queryKey: ['events', ...rowsKey(query), columns, 'first'],
  queryFn: async ({ client, signal }: QueryContext): Promise<LookupEventsResponse> => {
    // Not a moment is lost when there is nothing to wait for.
    const noted = whenNoted()
    if (noted) await noted
    const page = await getPage(query, columns, 0, undefined, signal)
    client.setQueryData(pageQuery(query, columns, page.asOf, 0).queryKey, page.events)
    return page
  },
  meta: CURRENT_STATE,
})

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

/**
 * The events of a result that are loaded: its first page, and others that are still in the cache.
 */
export interface LoadedResult {
  readonly query: ResolvedQuery
  readonly columns: readonly string[]
  readonly asOf: string | undefined
  /** Its events, unless they were loaded as a page of their own. */
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

/**
 * The offset of an event in a result, if it is loaded; without `asOf`, in any state of the store.
 */
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
