import { currentPreferences } from '../../models/preferences/usePreferences.ts'
import { FilterBarPlaceholder } from '../../panels/filter-bar/FilterBarPlaceholder.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { setFilter, type EventHistory } from './useEventHistory.ts'

const FilterBar = lazyPart(
  async () => (await import('../../panels/filter-bar/FilterBar.tsx')).FilterBar,
  ({ filter }) => <FilterBarPlaceholder filter={filter} preferences={currentPreferences()} />,
)

/**
 * The filter in the address, with suggestions from the result on screen. A placeholder until the
 * first rows are drawn.
 */
export function EventsFilterBar({ history }: { readonly history: EventHistory }) {
  const { view, result, query, stale, whole, list } = history
  const { filter } = view
  if (!whole) return <FilterBarPlaceholder filter={filter} preferences={currentPreferences()} />
  return (
    <PartBoundary name="The filter bar" resetKeys={[filter]}>
      <FilterBar
        filter={filter}
        query={result && !stale ? result.query : query}
        onFilter={setFilter}
        onLeave={list.focus}
      />
    </PartBoundary>
  )
}
