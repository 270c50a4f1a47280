import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import type { Token } from '../../filter/filter.ts'

/**
 * The content of the split panel and of the page `/events/<id>`. The host shows the title (the event name), previous, next and close.
 * Give it `key={event.id}` so that folds and searches do not move to another record.
 */
export interface EventDetailsProps {
  readonly event: CloudTrailEvent
  /** The record byte for byte; undefined while it is being fetched (what the event says is shown meanwhile). */
  readonly recordText: string | undefined
  /** Why there is no record: one sentence, with what to do. */
  readonly recordProblem?: string | undefined
  /** The log file the record came from, null for the simulated account. */
  readonly logFile: string | null
  readonly zone: 'utc' | 'local'
  /** Add this token to the present filter. The operator says which way: `=`, `!=`; `!=` with an empty value is "exists". */
  readonly onFilter: (token: Token) => void
  /** Show this field or path as a column of the list. */
  readonly onAddColumn: (path: string) => void
  /** Show the events with just these tokens, over all of time, in place of the present filter. Its links are left out without it. */
  readonly onShowEvents?: ((tokens: readonly Token[]) => void) | undefined
}

export function EventDetails({ event }: EventDetailsProps) {
  return <div className="event-details">{event.eventName}</div>
}
