import { memo, useCallback, useState, type CSSProperties, type KeyboardEvent, type MouseEvent } from 'react'
import type { Order } from '../../../../filter/filter.ts'
import { asksForMenu } from '../../../ui/asksForMenu.ts'
import type { MenuPlace } from '../../../ui/ContextMenu.tsx'
import { spellOutInvisible } from '../../../ui/invisibleCharacters.ts'
import type { EventTable } from '../model/useEventTable.ts'
import { focusColumn, putColumnBefore, shiftColumn } from './changeColumns.ts'
import { columnTitle } from './columnTitle.ts'
import { resizeColumn } from './resizeColumn.ts'
import { HeaderCell } from './HeaderCell.tsx'
import { headerIntentOf } from './headerKeys.ts'
import { SelectAllBox } from './SelectAllBox.tsx'
import { useColumnDrag, type ColumnDrag } from './useColumnDrag.ts'
import './EventListHeader.css'

export interface EventListHeaderProps {
  readonly table: EventTable
  /**
   * Names, and tracks (`columnStyle`): the table is always the same object, so only these tell
   * whether it has changed.
   */
  readonly columns: readonly string[]
  readonly style: CSSProperties
  /** The zone named in the header of the time column. */
  readonly titleZone: string
  readonly count: number
  readonly selectedCount: number
  readonly onSelectAll: () => void
  readonly onClearSelection: () => void
  readonly order: Order
  readonly onOrder: (order: Order) => void
  /** Opens the menu of a column. */
  readonly onMenu: (column: string, place: MenuPlace) => void
  readonly onFit: (columns: readonly string[]) => void
  /** Moves the focus to the rows. */
  readonly onLeave: () => void
}

/** How many pixels a key resizes a column by. */
const WIDTH_STEP = 16

/** The headers of the columns. They are one tab stop, within which the arrow keys move. */
export const EventListHeader = memo(function EventListHeader(props: EventListHeaderProps) {
  const { table, columns, style, titleZone, order, onOrder, onMenu, onFit, onLeave } = props
  const [last, setLast] = useState<string | undefined>()
  const stop = last !== undefined && columns.includes(last) ? last : columns[0]
  const drop = useCallback(({ column, before }: ColumnDrag) => putColumnBefore(column, before), [])
  const { drag, onPointerDown, wasDragged } = useColumnDrag(drop)

  const onKeyDown = (domEvent: KeyboardEvent<HTMLElement>, column: string) => {
    const { currentTarget: cell } = domEvent
    const intent = headerIntentOf(domEvent, columns.indexOf(column), columns.length)
    switch (intent?.kind) {
      case undefined:
        return
      case 'openMenu':
        onMenu(column, placeUnder(cell))
        break
      case 'moveColumn':
        shiftColumn(column, intent.by)
        focusColumn(cell, column)
        break
      case 'resizeColumn':
        resizeColumn(table, cell, column, intent.by * WIDTH_STEP)
        break
      case 'moveFocus':
        focusColumn(cell, columns[intent.to])
        break
      case 'leave':
        onLeave()
    }
    domEvent.preventDefault()
    domEvent.stopPropagation()
  }
  const onContextMenu = (domEvent: MouseEvent<HTMLElement>, column: string) => {
    if (!asksForMenu(domEvent)) return
    domEvent.preventDefault()
    onMenu(column, { x: domEvent.clientX, y: domEvent.clientY, returnTo: buttonOf(domEvent.currentTarget) })
  }

  return (
    <div
      role="row"
      aria-rowindex={1}
      style={style}
      className={drag ? 'event-list-header event-list-header-dragging' : 'event-list-header'}
      data-drop={drag !== null && drag.before === null ? 'last' : undefined}
      onPointerDown={onPointerDown}
      onClickCapture={(domEvent) => wasDragged() && domEvent.stopPropagation()}
    >
      <div role="columnheader">
        <SelectAllBox
          count={props.count}
          selectedCount={props.selectedCount}
          onSelectAll={props.onSelectAll}
          onClear={props.onClearSelection}
        />
      </div>
      <div role="columnheader">
        <span className="visually-hidden">Star</span>
      </div>
      {table.getHeaderGroups()[0]?.headers.map((header) => {
        const { id } = header.column
        return (
          <div
            role="columnheader"
            key={id}
            className="event-list-header-cell"
            data-column={id}
            data-dragged={drag?.column === id || undefined}
            data-drop={drag?.before === id ? 'before' : undefined}
            aria-label={spellOutInvisible(columnTitle(id, titleZone))}
            aria-sort={id === 'eventTime' ? (order === 'newest' ? 'descending' : 'ascending') : undefined}
            onFocus={() => setLast(id)}
            onKeyDown={(domEvent) => onKeyDown(domEvent, id)}
            onContextMenu={(domEvent) => onContextMenu(domEvent, id)}
          >
            <HeaderCell
              table={table}
              header={header}
              titleZone={titleZone}
              order={order}
              onOrder={onOrder}
              onMenu={({ currentTarget }) => onMenu(id, placeUnder(currentTarget))}
              onFit={() => onFit([id])}
              tabIndex={id === stop ? 0 : -1}
            />
          </div>
        )
      })}
    </div>
  )
})

const buttonOf = (cell: HTMLElement): HTMLElement | null => cell.querySelector('button')

function placeUnder(element: HTMLElement): MenuPlace {
  const cell = element.closest<HTMLElement>('[data-column]') ?? element
  const { left, bottom } = element.getBoundingClientRect()
  return { x: left, y: bottom, returnTo: buttonOf(cell) }
}
