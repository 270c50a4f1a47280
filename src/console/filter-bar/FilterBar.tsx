import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'
import { useMemo, type Ref } from 'react'
import type { Filter } from '../../filter/filter.ts'
import type { Asked } from '../queries/asked.ts'
import { QuickFilter } from './QuickFilter.tsx'
import { TimeRangePicker } from './TimeRangePicker.tsx'
import { TokenFilter } from './TokenFilter.tsx'
import { UnreadableTokens } from './UnreadableTokens.tsx'
import './FilterBar.css'

export interface FilterBarProps {
  readonly filter: Filter
  /** What suggestions are counted in. */
  readonly asked: Asked
  readonly onFilter: (filter: Filter) => void
  readonly ref?: Ref<PropertyFilterProps.Ref>
}

const QUICK_FIELDS = ['userName', 'eventName', 'eventSource']

export function FilterBar({ filter, asked, onFilter, ref }: FilterBarProps) {
  const quickFilters = useMemo(
    () => (
      <div className="filter-bar-quick">
        {QUICK_FIELDS.map((field) => (
          <QuickFilter key={field} field={field} filter={filter} asked={asked} onFilter={onFilter} />
        ))}
      </div>
    ),
    [filter, asked, onFilter],
  )
  return (
    <div className="filter-bar" role="search" aria-label="Filter">
      <div className="filter-bar-tokens">
        <TokenFilter
          {...(ref && { ref })}
          filter={filter}
          asked={asked}
          onFilter={onFilter}
          quickFilters={quickFilters}
        />
        <UnreadableTokens filter={filter} onFilter={onFilter} />
      </div>
      <div className="filter-bar-time">
        <TimeRangePicker
          timeRange={filter.timeRange}
          onTimeRange={(timeRange) => onFilter({ ...filter, timeRange })}
        />
      </div>
    </div>
  )
}
