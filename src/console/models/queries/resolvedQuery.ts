import type { Grouping } from '../../../api/grouping.ts'
import type { Filter, Order } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { resolveTimeRange, writeSeconds } from '../../../filter/timeRange.ts'

/**
 * A filter whose relative time range was resolved once, so that all pages, the count and the
 * histogram of one result use the same time.
 */
export interface ResolvedQuery {
  readonly filter: Filter
  readonly order: Order
  /** How its events become rows. */
  readonly group: Grouping | null
  /** Increases with each refresh, so that the same filter becomes another query. */
  readonly refreshCount: number
  /** Where a relative range ended when it was resolved, ISO 8601 UTC. Absent for other ranges. */
  readonly until?: string
}

/**
 * A relative range becomes its start and stays open at the end, so that events that arrive later
 * are counted too.
 */
export function resolveQuery(
  filter: Filter,
  order: Order,
  refreshCount: number,
  nowMs: number,
  group: Grouping | null = null,
): ResolvedQuery {
  if (filter.timeRange.kind !== 'relative') return { filter, order, group, refreshCount }
  const { startMs } = resolveTimeRange(filter.timeRange, nowMs)
  if (startMs === null) return { filter, order, group, refreshCount }
  const startTime = writeSeconds(startMs)
  return {
    filter: { ...filter, timeRange: { kind: 'absolute', startTime } },
    order,
    group,
    refreshCount,
    until: writeSeconds(nowMs),
  }
}

/** The part of a cache key that identifies the query; `rowsKey` for responses in rows. */
export const resolvedKey = (query: ResolvedQuery): readonly unknown[] => [
  printFilter(query.filter),
  query.refreshCount,
]

/** For pages and positions, which also depend on the order and the grouping. */
export const rowsKey = (query: ResolvedQuery): readonly unknown[] => [
  ...resolvedKey(query),
  query.order,
  query.group,
]

/** The part of a request for pages and positions. */
export const rowsRequest = ({ filter, order, group }: ResolvedQuery) => ({
  filter,
  order: order === 'oldest' ? order : undefined,
  group: group ?? undefined,
})

/** The server rejects unreadable tokens, so such a filter is not sent. */
export const isReadable = (filter: Filter): boolean =>
  filter.tokens.every((token) => token.kind !== 'unreadable')
