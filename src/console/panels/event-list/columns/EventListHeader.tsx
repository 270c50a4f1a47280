import { memo, useCallback, useState, type KeyboardEvent, type MouseEvent, type SyntheticEvent } from 'react'
import { flushSync } from 'react-dom'
import type { Order } from '../../../../filter/filter.ts'
import { asksForMenu, isMenuKey } from '../../../ui/asksForMenu.ts'
import type { MenuPlace } from '../../../ui/ContextMenu.tsx'
import { spellOutInvisible } from '../../../ui/invisibleCharacters.ts'
import { columnLabel, MIN_COLUMN_WIDTH } from './columns.ts'
import { focusColumn, shiftColumn, putColumnBefore } from './changeColumns.ts'
import { HeaderButton } from './HeaderButton.tsx'
import { useColumnDrag, type ColumnDrag } from './useColumnDrag.ts'
import type { EventTable } from '../model/useEventTable.ts'
import './EventListHeader.css'

export interface EventListHeaderProps {
  readonly table: EventTable
  /** Names and widths: what tells this from the last time, since the table itself stays the same object. */
  readonly columns: readonly string[]
  readonly widths: string
  readonly order: Order
  readonly onOrder: (order: Order) => void
  /** Asks what can be done with a column. */
  readonly onMenu: (column: string, place: MenuPlace) => void
  readonly onFit: (column: string) => void
  /** The keyboard goes on to the rows. */
  readonly onLeave: () => void
}

const WIDTH_STEP = 16

/**
 * The columns' titles: dragged they change places, by their edges their widths. By keyboard they are one stop, in which the arrows
 * move; with Alt and Shift they move the column, with Shift its edge.
 */
export const EventListHeader = memo(function EventListHeader(props: EventListHeaderProps) {
  const { table, columns, order, onOrder, onMenu, onFit, onLeave } = props
  const [last, setLast] = useState<string | undefined>()
  const stop = last !== undefined && columns.includes(last) ? last : columns[0]
  const drop = useCallback(({ column, before }: ColumnDrag) => putColumnBefore(column, before), [])
  const { drag, onPointerDown, wasDragged } = useColumnDrag(drop)

  const onKeyDown = (domEvent: KeyboardEvent<HTMLElement>, column: string) => {
    const { key, altKey, shiftKey, currentTarget } = domEvent
    if (domEvent.ctrlKey || domEvent.metaKey) return
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key]
    const at = columns.indexOf(column)
    if (isMenuKey(domEvent)) onMenu(column, placeUnder(currentTarget))
    else if (by !== undefined && altKey && shiftKey) {
      shiftColumn(column, by)
      focusColumn(currentTarget, column)
    } else if (altKey) return
    else if (by !== undefined && shiftKey) resize(table, currentTarget, column, by * WIDTH_STEP)
    else if (by !== undefined) focusColumn(currentTarget, columns[at + by])
    else if (key === 'Home') focusColumn(currentTarget, columns[0])
    else if (key === 'End') focusColumn(currentTarget, columns.at(-1))
    else if (key === 'ArrowDown') onLeave()
    else return
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
      className={drag ? 'event-list-header event-list-header-dragging' : 'event-list-header'}
      data-drop={drag !== null && drag.before === null ? 'last' : undefined}
      onPointerDown={onPointerDown}
      onClickCapture={(domEvent) => wasDragged() && domEvent.stopPropagation()}
    >
      <div role="columnheader">
        <span className="visually-hidden">Selection</span>
      </div>
      <div role="columnheader">
        <span className="visually-hidden">Star</span>
      </div>
      {table.getHeaderGroups()[0]?.headers.map((header) => {
        const { column } = header
        const label = spellOutInvisible(columnLabel(column.id))
        const resizeByHand = header.getResizeHandler()
        const startResize = (domEvent: SyntheticEvent<HTMLElement>) => {
          settle(table, domEvent.currentTarget)
          resizeByHand(domEvent)
        }
        return (
          <div
            role="columnheader"
            key={column.id}
            className="event-list-header-cell"
            data-column={column.id}
            data-dragged={drag?.column === column.id || undefined}
            data-drop={drag?.before === column.id ? 'before' : undefined}
            aria-label={label}
            aria-sort={
              column.id === 'eventTime' ? (order === 'newest' ? 'descending' : 'ascending') : undefined
            }
            onFocus={() => setLast(column.id)}
            onKeyDown={(domEvent) => onKeyDown(domEvent, column.id)}
            onContextMenu={(domEvent) => onContextMenu(domEvent, column.id)}
          >
            <HeaderButton
              column={column.id}
              order={order}
              onOrder={onOrder}
              onMenu={({ currentTarget }) => onMenu(column.id, placeUnder(currentTarget))}
              tabIndex={column.id === stop ? 0 : -1}
            />
            <button
              type="button"
              className="event-list-header-menu"
              aria-label={`Column ${label}`}
              aria-haspopup="menu"
              tabIndex={-1}
              onClick={({ currentTarget }) => onMenu(column.id, placeUnder(currentTarget))}
            >
              <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
                <path d="M1 3l4 4 4-4" />
              </svg>
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
              onDoubleClick={() => onFit(column.id)}
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

function resize(table: EventTable, cell: HTMLElement, column: string, by: number): void {
  settle(table, cell)
  table.setColumnSizing((sizes) => ({
    ...sizes,
    [column]: Math.max(MIN_COLUMN_WIDTH, (sizes[column] ?? MIN_COLUMN_WIDTH) + by),
  }))
}

/**
 * Gives the column of an element and those before it the widths they have on screen: the edge that is dragged then stays under
 * the pointer, and the columns after it share what is left.
 */
function settle(table: EventTable, element: HTMLElement): void {
  const cell = element.closest('[data-column]')
  const cells = [...(cell?.parentElement?.querySelectorAll<HTMLElement>('[data-column]') ?? [])]
  const settled = cells
    .slice(0, cells.findIndex((each) => each === cell) + 1)
    .map((each) => [each.dataset['column'] ?? '', each.offsetWidth] as const)
  flushSync(() => table.setColumnSizing((sizes) => ({ ...sizes, ...Object.fromEntries(settled) })))
}
