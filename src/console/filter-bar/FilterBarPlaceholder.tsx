import type { Filter } from '../../filter/filter.ts'
import { usePreferences } from '../preferences/usePreferences.ts'
import './FilterBarPlaceholder.css'

/** The filter bar's place while the first rows are drawn: it costs more than they do. */
export function FilterBarPlaceholder({ filter }: { readonly filter: Filter }) {
  const density = usePreferences((preferences) => preferences.density)
  const lines = filter.tokens.length > 0 || filter.text !== '' ? 'tokens' : 'line'
  return <div className={`filter-bar-placeholder filter-bar-placeholder-${lines}-${density}`} />
}
