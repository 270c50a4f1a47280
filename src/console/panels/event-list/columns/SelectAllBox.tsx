import { memo } from 'react'
import { formatCount } from '../../../ui/numbers.ts'
import { MOST_SELECTED } from '../model/listSelection.ts'

export interface SelectAllBoxProps {
  /** How many rows the list has. */
  readonly count: number
  readonly selectedCount: number
  readonly onSelectAll: () => void
  readonly onClear: () => void
}

/**
 * Selects all rows, or the visible ones when all are too many; clears any selection. No hooks.
 * Memoised, since React writes to a checkbox each time it renders one, and the header is rendered
 * while the list scrolls.
 */
export const SelectAllBox = memo(function SelectAllBox(props: SelectAllBoxProps) {
  const { count, selectedCount, onSelectAll, onClear } = props
  const label =
    selectedCount > 0
      ? 'Clear selection'
      : count <= MOST_SELECTED
        ? `Select all ${formatCount(count)} rows`
        : 'Select the visible rows'
  const limit = ` (at most ${formatCount(MOST_SELECTED)} can be selected)`
  const isAll = selectedCount > 0 && selectedCount >= count
  return (
    <label className="event-list-header-select">
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isAll}
        ref={(box) => {
          if (box) box.indeterminate = selectedCount > 0 && !isAll
        }}
        aria-label={label}
        title={selectedCount === 0 && count > MOST_SELECTED ? label + limit : label}
        onChange={selectedCount > 0 ? onClear : onSelectAll}
      />
    </label>
  )
})
