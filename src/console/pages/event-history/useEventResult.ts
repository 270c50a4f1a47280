import { useMemo, useState } from 'react'
import type { Grouping } from '../../../api/grouping.ts'
import type { LookupEventsResponse } from '../../../api/lookupEvents.ts'
import type { Filter, Order } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { useNow, useRefreshes } from '../../models/queries/refreshes.ts'
import { isReadable, resolveQuery, type ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { useCount } from '../../models/queries/useCount.ts'
import { useFirstPage } from '../../models/queries/useEventPages.ts'
import type { ListedEvents } from '../../panels/event-list/model/listedEvents.ts'

/** The result on screen: the last query with a response, and that response. */
export interface EventResult extends ListedEvents {
  /**
   * The state of the store that it was read in. Its other pages, count, histogram and facets are
   * read in the same state.
   */
  readonly asOf: string
  /** When it was read, by this browser's clock. */
  readonly readAtMs: number
  /** Undefined until it is known, shortly after the first page. */
  readonly count: number | undefined
  /** How many rows the events form: one each, unless they are grouped. */
  readonly rows: number | undefined
}

export interface EventResultState {
  /** Null before the first response. */
  readonly result: EventResult | null
  /** The query of the address. */
  readonly query: ResolvedQuery
  /** The result belongs to an older query. */
  readonly stale: boolean
  readonly error: Error | null
}

interface Answer {
  readonly query: ResolvedQuery
  readonly columns: readonly string[]
  readonly page: LookupEventsResponse
  readonly readAtMs: number
}

/**
 * The events that match the filter in the address. Until a new query has a response, the last
 * result stays.
 */
export function useEventResult(
  filter: Filter,
  order: Order,
  group: Grouping | null,
  columns: readonly string[],
): EventResultState {
  const refreshCount = useRefreshes(({ count }) => count)
  const nowMs = useNow()
  const printed = printFilter(filter)
  const query = useMemo(
    () => resolveQuery(filter, order, refreshCount, nowMs, group),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the printed filter is the filter's identity
    [printed, order, refreshCount, group, nowMs],
  )

  const first = useFirstPage(query, columns, isReadable(query.filter))
  // A copy from the query cache, which gives the previous response only until the next request
  // fails: a query that ends in an error must leave the list as it is.
  const [last, setLast] = useState<Answer | null>(null)
  if (first.data && (last?.page !== first.data || last.query !== query)) {
    setLast({ query, columns, page: first.data, readAtMs: first.dataUpdatedAt })
  }

  const stale = last !== null && last.page !== first.data
  const whole = last && last.page.nextToken === undefined ? last.page.events : undefined
  const counted = useCount(last?.query ?? query, whole === undefined ? last?.page.asOf : undefined)
  const known = counted.isPlaceholderData ? undefined : counted.data
  const count = whole ? whole.reduce((sum, { repeats }) => sum + (repeats?.count ?? 1), 0) : known?.count
  const rows = whole ? whole.length : (known?.rows ?? known?.count)

  const result = useMemo(
    () =>
      last && {
        query: last.query,
        columns: last.columns,
        asOf: last.page.asOf,
        firstPage: last.page.events,
        readAtMs: last.readAtMs,
        count,
        rows,
      },
    [last, count, rows],
  )
  return {
    result,
    query,
    stale,
    error: first.error ?? (stale ? null : counted.error),
  }
}
