import type { Filter } from '../../../filter/filter.ts'
import type { Preferences } from '../../models/preferences/preferences.ts'
import './FilterBarPlaceholder.css'

export interface FilterBarPlaceholderProps {
  readonly filter: Filter
  readonly preferences: Pick<Preferences, 'density' | 'filterAs'>
}

/**
 * The filter bar's place while the first rows are drawn: it costs more than they do. No hooks: it
 * stands there before React, too.
 */
export function FilterBarPlaceholder({ filter, preferences }: FilterBarPlaceholderProps) {
  const { density, filterAs } = preferences
  const isAsked = filter.tokens.length > 0 || filter.text !== ''
  const lines = isAsked && filterAs === 'tokens' ? 'tokens' : 'line'
  return <div className={`filter-bar-placeholder filter-bar-placeholder-${lines}-${density}`} />
}
