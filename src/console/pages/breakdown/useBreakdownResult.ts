import { useEffect, useMemo, useRef, useState } from 'react'
import type { EventBreakdownResponse } from '../../../api/eventBreakdown.ts'
import { labelOf } from '../../../cloudtrail/fields.ts'
import type { Filter } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { useNow, useRefreshes } from '../../models/queries/refreshes.ts'
import { isReadable, resolveQuery, type ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { useBreakdown, useSnapshot, type BreakdownRequest } from '../../models/queries/useBreakdown.ts'
import type { PageOf } from '../../routes.ts'
import { speak } from '../../ui/announce.ts'
import { countOf } from '../../ui/numbers.ts'

/** The numbers on screen, and what they count. */
export interface BreakdownResult {
  readonly filter: Filter
  readonly query: ResolvedQuery
  readonly response: EventBreakdownResponse
  /** When they were read, by this browser's clock. */
  readonly readAtMs: number
}

/** Lines that can be told apart, besides one for events without a value. */
const MOST_LINES = 7
const MOST_BUCKETS = 90

/**
 * The breakdown of the address. Until a new one has a response, the last one stays. All that is
 * counted of one filter is counted in the same state of the store, until a refresh.
 */
export function useBreakdownResult({ view, by, and, overTime, limit }: PageOf<'breakdown'>) {
  const { filter } = view
  const refreshCount = useRefreshes(({ count }) => count)
  const nowMs = useNow()
  const printed = printFilter(filter)
  const query = useMemo(
    () => resolveQuery(filter, 'newest', refreshCount, nowMs),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the printed filter is the filter's identity
    [printed, refreshCount, nowMs],
  )
  const snapshot = useSnapshot(query, isReadable(filter))
  const counted = useBreakdown(query, snapshot.data?.asOf, requestOf(by, and, overTime, limit))

  // A copy from the query cache: a query that ends in an error must leave the numbers as they are.
  const [result, setResult] = useState<BreakdownResult | null>(null)
  if (counted.data && (result?.response !== counted.data || result.query !== query)) {
    setResult({ filter, query, response: counted.data, readAtMs: counted.dataUpdatedAt })
  }
  useSpokenBreakdown(counted.data)
  return {
    query,
    result,
    stale: result !== null && result.response !== counted.data,
    error: snapshot.error ?? counted.error,
    readable: isReadable(filter),
  }
}

function requestOf(by: string, and: string | null, overTime: boolean, limit: number): BreakdownRequest {
  if (overTime) return { by, limit: MOST_LINES, buckets: MOST_BUCKETS }
  return and === null ? { by, limit } : { by, limit, and, andLimit: limit }
}

/** Announces what was counted, after the first time. */
function useSpokenBreakdown(response: EventBreakdownResponse | undefined): void {
  const spoken = useRef<EventBreakdownResponse | undefined>(undefined)
  useEffect(() => {
    if (!response || response === spoken.current) return
    if (spoken.current) {
      const fields = [response.by, response.and].flatMap((each) => (each ? [labelOf(each.field)] : []))
      speak(`${countOf(response.count, 'event')} by ${fields.join(' and ')}`)
    }
    spoken.current = response
  }, [response])
}
