import type { Grouping } from '../../../api/grouping.ts'
import type { Order } from '../../../filter/filter.ts'
import type { Filter } from '../../../filter/filter.ts'
import { filterParams, printFilter } from '../../../filter/params.ts'
import { resolveTimeRange } from '../../../filter/timeRange.ts'

/**
 * A filter as it is asked: its relative time range resolved once, so that every page, count and histogram of one
 * look at the data means the same time.
 */
export interface Asked {
  readonly filter: Filter
  readonly order: Order
  /** How its events become the rows of its pages. */
  readonly group: Grouping | null
  /** Grows with each refresh: the same filter asked again is another question. */
  readonly turn: number
}

/** A relative range becomes its start and stays open at the end, so that events still to come are counted too. */
export function ask(
  filter: Filter,
  order: Order,
  turn: number,
  nowMs: number,
  group: Grouping | null = null,
): Asked {
  if (filter.timeRange.kind !== 'relative') return { filter, order, group, turn }
  const { startMs } = resolveTimeRange(filter.timeRange, nowMs)
  if (startMs === null) return { filter, order, group, turn }
  const startTime = new Date(Math.floor(startMs / 1000) * 1000).toISOString().replace('.000Z', 'Z')
  return { filter: { ...filter, timeRange: { kind: 'absolute', startTime } }, order, group, turn }
}

/** What answers are cached by. */
export const askedKey = (asked: Asked): readonly unknown[] => [printFilter(asked.filter), asked.turn]

export const askedParams = (asked: Asked): [string, string][] => filterParams(asked.filter)

/** The same for what is answered in rows: pages, places in them, how many they are. */
export const rowsKey = (asked: Asked): readonly unknown[] => [...askedKey(asked), asked.order, asked.group]

export const rowsParams = (asked: Asked): [string, string | undefined][] => [
  ...askedParams(asked),
  ['order', asked.order === 'oldest' ? 'oldest' : undefined],
  ['group', asked.group ?? undefined],
]

/** Unreadable tokens are refused by the server; asking would only cost. */
export const isReadable = (filter: Filter): boolean => filter.tokens.every((token) => token.kind === 'token')
