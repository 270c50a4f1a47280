import type { KeyboardEvent, Ref } from 'react'
import { countOf, formatCount } from '../../../ui/numbers.ts'
import { IconButton } from '../../../ui/IconButton.tsx'

export interface RecordSearchProps {
  readonly searched: string
  /** The index of the current hit; negative when there is none. */
  readonly hitNumber: number
  readonly hitCount: number
  /** The hits are those of the filter's words, shown while nothing is searched for. */
  readonly ofFilter: boolean
  readonly onSearch: (text: string) => void
  readonly onStep: (by: 1 | -1) => void
  readonly ref: Ref<HTMLInputElement>
}

/** Searches the record, and steps through the hits of the search or of the filter. */
export function RecordSearch(props: RecordSearchProps) {
  const { searched, hitNumber, hitCount, ofFilter, onSearch, onStep, ref } = props
  const onKeyDown = (domEvent: KeyboardEvent) => {
    if (domEvent.key === 'Enter') onStep(domEvent.shiftKey ? -1 : 1)
    else if (domEvent.key === 'Escape' && searched !== '') onSearch('')
    else return
    domEvent.preventDefault()
    domEvent.stopPropagation()
  }
  return (
    <div className="event-record__search" role="search" aria-label="Event record">
      <input
        ref={ref}
        className="event-record__input"
        type="search"
        placeholder="Search in this record"
        aria-label="Search in this record"
        value={searched}
        onChange={(domEvent) => onSearch(domEvent.target.value)}
        onKeyDown={onKeyDown}
      />
      {(searched !== '' || ofFilter) && (
        <>
          <span
            className="event-record__hits"
            role="status"
            title={searched === '' ? 'Matches of the filter’s words' : undefined}
          >
            {hitCount === 0
              ? 'No match'
              : hitNumber < 0
                ? countOf(hitCount, 'match', 'matches')
                : `${formatCount(hitNumber + 1)} of ${formatCount(hitCount)}`}
          </span>
          <IconButton icon="up" label="Previous match" onClick={() => onStep(-1)} disabled={hitCount === 0} />
          <IconButton icon="down" label="Next match" onClick={() => onStep(1)} disabled={hitCount === 0} />
        </>
      )}
    </div>
  )
}
