import { PAGE_SIZE } from '../../../models/queries/eventPages.ts'
import type { ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'

/**
 * Where an event is in a result: the offset of its row, and `member` 0 for the row's own event or,
 * in a row of repeats, the number of another one from 1.
 */
export interface EventPosition {
  readonly offset: number
  readonly member: number
}

/** A row of repeats whose other events are listed below it. */
export interface ExpandedRow {
  readonly offset: number
  /** How many other events. */
  readonly others: number
  /** The query that finds them and the row's own event. */
  readonly query: ResolvedQuery
}

/**
 * In the order of their offsets. While no row is expanded, a row's index in the list is its offset.
 */
export type ExpandedRows = readonly ExpandedRow[]

export const lengthOf = (rows: number, expanded: ExpandedRows): number =>
  expanded.reduce((sum, { others }) => sum + others, rows)

/** The position at an index of the list. */
export function positionAt(index: number, expanded: ExpandedRows): EventPosition {
  let above = 0
  for (const { offset, others } of expanded) {
    const member = index - offset - above
    if (member <= 0) break
    if (member <= others) return { offset, member }
    above += others
  }
  return { offset: index - above, member: 0 }
}

/** The index of a position in the list: that of its row, while the row is collapsed. */
export function indexOf({ offset, member }: EventPosition, expanded: ExpandedRows): number {
  const above = expanded.reduce((sum, row) => (row.offset < offset ? sum + row.others : sum), 0)
  return offset + above + (isExpanded(offset, expanded) ? member : 0)
}

export const isExpanded = (offset: number, expanded: ExpandedRows): boolean =>
  expanded.some((row) => row.offset === offset)

/** Whether a row is collapsed over the event at a position. */
export const hides = (
  row: EventPosition & { readonly isExpanded: boolean },
  position: EventPosition | null,
): boolean =>
  position !== null &&
  position.member > 0 &&
  row.member === 0 &&
  row.offset === position.offset &&
  !row.isExpanded

/** The position before or after another, in the order of the list; null before the first. */
export function stepFrom(position: EventPosition, by: 1 | -1, expanded: ExpandedRows): EventPosition | null {
  const isHidden = position.member > 0 && !isExpanded(position.offset, expanded)
  const index = indexOf(position, expanded) + (isHidden && by < 0 ? 0 : by)
  return index < 0 ? null : positionAt(index, expanded)
}

/** The same with a row expanded, or collapsed when it was. */
export function toggled(row: ExpandedRow, expanded: ExpandedRows): ExpandedRows {
  const others = expanded.filter(({ offset }) => offset !== row.offset)
  return others.length < expanded.length
    ? others
    : [...others, row].toSorted((one, other) => one.offset - other.offset)
}

/**
 * The query that has the event at a position, and its rank there: the listed one, or an expanded
 * row's own.
 */
export function rankOf(
  { offset, member }: EventPosition,
  query: ResolvedQuery,
  expanded: ExpandedRows,
): { readonly query: ResolvedQuery; readonly rank: number } {
  const row = member > 0 ? expanded.find((each) => each.offset === offset) : undefined
  if (!row) return { query, rank: offset }
  // The row's own event is the newest of them: the first of their own result, or the last.
  return { query: row.query, rank: query.order === 'newest' ? member : member - 1 }
}

/** The page that holds the event at a position, of which query, and its index in the page. */
export function pageOf(
  position: EventPosition,
  listed: ResolvedQuery,
  expanded: ExpandedRows,
): { readonly query: ResolvedQuery; readonly page: number; readonly at: number } {
  const { query, rank } = rankOf(position, listed, expanded)
  return { query, page: Math.floor(rank / PAGE_SIZE), at: rank % PAGE_SIZE }
}

/** The inverse of `rankOf` for a row's own result: the position of the event at a rank in it. */
export function positionIn(row: ExpandedRow, rank: number): EventPosition {
  const member = row.query.order === 'newest' ? rank : rank + 1
  return { offset: row.offset, member: member > row.others ? 0 : member }
}
