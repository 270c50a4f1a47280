import { PAGE_SIZE } from '../../../../api/listAddress.ts'
import type { ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'

/**
 * The position of an event in a result: the offset of its row, and `member` 0 for the row's own
 * event or, in a group of repeats, the number of another one, from 1.
 */
export interface EventPosition {
  readonly offset: number
  readonly member: number
}

/** A group of repeats that is expanded: its other events are listed below its row. */
export interface ExpandedRow {
  readonly offset: number
  /** The number of other events. */
  readonly others: number
  /** The query for all events of the group, the row's own included. */
  readonly query: ResolvedQuery
}

/**
 * In order of their offsets. While no row is expanded, the index of a row in the list is its
 * offset.
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

/** The index of a position in the list; while its row is collapsed, that of the row. */
export function indexOf({ offset, member }: EventPosition, expanded: ExpandedRows): number {
  const above = expanded.reduce((sum, row) => (row.offset < offset ? sum + row.others : sum), 0)
  return offset + above + (isExpanded(offset, expanded) ? member : 0)
}

export const isExpanded = (offset: number, expanded: ExpandedRows): boolean =>
  expanded.some((row) => row.offset === offset)

/** Whether the event at a position is hidden in a collapsed row. */
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

/** Expands a row, or collapses it when it is expanded. */
export function toggled(row: ExpandedRow, expanded: ExpandedRows): ExpandedRows {
  const others = expanded.filter(({ offset }) => offset !== row.offset)
  return others.length < expanded.length
    ? others
    : [...others, row].toSorted((one, other) => one.offset - other.offset)
}

/**
 * The query whose result contains the event at a position, and its rank there: the query of the
 * list, or that of an expanded row.
 */
export function rankOf(
  { offset, member }: EventPosition,
  query: ResolvedQuery,
  expanded: ExpandedRows,
): { readonly query: ResolvedQuery; readonly rank: number } {
  const row = member > 0 ? expanded.find((each) => each.offset === offset) : undefined
  if (!row) return { query, rank: offset }
  // The row's own event is the newest of its group: the first or the last of the group's result.
  return { query: row.query, rank: query.order === 'newest' ? member : member - 1 }
}

/** The page that contains the event at a position, its query, and the index of the event in it. */
export function pageOf(
  position: EventPosition,
  listed: ResolvedQuery,
  expanded: ExpandedRows,
): { readonly query: ResolvedQuery; readonly page: number; readonly at: number } {
  const { query, rank } = rankOf(position, listed, expanded)
  return { query, page: Math.floor(rank / PAGE_SIZE), at: rank % PAGE_SIZE }
}

/**
 * The inverse of `rankOf` for the result of an expanded row: the position of the event at a rank.
 */
export function positionIn(row: ExpandedRow, rank: number): EventPosition {
  const member = row.query.order === 'newest' ? rank : rank + 1
  return { offset: row.offset, member: member > row.others ? 0 : member }
}
