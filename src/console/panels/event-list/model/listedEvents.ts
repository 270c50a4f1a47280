import { EVERYTHING } from '../../../../filter/filter.ts'
import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import { resolveQuery } from '../../../models/queries/resolvedQuery.ts'
import type { LoadedResult } from '../../../models/queries/eventPages.ts'

/** A result, in the form that the list needs. */
export interface ListedEvents extends LoadedResult {
  readonly firstPage: readonly CloudTrailEvent[]
}

/** Before the first response. */
export const NOTHING_LISTED: ListedEvents = {
  query: resolveQuery(EVERYTHING, 'newest', 0, 0),
  columns: [],
  asOf: undefined,
  firstPage: [],
}
