import { memo } from 'react'
import type { Filter } from '../../../filter/filter.ts'
import { currentPreferences } from '../../models/preferences/usePreferences.ts'
import type { ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { FilterBarPlaceholder } from '../../panels/filter-bar/FilterBarPlaceholder.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'

const FilterBar = lazyPart(
  async () => (await import('../../panels/filter-bar/FilterBar.tsx')).FilterBar,
  ({ filter }) => <FilterBarPlaceholder filter={filter} preferences={currentPreferences()} />,
)

export interface EventsFilterBarProps {
  readonly filter: Filter
  /** Of the result on screen: suggestions come from it. */
  readonly query: ResolvedQuery
  /** The first rows are drawn. Until then the bar is a placeholder. */
  readonly whole: boolean
  readonly onFilter: (filter: Filter) => void
  readonly onLeave: () => void
}

/** The filter in the address. */
export const EventsFilterBar = memo(({ whole, ...props }: EventsFilterBarProps) => {
  const { filter } = props
  if (!whole) return <FilterBarPlaceholder filter={filter} preferences={currentPreferences()} />
  return (
    <PartBoundary name="The filter bar" resetKeys={[filter]}>
      <FilterBar {...props} />
    </PartBoundary>
  )
})
