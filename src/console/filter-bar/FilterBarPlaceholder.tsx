import type { Filter } from '../../filter/filter.ts'
import type { Preferences } from '../preferences/preferences.ts'
import './FilterBarPlaceholder.css'

export interface FilterBarPlaceholderProps {
  readonly filter: Filter
  readonly density: Preferences['density']
}

/** The filter bar's place while the first rows are drawn: it costs more than they do. No hooks: it stands there before React, too. */
export function FilterBarPlaceholder({ filter, density }: FilterBarPlaceholderProps) {
  const lines = filter.tokens.length > 0 || filter.text !== '' ? 'tokens' : 'line'
  return <div className={`filter-bar-placeholder filter-bar-placeholder-${lines}-${density}`} />
}
