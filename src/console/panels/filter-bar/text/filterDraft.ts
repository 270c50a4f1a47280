import { changedText } from '../../../../filter/changedText.ts'
import type { Filter } from '../../../../filter/filter.ts'
import { formatFilterText } from '../../../../filter/text.ts'
import { readLine } from './readLine.ts'

/** The filter as somebody is typing it, over the one that is applied. */
export interface FilterDraft {
  readonly text: string
  readonly applied: Filter
}

export const draftOf = (filter: Filter): FilterDraft => ({ text: formatFilterText(filter), applied: filter })

/**
 * Whether applying it would change anything. Spaces, and other ways to write the same, would not.
 */
export const isUnapplied = ({ text, applied }: FilterDraft): boolean =>
  text !== formatFilterText(applied) && !isSame(readLine(text).filter, applied)

/**
 * The draft when another filter is applied: by Back, a facet, the histogram, a token. A line that
 * was only read becomes that filter. One with typing in it keeps the typing and takes the change
 * in: both were meant, and applying it asks for both.
 */
export function follow(draft: FilterDraft, filter: Filter): FilterDraft {
  const { text, applied } = draft
  if (isSame(applied, filter)) return draft
  if (isSame(readLine(text).filter, filter)) return { text, applied: filter }
  if (!isUnapplied(draft)) return draftOf(filter)
  return { text: changedText(text, applied, filter), applied: filter }
}

const isSame = (one: Filter, other: Filter): boolean =>
  one === other || formatFilterText(one) === formatFilterText(other)
