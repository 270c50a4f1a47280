import { useState } from 'react'
import type { InsightsResponse, InsightSummary } from '../../../api/insights.ts'
import type { Filter } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { useInsights } from '../../models/queries/useInsights.ts'

export interface HeldInsights {
  readonly data: InsightsResponse | undefined
  readonly error: Error | null
  /** Those that were there when the filter was chosen, as they are now; undefined before. */
  readonly insights: readonly InsightSummary[] | undefined
  /** How many came since. */
  readonly newCount: number
  readonly showNew: () => void
}

/** The insights of a filter. New ones wait until they are asked for, so that no row moves; in an empty list none can. */
export function useHeldInsights(filter: Filter): HeldInsights {
  const { data, error, isPlaceholderData } = useInsights(filter)
  const key = printFilter(filter)
  const [held, setHeld] = useState<{ readonly key: string; readonly ids: ReadonlySet<string> } | null>(null)
  const hold = (insights: readonly InsightSummary[]) =>
    setHeld({ key, ids: new Set(insights.map(({ id }) => id)) })
  const isNew = held?.key !== key || (held.ids.size === 0 && data !== undefined && data.insights.length > 0)
  if (data && !isPlaceholderData && isNew) hold(data.insights)
  const isHeld = ({ id }: InsightSummary) => isNew || held.ids.has(id)
  const insights = data?.insights.filter(isHeld)
  return {
    data,
    error,
    insights,
    newCount: (data?.insights.length ?? 0) - (insights?.length ?? 0),
    showNew: () => data && hold(data.insights),
  }
}
