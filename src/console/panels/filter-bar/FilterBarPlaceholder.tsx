import type { Filter } from '../../../filter/filter.ts'
import type { Preferences } from '../../models/preferences/preferences.ts'
import './FilterBarPlaceholder.css'

export interface FilterBarPlaceholderProps {
  readonly filter: Filter
  readonly preferences: Pick<Preferences, 'density' | 'filterAs'>
}

/**
 * Fills the place of the filter bar while the first rows are drawn, since it costs more than they
 * do. No hooks: the first view draws it too.
 */
export function FilterBarPlaceholder({ filter, preferences }: FilterBarPlaceholderProps) {
  const { density, filterAs } = preferences
  const hasTokens = filterAs === 'tokens' && (filter.tokens.length > 0 || filter.text !== '')
  return (
    <div
      className={`filter-bar-placeholder filter-bar-placeholder-${density}${hasTokens ? ' filter-bar-placeholder-tokens' : ''}`}
    />
  )
}
