import { useCallback, useMemo, useState } from 'react'
import type { Filter } from '../../../filter/filter.ts'
import { hintsFor } from '../../../filter/hints.ts'
import { formatFilterText, parseFilterText, readFilterLine } from '../../../filter/text.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { prefer, usePreferences } from '../../models/preferences/usePreferences.ts'
import type { ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { TypedAhead } from '../../ui/TypedAhead.tsx'
import { useFocusSoon } from '../../ui/useFocusSoon.ts'
import { FilterHints } from './FilterHints.tsx'
import { UnappliedText } from './text/UnappliedText.tsx'
import { typeAhead } from './text/useFilterDraft.ts'
import { TimeRangePicker } from './TimeRangePicker.tsx'
import { TokenInput } from './TokenInput.tsx'
import { UnreadableTokens } from './UnreadableTokens.tsx'
import './FilterBar.css'

/** The editor is larger than the rest of the bar, and most people do not use it. */
const FilterText = lazyPart(
  async () => (await import('./text/FilterText.tsx')).FilterText,
  ({ filter, awaited, onLeave }) => (
    <div className="filter-bar-text-pending">
      {awaited && <TypedAhead onTyped={(change) => typeAhead(filter, change)} onClose={onLeave} />}
    </div>
  ),
)

const CHIPS = 'M1.5 3.5h6v3h-6zM9.5 3.5h5v3h-5zM1.5 9.5h9v3h-9z'
const PENCIL = 'M2.5 13.5l.7-3.2L10.8 2.7l2.5 2.5-7.6 7.6zM9.3 4.2l2.5 2.5'

export interface FilterBarProps {
  readonly filter: Filter
  /** The query in which suggestions are counted. */
  readonly query: ResolvedQuery
  readonly onFilter: (filter: Filter) => void
  /** Called on Escape in an empty input with nothing to close. */
  readonly onLeave: () => void
}

export function FilterBar({ filter, query, onFilter, onLeave }: FilterBarProps) {
  const asText = usePreferences((preferences) => preferences.filterAs === 'text')
  const switchLabel = asText ? 'Back to tokens' : 'Edit as text'
  const [awaited, setAwaited] = useState(false)
  const { attach, focus } = useFocusSoon()
  const switchInput = useCallback(() => {
    prefer({ filterAs: asText ? 'tokens' : 'text' })
    setAwaited(true)
    focus('next')
  }, [asText, focus])
  useCommands({ filter: focus, filterAsText: switchInput })
  const line = useMemo(() => formatFilterText(filter), [filter])
  const hints = useMemo(() => hintsFor(line, readFilterLine(line)), [line])
  return (
    <div className="filter-bar" role="search" aria-label="Filter">
      <div className="filter-bar-tokens">
        {asText ? (
          <FilterText
            ref={attach}
            awaited={awaited}
            filter={filter}
            query={query}
            onFilter={onFilter}
            onLeave={onLeave}
          />
        ) : (
          <>
            <TokenInput
              ref={attach}
              filter={filter}
              query={query}
              onFilter={onFilter}
              onLeave={onLeave}
              onRestart={() => focus('next')}
            />
            <UnreadableTokens filter={filter} onFilter={onFilter} />
            <FilterHints text={line} hints={hints} onText={(text) => onFilter(parseFilterText(text))} />
            <UnappliedText filter={filter} onFilter={onFilter} onEdit={switchInput} />
          </>
        )}
      </div>
      <div className="filter-bar-time">
        <QuietButton
          className="filter-bar-switch"
          aria-label={switchLabel}
          title={`${switchLabel} (e)`}
          onPointerEnter={FilterText.preload}
          onClick={switchInput}
        >
          <Icon size={16}>
            <path d={asText ? CHIPS : PENCIL} />
          </Icon>
          <span>{switchLabel}</span>
        </QuietButton>
        <TimeRangePicker
          timeRange={filter.timeRange}
          onTimeRange={(timeRange) => onFilter({ ...filter, timeRange })}
        />
      </div>
    </div>
  )
}
