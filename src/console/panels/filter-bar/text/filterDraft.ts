import { changedText } from '../../../../filter/changedText.ts'
import type { Filter } from '../../../../filter/filter.ts'
import { formatFilterText } from '../../../../filter/text.ts'
import { readLine } from './readLine.ts'

/** The filter as it is being typed, and the one that is applied. */
export interface FilterDraft {
  readonly text: string
  readonly applied: Filter
}

/** With a space behind the last condition, so that the next one is not joined to it. */
export function draftOf(filter: Filter): FilterDraft {
  const text = formatFilterText(filter)
  return { text: text === '' ? '' : `${text} `, applied: filter }
}

/**
 * Whether applying the draft would change the filter. White space and other ways of writing the
 * same filter do not count.
 */
export const isUnapplied = ({ text, applied }: FilterDraft): boolean =>
  text !== formatFilterText(applied) && !isSame(readLine(text).filter, applied)

/**
 * The draft after another filter was applied: by Back, a facet, the histogram, a token. An unedited
 * draft becomes that filter. An edited one keeps its edits and takes in the change, since both were
 * intended.
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
