import { countOf, formatCount } from '../../ui/numbers.ts'
import { Icon } from '../../ui/Icon.tsx'
import './RepeatCount.css'

export interface RepeatCountProps {
  readonly count: number
  readonly errorCount: number
  readonly expanded: boolean
  readonly onToggleExpanded: () => void
}

/**
 * How many events a group of repeats has, and how many of them failed when only some did. A button
 * that expands the row. No hooks.
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
      title={`${countOf(count, 'event')} with the same actor, event name and source${isMixed ? `, ${formatCount(errorCount)} of them failed` : ''}`}
      onClick={onToggleExpanded}
    >
      <Icon size={8} grid={10} sharp>
        <path d={expanded ? 'M1 3l4 4 4-4' : 'M3 1l4 4-4 4'} />
      </Icon>
      {`×${formatCount(count)}${failed}`}
    </button>
  )
}
