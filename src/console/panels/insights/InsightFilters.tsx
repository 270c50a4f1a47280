import Select from '@cloudscape-design/components/select'
import type { ReactNode } from 'react'
import type { InsightSummary } from '../../../api/insights.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import type { ListedBy } from './listedBy.ts'
import './Insights.css'

export interface InsightFiltersProps {
  readonly listed: ListedBy
  /** All insights, whose names and sources can be chosen. */
  readonly all: readonly InsightSummary[]
  readonly onList: (changed: Partial<ListedBy>) => void
  readonly timeRange: ReactNode
}

/** Which insights are listed: by event name, event source and time of their start. */
export const InsightFilters = ({ listed, all, onList, timeRange }: InsightFiltersProps) => (
  <div className="insight-filters">
    <Choice
      name="event name"
      chosen={listed.eventName}
      values={all
        .filter(({ eventSource }) => listed.eventSource === null || eventSource === listed.eventSource)
        .map(({ eventName }) => eventName)}
      onChoose={(eventName) => onList({ eventName })}
    />
    <Choice
      name="event source"
      chosen={listed.eventSource}
      values={all.map(({ eventSource }) => eventSource)}
      // The name may belong to another source.
      onChoose={(eventSource) => onList({ eventSource, eventName: null })}
    />
    {timeRange}
  </div>
)

interface ChoiceProps {
  readonly name: string
  readonly chosen: string | null
  readonly values: readonly string[]
  readonly onChoose: (value: string | null) => void
}

function Choice({ name, chosen, values, onChoose }: ChoiceProps) {
  const any = { value: '', label: `Any ${name}` }
  const known = new Set([...values, ...(chosen === null ? [] : [chosen])])
  const options = [any, ...[...known].toSorted().map((value) => ({ value, label: spellOutInvisible(value) }))]
  return (
    <Select
      selectedOption={options.find(({ value }) => value === (chosen ?? '')) ?? any}
      options={options}
      ariaLabel={name === 'event name' ? 'Event name' : 'Event source'}
      filteringType={options.length > 10 ? 'auto' : 'none'}
      expandToViewport
      onChange={({ detail }) => onChoose(detail.selectedOption.value || null)}
    />
  )
}
