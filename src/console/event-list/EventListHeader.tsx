import { memo, type KeyboardEvent } from 'react'
import type { Order } from '../../filter/filter.ts'
import { columnLabel, MIN_COLUMN_WIDTH } from './columns.ts'
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
      {table.getHeaderGroups()[0]?.headers.map((header) => {
        const { column } = header
        const resize = header.getResizeHandler()
        const setWidth = (width: number) =>
          table.setColumnSizing((sizes) => ({ ...sizes, [column.id]: Math.max(MIN_COLUMN_WIDTH, width) }))
        return (
          <div
            role="columnheader"
            key={column.id}
            className="event-list-header-cell"
            aria-sort={
              column.id === 'eventTime' ? (order === 'newest' ? 'descending' : 'ascending') : undefined
            }
          >
            {column.id === 'eventTime' ? (
              <SortButton order={order} onOrder={onOrder} />
            ) : (
              <span className="event-list-header-label" title={column.id}>
                {columnLabel(column.id)}
              </span>
            )}
            <div
              role="separator"
              tabIndex={0}
              aria-orientation="vertical"
              aria-label={`Width of ${columnLabel(column.id)}`}
              aria-valuenow={column.getSize()}
              aria-valuemin={MIN_COLUMN_WIDTH}
              aria-valuetext={`${column.getSize()} pixels`}
              className="event-list-header-resizer"
              onMouseDown={resize}
              onTouchStart={resize}
              onDoubleClick={() => column.resetSize()}
              onKeyDown={(domEvent) => resizeByKey(domEvent, column.getSize(), setWidth)}
            />
          </div>
        )
      })}
    </div>
  )
})

function SortButton({ order, onOrder }: Pick<EventListHeaderProps, 'order' | 'onOrder'>) {
  const newest = order === 'newest'
  return (
    <button
      type="button"
      className="event-list-header-sort"
      title={newest ? 'Newest first. Show oldest first' : 'Oldest first. Show newest first'}
      onClick={() => onOrder(newest ? 'oldest' : 'newest')}
    >
      <span className="event-list-header-label">{columnLabel('eventTime')}</span>
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <path d={newest ? 'M1 3h8L5 8z' : 'M1 7h8L5 2z'} />
      </svg>
    </button>
  )
}

function resizeByKey(domEvent: KeyboardEvent, width: number, setWidth: (width: number) => void): void {
  const step = { ArrowLeft: -16, ArrowRight: 16 }[domEvent.key]
  if (step === undefined) return
  domEvent.preventDefault()
  domEvent.stopPropagation()
  setWidth(width + step)
}
