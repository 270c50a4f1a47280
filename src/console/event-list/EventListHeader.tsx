import { memo, type KeyboardEvent, type SyntheticEvent } from 'react'
import { flushSync } from 'react-dom'
import type { Order } from '../../filter/filter.ts'
import { spelledOut } from '../ui/invisibleCharacters.ts'
import { VisibleText } from '../ui/VisibleText.tsx'
import { columnLabel, MIN_COLUMN_WIDTH } from './columns.ts'
import { SortButton } from './SortButton.tsx'
import type { EventTable } from './useEventTable.ts'
import './EventListHeader.css'

export interface EventListHeaderProps {
  readonly table: EventTable
  /** Names and widths: what tells this from the last time, since the table itself stays the same object. */
  readonly columns: readonly string[]
  readonly widths: string
  readonly order: Order
  readonly onOrder: (order: Order) => void
}

export const EventListHeader = memo(function EventListHeader({
  table,
  order,
  onOrder,
}: EventListHeaderProps) {
  return (
    <div role="row" aria-rowindex={1} className="event-list-header">
      <div role="columnheader">
        <span className="visually-hidden">Selection</span>
      </div>
      {table.getHeaderGroups()[0]?.headers.map((header) => {
        const { column } = header
        const resize = header.getResizeHandler()
        const startResize = (domEvent: SyntheticEvent<HTMLElement>) => {
          settle(table, domEvent.currentTarget)
          resize(domEvent)
        }
        return (
          <div
            role="columnheader"
            key={column.id}
            className="event-list-header-cell"
            data-column={column.id}
            aria-sort={
              column.id === 'eventTime' ? (order === 'newest' ? 'descending' : 'ascending') : undefined
            }
          >
            {column.id === 'eventTime' ? (
              <SortButton order={order} onOrder={onOrder} />
            ) : (
              <span className="event-list-header-label" title={spelledOut(column.id)}>
                <VisibleText text={columnLabel(column.id)} />
              </span>
            )}
            <div
              role="separator"
              tabIndex={0}
              aria-orientation="vertical"
              aria-label={`Width of ${spelledOut(columnLabel(column.id))}`}
              aria-valuenow={column.getSize()}
              aria-valuemin={MIN_COLUMN_WIDTH}
              aria-valuetext={`${column.getSize()} pixels`}
              className="event-list-header-resizer"
              onMouseDown={startResize}
              onTouchStart={startResize}
              onDoubleClick={() => column.resetSize()}
              onKeyDown={(domEvent) => resizeByKey(domEvent, table, column.id)}
            />
          </div>
        )
      })}
    </div>
  )
})

function resizeByKey(domEvent: KeyboardEvent<HTMLElement>, table: EventTable, column: string): void {
  const step = { ArrowLeft: -16, ArrowRight: 16 }[domEvent.key]
  if (step === undefined) return
  domEvent.preventDefault()
  domEvent.stopPropagation()
  settle(table, domEvent.currentTarget)
  table.setColumnSizing((sizes) => ({
    ...sizes,
    [column]: Math.max(MIN_COLUMN_WIDTH, (sizes[column] ?? MIN_COLUMN_WIDTH) + step),
  }))
}

/**
 * Gives this column and those before it the widths they have on screen: the edge that is dragged then stays under the
 * pointer, and the columns after it share what is left.
 */
function settle(table: EventTable, resizer: HTMLElement): void {
  const cell = resizer.parentElement
  const cells = [...(cell?.parentElement?.querySelectorAll<HTMLElement>('[data-column]') ?? [])]
  const settled = cells
    .slice(0, cells.findIndex((each) => each === cell) + 1)
    .map((each) => [each.dataset['column'] ?? '', each.offsetWidth] as const)
  flushSync(() => table.setColumnSizing((sizes) => ({ ...sizes, ...Object.fromEntries(settled) })))
}
