import { memo } from 'react'
import { shallow as isShallowEqual } from 'zustand/shallow'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { EventRow, type EventRowProps } from './EventRow.tsx'

/**
 * A row in which one cell can fail and the others stay. A row that throws is drawn once more with a
 * boundary around each cell: boundaries around every cell of every row would cost more than the
 * rows themselves.
 * A row's cells are read by column instead of through the table's state. So a row that has not
 * changed costs one comparison: neither the row nor its boundary is rendered.
 */
export const EventRowBoundary = memo(function EventRowBoundary(props: EventRowProps) {
  return (
    <ErrorBoundary
      resetKeys={[props.row.original.event, props.notes, props.columns]}
      renderFallback={() => <EventRow {...props} guarded />}
    >
      <EventRow {...props} />
    </ErrorBoundary>
  )
}, isSame)

function isSame(before: EventRowProps, after: EventRowProps): boolean {
  const { row: rowBefore, ...restBefore } = before
  const { row: rowAfter, ...restAfter } = after
  const slotBefore = rowBefore.original
  const slotAfter = rowAfter.original
  return (
    slotBefore.event === slotAfter.event &&
    slotBefore.index === slotAfter.index &&
    slotBefore.member === slotAfter.member &&
    slotBefore.isExpanded === slotAfter.isExpanded &&
    isShallowEqual(restBefore, restAfter)
  )
}
