import { useEffect, useRef } from 'react'
import { usePerformedActions } from '../../panels/account-actions/usePerformedActions.ts'
import { useCountNow } from '../../models/queries/useCount.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { useLogFileBatches } from '../../panels/load-log-files/useLogFileBatches.ts'
import type { EventResultState } from './useEventResult.ts'

/** How many wishes to see new events were heeded: one made on another page is heeded when the list is shown again. */
let heeded = 0

/**
 * How many events have come since what is on screen. They are never put under a reader's eyes: only an empty list fills by
 * itself, a list that nobody has touched while log files load, and one whose reader has
 * just loaded something, or goes to what they have done.
 */
export function useNewEvents({ result, stale, refresh }: EventResultState, untouched: boolean): number {
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
  }, [newEventCount, result, untouched, loading, refresh])

  const finished = useLogFileBatches((state) => state.finished)
  const followed = usePerformedActions((state) => state.followed)
  const wished = finished + followed
  useEffect(() => {
    if (wished === heeded) return
    heeded = wished
    refresh()
  }, [wished, refresh])

  return newEventCount
}
