import type { CloudTrailEvent } from '../cloudtrail/event.ts'
import type { Grouping } from './grouping.ts'
import type { Order } from '../filter/filter.ts'

/** `GET /api/events?FILTER`, a page of events. */
export const LOOKUP_EVENTS = '/api/events'

export const MAX_RESULTS_LIMIT = 1000

export const MAX_COLUMNS = 30

export interface LookupEventsRequest {
  /** 1 to 1000, 50 unless told. */
  readonly maxResults?: number
  /** `newest` unless told. */
  readonly order?: Order
  /** Pages of rows, each as its newest event with `repeats`; `offset` is then a row's. */
  readonly group?: Grouping
  /** Where the last page ended. Opaque, bound to filter, order and group, stable while events arrive. Excludes `offset`. */
  readonly nextToken?: string
  /** Position of the first wanted event in the whole filtered result as it stood at `asOf` (now, when `asOf` is missing). */
  readonly offset?: number
  /** Opaque mark of the store's state, from an earlier answer. */
  readonly asOf?: string
  /** Paths into the record whose values each event shall have in `values`: MAX_COLUMNS of them, as `printPaths` writes them. */
  readonly columns?: string
}

export interface LookupEventsResponse {
  readonly events: readonly CloudTrailEvent[]
  /** Absent on the last page. */
  readonly nextToken?: string
  readonly asOf: string
}
