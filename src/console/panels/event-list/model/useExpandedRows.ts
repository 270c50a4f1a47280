import { useCallback, useState } from 'react'
import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import { repeatsOf } from '../../../../filter/repeats.ts'
import { toggled, type ExpandedRows } from './expandedRows.ts'
import { resolveQuery, type ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'

const NONE: ExpandedRows = []

/** The expanded rows of a result; another query starts with none. */
export function useExpandedRows(query: ResolvedQuery) {
  const [state, setState] = useState({ query, expanded: NONE })
  const expanded = state.query === query ? state.expanded : NONE
  const toggleExpanded = useCallback(
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
        expanded: toggled(row, before.query === query ? before.expanded : NONE),
      }))
    },
    [query],
  )
  return { expanded, toggleExpanded }
}
