import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'
import { useCallback, useState, type Ref } from 'react'
import type { Filter } from '../../../filter/filter.ts'
import { hintsFor } from '../../../filter/hints.ts'
import { readFilterLine } from '../../../filter/text.ts'
import type { ResolvedQuery } from '../../models/queries/resolvedQuery.ts'
import { speak } from '../../ui/announce.ts'
import { FilterHints } from './FilterHints.tsx'
import { withTyped } from './propertyFilterQuery.ts'
import { spokenChange } from './spokenChange.ts'
import { TokenFilter } from './TokenFilter.tsx'
import { lineTyped } from './typedCondition.ts'

export interface TokenInputProps {
  readonly filter: Filter
  /** The query in which suggestions are counted. */
  readonly query: ResolvedQuery
  readonly onFilter: (filter: Filter) => void
  /** Called on Escape in an empty input with nothing to close. */
  readonly onLeave: () => void
  /** The input was emptied by building it anew, which loses the focus. */
  readonly onRestart: () => void
  readonly ref: Ref<PropertyFilterProps.Ref>
}

/** The token filter, and hints about what is being typed in it, clear of its drop-down. */
export function TokenInput({ filter, query, onFilter, onLeave, onRestart, ref }: TokenInputProps) {
  const [typed, setTyped] = useState('')
  const [uses, setUses] = useState(0)
  const line = lineTyped(typed)
  const readTyped = ({ target }: { readonly target: EventTarget }) => {
    if (target instanceof HTMLInputElement && target.role === 'combobox') setTyped(target.value)
  }
  const change = useCallback(
    (changed: Filter) => {
      setTyped('')
      const said = spokenChange(filter, changed)
      if (said !== '') speak(said)
      onFilter(changed)
    },
    [filter, onFilter],
  )
  const use = (text: string) => {
    setTyped('')
    // PropertyFilter does not expose what is typed.
    setUses(uses + 1)
    onRestart()
    onFilter(withTyped(filter, text))
  }
  return (
    <div
      className="filter-bar-input"
      onInput={readTyped}
      onKeyUp={readTyped}
      onKeyDown={(domEvent) => domEvent.key === 'Escape' && isIdle(domEvent.target) && onLeave()}
    >
      <TokenFilter key={uses} ref={ref} filter={filter} query={query} onFilter={change} />
      <div className="filter-bar-notes" role="status">
        <FilterHints text={line} hints={hintsFor(line, readFilterLine(line)).slice(-1)} onText={use} />
      </div>
    </div>
  )
}

/** Whether it is an input without text or open suggestions. */
const isIdle = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement && target.value === '' && target.ariaExpanded !== 'true'
