import { useMemo } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { summarizeEvent } from '../../../cloudtrail/summary.ts'
import { textAt } from '../../../cloudtrail/textAt.ts'
import { marked } from '../../ui/SafeText.tsx'
import { errorCodeOf } from './detailRows.ts'
import './EventSummary.css'

export interface EventSummaryProps {
  readonly event: CloudTrailEvent
  /** The parsed record; undefined if there is none. */
  readonly json: unknown
  /** The record is still loading: the sentence keeps its place. */
  readonly isLoading: boolean
}

/** Who did what, in one sentence. */
export function EventSummary({ event, json, isLoading }: EventSummaryProps) {
  const summary = useMemo(() => summarizeEvent(event, json), [event, json])
  const failed = errorCodeOf(event, json) !== null || textAt(json, 'errorMessage') !== null
  return (
    <p className="event-summary" data-failed={failed || undefined} aria-busy={isLoading}>
      {isLoading ? (
        // About as long as the sentence will be: the part from the event alone, and the part that
        // needs the record.
        <span className="event-summary__skeleton" aria-hidden="true">
          {summary} {'·'.repeat(24)}
        </span>
      ) : (
        marked(summary)
      )}
    </p>
  )
}
