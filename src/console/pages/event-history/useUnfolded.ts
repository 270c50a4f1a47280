import { useCallback, useState } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { repeatsOf } from '../../../filter/repeats.ts'
import { toggled, type Unfolded } from '../../panels/event-list/unfolded.ts'
import { resolveQuery, type ResolvedQuery } from '../../models/queries/resolvedQuery.ts'

const NONE: Unfolded = []

/** The rows of repeats that are unfolded in an answer; another question begins with none. */
export function useUnfolded(query: ResolvedQuery) {
  const [state, setState] = useState({ query, unfolded: NONE })
  const unfolded = state.query === query ? state.unfolded : NONE
  const fold = useCallback(
    (offset: number, { repeats, ...newest }: CloudTrailEvent) => {
      const now = Date.now()
      const filter = repeatsOf(query.filter, newest, now)
      if (filter === null || !repeats || repeats.count < 2) return
      const row = {
        offset,
        others: repeats.count - 1,
        query: resolveQuery(filter, query.order, query.refreshCount, now),
      }
      setState((before) => ({
        query,
        unfolded: toggled(row, before.query === query ? before.unfolded : NONE),
      }))
    },
    [query],
  )
  return { unfolded, fold }
}
