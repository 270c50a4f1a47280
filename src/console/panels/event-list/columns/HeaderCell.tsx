import type { MouseEvent, SyntheticEvent } from 'react'
import type { Order } from '../../../../filter/filter.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { spellOutInvisible } from '../../../ui/invisibleCharacters.ts'
import type { EventTable } from '../model/useEventTable.ts'
import { columnLabel } from '../../../models/address/columns.ts'
import { MIN_COLUMN_WIDTH } from './columnTracks.ts'
import { fixWidths } from './resizeColumn.ts'
import { HeaderButton } from './HeaderButton.tsx'

type Header = ReturnType<EventTable['getHeaderGroups']>[number]['headers'][number]

export interface HeaderCellProps {
  readonly table: EventTable
  readonly header: Header
  /** The zone named in the header of the time column. */
  readonly titleZone: string
  readonly order: Order
  readonly onOrder: (order: Order) => void
  readonly onMenu: (domEvent: MouseEvent<HTMLElement>) => void
  readonly onFit: () => void
  readonly tabIndex: 0 | -1
}

/**
 * The header of a column, its menu button, and its right edge, which can be dragged to resize it.
 */
export function HeaderCell(props: HeaderCellProps) {
  const { table, header, titleZone, order, onOrder, onMenu, onFit, tabIndex } = props
  const { column } = header
  const label = spellOutInvisible(columnLabel(column.id))
  const resizeByHand = header.getResizeHandler()
  const startResize = (domEvent: SyntheticEvent<HTMLElement>) => {
    fixWidths(table, domEvent.currentTarget)
    resizeByHand(domEvent)
  }
  return (
    <>
      <HeaderButton column={column.id} {...{ titleZone, order, onOrder, onMenu, tabIndex }} />
      <button
        type="button"
        className="event-list-header-menu"
        aria-label={`Options for ${label}`}
        aria-haspopup="menu"
        tabIndex={-1}
        onClick={onMenu}
      >
        <Icon size={10} grid={10} sharp>
          <path d="M1 3l4 4 4-4" />
        </Icon>
      </button>
      <div
        role="separator"
        tabIndex={-1}
        aria-orientation="vertical"
        aria-label={`Width of ${label}`}
        aria-valuenow={column.getSize()}
        aria-valuemin={MIN_COLUMN_WIDTH}
        aria-valuetext={`${column.getSize()} pixels`}
        className="event-list-header-resizer"
        onMouseDown={startResize}
        onTouchStart={startResize}
        onDoubleClick={onFit}
      />
    </>
  )
}
