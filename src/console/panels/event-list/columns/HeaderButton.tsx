import type { MouseEvent } from 'react'
import type { Order } from '../../../../filter/filter.ts'
import { spellOutInvisible } from '../../../ui/invisibleCharacters.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { SafeText } from '../../../ui/SafeText.tsx'
import { labelOf } from '../../../../cloudtrail/fields.ts'

export interface HeaderButtonProps {
  readonly column: string
  readonly order: Order
  readonly onOrder: (order: Order) => void
  /** Not called for event time, whose title sorts the list instead: no other column can sort it. */
  readonly onMenu: (domEvent: MouseEvent<HTMLElement>) => void
  readonly tabIndex: 0 | -1
}

/** The title of a column: sorts by it, or opens its menu. No hooks. */
export function HeaderButton({ column, order, onOrder, onMenu, tabIndex }: HeaderButtonProps) {
  const label = (
    <span className="event-list-header-label">
      <SafeText text={labelOf(column)} />
    </span>
  )
  if (column !== 'eventTime') {
    return (
      <button
        type="button"
        className="event-list-header-button"
        aria-haspopup="menu"
        title={spellOutInvisible(column)}
        tabIndex={tabIndex}
        onClick={onMenu}
      >
        {label}
      </button>
    )
  }
  const newest = order === 'newest'
  return (
    <button
      type="button"
      className="event-list-header-button"
      title={newest ? 'Newest first. Show oldest first' : 'Oldest first. Show newest first'}
      tabIndex={tabIndex}
      onClick={() => onOrder(newest ? 'oldest' : 'newest')}
    >
      {label}
      <Icon size={10} grid={10}>
        <path d={newest ? 'M1 3h8L5 8z' : 'M1 7h8L5 2z'} />
      </Icon>
    </button>
  )
}
