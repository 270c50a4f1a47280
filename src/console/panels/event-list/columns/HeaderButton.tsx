import type { MouseEvent } from 'react'
import type { Order } from '../../../../filter/filter.ts'
import { spellOutInvisible } from '../../../ui/invisibleCharacters.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { SafeText } from '../../../ui/SafeText.tsx'
import { isPathColumn } from '../../../../api/listAddress.ts'
import { columnLabel } from '../../../models/address/columns.ts'
import { columnTitle } from './columnTitle.ts'

export interface HeaderButtonProps {
  readonly column: string
  /** The zone named in the header of the time column. */
  readonly titleZone: string
  readonly order: Order
  readonly onOrder: (order: Order) => void
  /** Not called for event time, whose header sorts the list: no other column can sort it. */
  readonly onMenu: (domEvent: MouseEvent<HTMLElement>) => void
  readonly tabIndex: 0 | -1
}

/** The header of a column: sorts by it, or opens its menu. No hooks. */
export function HeaderButton({ column, titleZone, order, onOrder, onMenu, tabIndex }: HeaderButtonProps) {
  // Paths differ at their ends.
  const isBarePath = isPathColumn(column) && columnLabel(column) === column
  const label = (
    <span
      className={isBarePath ? 'event-list-header-label event-list-header-path' : 'event-list-header-label'}
    >
      <bdi>
        <SafeText text={columnTitle(column, titleZone)} />
      </bdi>
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
