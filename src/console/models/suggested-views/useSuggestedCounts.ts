import { useMemo, useState } from 'react'
import { currentNow } from '../queries/refreshes.ts'
import { isReadable, resolveQuery } from '../queries/resolvedQuery.ts'
import { useAsOf } from '../queries/useAsOf.ts'
import { useCounts } from '../queries/useCounts.ts'
import type { SuggestedView } from './suggestedViews.ts'

/**
 * How many events each view shows, in the order of `views`; undefined while it is being counted,
 * and where it cannot be counted.
 */
export function useSuggestedCounts(views: readonly SuggestedView[]): readonly (number | undefined)[] {
  const [openedMs] = useState(currentNow)
  const asOf = useAsOf()
  const counted = useMemo(
    () => views.flatMap(({ filter }) => (filter && isReadable(filter) ? filter : [])),
    [views],
  )
  const filters = useMemo(
    () => counted.map((filter) => resolveQuery(filter, 'newest', 0, openedMs).filter),
    [counted, openedMs],
  )
  const counts = useCounts(filters, asOf)
  return views.map(({ filter }) => (filter ? counts[counted.indexOf(filter)] : undefined))
}
