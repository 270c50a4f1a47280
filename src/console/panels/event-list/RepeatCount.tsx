import { countOf, formatCount } from '../../ui/numbers.ts'
import './RepeatCount.css'

export interface RepeatCountProps {
  readonly count: number
  readonly errorCount: number
  readonly unfolded: boolean
  readonly onFold: () => void
}

/** How many events a row stands for, and of those how many failed where not all are alike in that. Unfolds them. No hooks. */
export function RepeatCount({ count, errorCount, unfolded, onFold }: RepeatCountProps) {
  const isMixed = errorCount > 0 && errorCount < count
  const failed = isMixed ? ` · ${formatCount(errorCount)} failed` : ''
  return (
    <button
      type="button"
      className={isMixed ? 'repeat-count repeat-count-failed' : 'repeat-count'}
      tabIndex={-1}
      aria-expanded={unfolded}
      title={`${countOf(count, 'event')} of one actor, with one name, in one second${isMixed ? `, ${formatCount(errorCount)} of them failed` : ''}`}
      onClick={onFold}
    >
      <svg viewBox="0 0 10 10" width="8" height="8" aria-hidden="true">
        <path d={unfolded ? 'M1 3l4 4 4-4' : 'M3 1l4 4-4 4'} />
      </svg>
      {`×${formatCount(count)}${failed}`}
    </button>
  )
}
