import { countOf, formatCount } from '../../ui/numbers.ts'
import './RepeatCount.css'

export interface RepeatCountProps {
  readonly count: number
  readonly errorCount: number
  readonly expanded: boolean
  readonly onToggleExpanded: () => void
}

/**
 * How many events a row of repeats stands for, and how many of them failed when only some did. Expands
 * the row. No hooks.
 */
export function RepeatCount({ count, errorCount, expanded, onToggleExpanded }: RepeatCountProps) {
  const isMixed = errorCount > 0 && errorCount < count
  const failed = isMixed ? ` · ${formatCount(errorCount)} failed` : ''
  return (
    <button
      type="button"
      className={isMixed ? 'repeat-count repeat-count-failed' : 'repeat-count'}
      tabIndex={-1}
      aria-expanded={expanded}
      title={`${countOf(count, 'event')} of one actor, with one name, in one second${isMixed ? `, ${formatCount(errorCount)} of them failed` : ''}`}
      onClick={onToggleExpanded}
    >
      <svg viewBox="0 0 10 10" width="8" height="8" aria-hidden="true">
        <path d={expanded ? 'M1 3l4 4 4-4' : 'M3 1l4 4-4 4'} />
      </svg>
      {`×${formatCount(count)}${failed}`}
    </button>
  )
}
