import type { Relation } from '../../../cloudtrail/relations.ts'
import { EVERYTHING, type Filter, type TimeRange } from '../../../filter/filter.ts'
import { token } from '../../../filter/edit.ts'
import type { ViewPatch } from '../address/view.ts'

/** The events of a relation (of all, for null) in a time range, whatever is filtered now. */
export function relatedFilter(relation: Relation | null, timeRange: TimeRange): Filter {
  const tokens = relation?.is.map(([field, value]) => token(field, '=', value)) ?? []
  return { ...EVERYTHING, tokens, timeRange }
}

/**
 * The list of those events; an event that is one of them stays opened in it, so that its place is
 * kept.
 */
export function relatedView(relation: Relation | null, timeRange: TimeRange, id: string): ViewPatch {
  return {
    filter: relatedFilter(relation, timeRange),
    openEvent: relation?.kind === 'other' ? null : id,
  }
}
