import type { Relation } from '../../../cloudtrail/relations.ts'
import { EVERYTHING, type Filter, type TimeRange } from '../../../filter/filter.ts'
import { token } from '../../../filter/edit.ts'
import type { ViewPatch } from '../address/view.ts'

/**
 * The filter for the events of a relation in a time range, whatever the current filter. A relation
 * of null means all events.
 */
export function relatedFilter(relation: Relation | null, timeRange: TimeRange): Filter {
  const tokens = relation?.is.map(([field, value]) => token(field, '=', value)) ?? []
  return { ...EVERYTHING, tokens, timeRange }
}

/** The view of those events. The event with this ID stays open, so that its position is kept. */
export function relatedView(relation: Relation | null, timeRange: TimeRange, id: string): ViewPatch {
  return {
    filter: relatedFilter(relation, timeRange),
    openEvent: relation?.kind === 'other' ? null : id,
  }
}
