import { useMemo, useState } from 'react'
import { currentNow } from '../queries/refreshes.ts'
import { isReadable, resolveQuery } from '../queries/resolvedQuery.ts'
import { useAsOf } from '../queries/useAsOf.ts'
import { useCounts } from '../queries/useCounts.ts'
import { countOf } from '../../ui/numbers.ts'
import type { Offered } from './offersFor.ts'

/** How many events each of these would leave, in words, in their order; undefined while that is counted, and where there is no telling. */
export function useOfferedCounts(offers: readonly Offered[]): readonly (string | undefined)[] {
  const [openedMs] = useState(currentNow)
  const asOf = useAsOf()
  const counted = useMemo(
    () => offers.flatMap(({ filter }) => (filter && isReadable(filter) ? filter : [])),
    [offers],
  )
  const filters = useMemo(
    () => counted.map((filter) => resolveQuery(filter, 'newest', 0, openedMs).filter),
    [counted, openedMs],
  )
  const counts = useCounts(filters, asOf)
  return offers.map(({ filter }) => {
    const count = filter ? counts[counted.indexOf(filter)] : undefined
    return count === undefined ? undefined : countOf(count, 'event')
  })
}
