import type { Order } from '../../filter/filter.ts'
import { columnLabel } from './columns.ts'

export interface SortButtonProps {
  readonly order: Order
  readonly onOrder: (order: Order) => void
}

export function SortButton({ order, onOrder }: SortButtonProps) {
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
