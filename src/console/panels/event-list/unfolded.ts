import { PAGE_SIZE } from '../../models/queries/useEventPages.ts'
import type { ResolvedQuery } from '../../models/queries/resolvedQuery.ts'

/** Where an event stands in a result: its row, and which of the row's other events it is, in order, from 1; 0 for the row itself. */
export interface Place {
  readonly offset: number
  readonly member: number
}

/** A row of repeats whose other events are shown below it. */
export interface UnfoldedRow {
  readonly offset: number
  /** How many they are. */
  readonly others: number
  /** The question that they answer, together with the row's own event. */
  readonly query: ResolvedQuery
}

/** Rows in the order of their offsets. All that follows takes such a list; where nothing is unfolded a row's place in the list is its offset. */
export type Unfolded = readonly UnfoldedRow[]

export const lengthOf = (rows: number, unfolded: Unfolded): number =>
  unfolded.reduce((sum, { others }) => sum + others, rows)

/** Which place stands at an index of the list. */
export function placeAt(index: number, unfolded: Unfolded): Place {
  let above = 0
  for (const { offset, others } of unfolded) {
    const member = index - offset - above
    if (member <= 0) break
    if (member <= others) return { offset, member }
    above += others
  }
  return { offset: index - above, member: 0 }
}

/** Where a place stands in the list: that of its row for an event that is folded away. */
export function indexOf({ offset, member }: Place, unfolded: Unfolded): number {
  const above = unfolded.reduce((sum, row) => (row.offset < offset ? sum + row.others : sum), 0)
  return offset + above + (isUnfolded(offset, unfolded) ? member : 0)
}

export const isUnfolded = (offset: number, unfolded: Unfolded): boolean =>
  unfolded.some((row) => row.offset === offset)

/** The place before or behind one as the list shows them; null before the first. */
export function stepFrom(place: Place, by: 1 | -1, unfolded: Unfolded): Place | null {
  const isHidden = place.member > 0 && !isUnfolded(place.offset, unfolded)
  const index = indexOf(place, unfolded) + (isHidden && by < 0 ? 0 : by)
  return index < 0 ? null : placeAt(index, unfolded)
}

/** The list with a row unfolded, or folded again. */
export function toggled(row: UnfoldedRow, unfolded: Unfolded): Unfolded {
  const others = unfolded.filter(({ offset }) => offset !== row.offset)
  return others.length < unfolded.length
    ? others
    : [...others, row].toSorted((one, other) => one.offset - other.offset)
}

/** Which page of which question has the event of a place, and where in the page. */
export function pageOf(
  { offset, member }: Place,
  query: ResolvedQuery,
  unfolded: Unfolded,
): { readonly query: ResolvedQuery; readonly page: number; readonly at: number } {
  const row = member > 0 ? unfolded.find((each) => each.offset === offset) : undefined
  // The newest of them is the row itself: in their own answer it stands first, or last.
  const position = row ? (query.order === 'newest' ? member : member - 1) : offset
  return {
    query: row?.query ?? query,
    page: Math.floor(position / PAGE_SIZE),
    at: position % PAGE_SIZE,
  }
}
