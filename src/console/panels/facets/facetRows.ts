import { foldCase } from '../../../filter/foldCase.ts'
import type { FacetAnswer } from '../../models/queries/useFacet.ts'
import type { FacetChoice } from './facetFilter.ts'

/** A value of a facet as a row. The empty value represents events without the field. */
export interface FacetRow {
  readonly value: string
  /** Undefined while it is counted. */
  readonly count: number | undefined
  readonly choice: 'included' | 'excluded' | null
}

/**
 * Selected values come first, so that they can be removed whatever their count; then the most
 * frequent values; last, events without the field, if there are any. A search shows only what was
 * found.
 */
export function facetRows(
  { included, excluded }: FacetChoice,
  answer: FacetAnswer | undefined,
  contains: string,
): readonly FacetRow[] {
  const found = (value: string) => contains === '' || foldCase(value).includes(foldCase(contains))
  const chosen = new Map<string, FacetRow['choice']>()
  for (const value of included) chosen.set(value, 'included')
  for (const value of excluded) chosen.set(value, 'excluded')
  const others = (answer?.values ?? []).map(({ value }) => value).filter((value) => !chosen.has(value))
  const absent = contains === '' && !chosen.has('') && (answer?.counts.get('') ?? 0) > 0 ? [''] : []
  return [...[...chosen.keys()].filter(found), ...others.filter(found), ...absent].map((value) => ({
    value,
    count: answer?.counts.get(value),
    choice: chosen.get(value) ?? null,
  }))
}
