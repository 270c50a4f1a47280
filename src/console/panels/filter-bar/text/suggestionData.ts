import type { StatusResponse } from '../../../../api/getStatus.ts'
import type { Filter } from '../../../../filter/filter.ts'
import { currentNow } from '../../../models/queries/refreshes.ts'
import { resolveQuery, type ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'
import { fetchFieldValues } from '../../../models/queries/useFieldValues.ts'
import { fetchSuggestedValues } from '../../../models/queries/useSuggestedValues.ts'
import { fetchPaths } from '../../../models/queries/usePaths.ts'
import type { SuggestionData } from './completions.ts'

const PATHS = 30
const VALUES = 50

export interface SuggestedFrom {
  readonly filter: Filter
  readonly query: ResolvedQuery
  readonly status: StatusResponse | undefined
}

/** Suggestions from the events on the server, for the present query. */
export function suggestionData(present: () => SuggestedFrom): SuggestionData {
  return {
    paths: async (contains, signal) => (await fetchPaths(contains, PATHS, signal)).paths,
    values: async (field, contains, others, signal) => {
      const request = { field, limit: VALUES, contains }
      return (await fetchFieldValues(queryFor(others, present()), request, signal)).values
    },
    word: (contains, others, signal) => fetchSuggestedValues(queryFor(others, present()), contains, signal),
    times: () => {
      const { status } = present()
      const midnight = new Date().toISOString().slice(0, 10)
      return [
        ...(status?.firstEventTime ? [[status.firstEventTime, 'The first event'] as const] : []),
        ...(status?.lastEventTime ? [[status.lastEventTime, 'The last event'] as const] : []),
        [midnight, 'Today'] as const,
      ]
    },
  }
}

/** The list has already resolved its time range: the same range means the same time. */
function queryFor(others: Filter, { filter, query }: SuggestedFrom): ResolvedQuery {
  const isSameRange = JSON.stringify(others.timeRange) === JSON.stringify(filter.timeRange)
  if (!isSameRange) return resolveQuery(others, query.order, query.refreshCount, currentNow())
  return { ...query, filter: { ...others, timeRange: query.filter.timeRange } }
}
