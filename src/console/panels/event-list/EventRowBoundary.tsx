import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { EventRow, type EventRowProps } from './EventRow.tsx'

/**
 * A row in which one cell can fail and the others stay. A row that throws is drawn once more with a
 * boundary around each cell: boundaries around every cell of every row would cost more than the
 * rows themselves.
 */
export function EventRowBoundary(props: EventRowProps) {
  return (
    <ErrorBoundary
      resetKeys={[props.row.original.event, props.notes, props.columns]}
      renderFallback={() => <EventRow {...props} guarded />}
    >
      <EventRow {...props} />
    </ErrorBoundary>
  )
}
