import { useEffect, useRef } from 'react'
import { useCountNow } from '../../models/queries/useCount.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import type { EventResult } from './useEventResult.ts'

interface CountedResult {
  readonly result: Pick<EventResult, 'query' | 'readAtMs' | 'count'> | null
  /** The result belongs to an older query. */
  readonly stale: boolean
}

/**
 * How many events have arrived since the result on screen was read. They are only counted: the list
 * refreshes by itself only while it is empty, or while log files load and the user has not touched
 * it.
 */
export function useNewEvents({ result, stale }: CountedResult, untouched: boolean): number {
  const { data: status, dataUpdatedAt } = useStatus()
  const newer = result !== null && !stale && dataUpdatedAt > result.readAtMs
  const now = useCountNow(result?.query, status?.eventCount, newer)
  const counted = newer && !now.isPlaceholderData ? now.data?.count : undefined
  const newEventCount =
    counted === undefined || result?.count === undefined ? 0 : Math.max(0, counted - result.count)

  const wasLoading = useRef(false)
  const loading = status?.loading != null
  useEffect(() => {
    const isFilling = loading || wasLoading.current
    if (newEventCount > 0 && (result?.count === 0 || (untouched && isFilling))) {
      wasLoading.current = loading
      refresh()
    } else if (loading) wasLoading.current = true
  }, [newEventCount, result, untouched, loading])

  return newEventCount
}
