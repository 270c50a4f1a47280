import { useMemo, useState } from 'react'
import type { Grouping } from '../../../api/grouping.ts'
import type { LookupEventsResponse } from '../../../api/lookupEvents.ts'
import type { Order } from '../../../filter/filter.ts'
import type { Filter } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { isReadable, resolveQuery, type ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { useCount } from '../../models/queries/useCount.ts'
import { useRefreshes } from '../../models/queries/refreshes.ts'
import { useFirstPage } from '../../models/queries/useEventPages.ts'

/** What is on screen: the last question that was answered, and its answer. */
export interface EventResult {
  readonly query: ResolvedQuery
  readonly columns: readonly string[]
  readonly firstPage: LookupEventsResponse
  /** When it was read, by this browser's clock. */
  readonly readAtMs: number
  /** Undefined until it is known, a moment after the first page. */
  readonly count: number | undefined
  /** How many rows they are: as many as events, where they are not grouped. */
  readonly rows: number | undefined
}

export interface EventResultState {
  readonly result: EventResult | null
  /** The question that the address asks now. */
  readonly query: ResolvedQuery
  /** What is on screen answers an older question. */
  readonly stale: boolean
  readonly error: Error | null
}

/**
 * The events that the address asks for. A new question leaves the old answer on screen until its own has come; every part
 * of an answer (pages, count, histogram) is asked in the one state of the store that its first page was read in.
 */
export function useEventResult(
  filter: Filter,
  order: Order,
  group: Grouping | null,
  columns: readonly string[],
): EventResultState {
  const refreshCount = useRefreshes(({ count }) => count)
  const printed = printFilter(filter)
  const query = useMemo(
    () => resolveQuery(filter, order, refreshCount, Date.now(), group),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the printed filter is the filter's identity
    [printed, order, refreshCount, group],
  )

  const first = useFirstPage(query, columns, isReadable(query.filter))
  const [last, setLast] = useState<Omit<EventResult, 'count' | 'rows'> | null>(null)
  if (first.data && (last?.firstPage !== first.data || last.query !== query)) {
    setLast({ query, columns, firstPage: first.data, readAtMs: first.dataUpdatedAt })
  }

  const stale = last !== null && last.firstPage !== first.data
  const whole = last && last.firstPage.nextToken === undefined ? last.firstPage.events : undefined
  const counted = useCount(last?.query ?? query, whole === undefined ? last?.firstPage.asOf : undefined)
  const known = counted.isPlaceholderData ? undefined : counted.data
  const count = whole ? whole.reduce((sum, { repeats }) => sum + (repeats?.count ?? 1), 0) : known?.count
  const rows = whole ? whole.length : (known?.rows ?? known?.count)

  return {
    result: last && { ...last, count, rows },
    query,
    stale,
    error: first.error ?? (stale ? null : counted.error),
  }
}
