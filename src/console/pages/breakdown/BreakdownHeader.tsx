import type { RefObject } from 'react'
import { addressOf } from '../../models/address/useView.ts'
import { followLink } from '../../models/address/followLink.ts'
import type { View } from '../../models/address/view.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import { SaveBreakdown } from '../../panels/breakdown/SaveBreakdown.tsx'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { RefreshButton } from '../event-history/RefreshButton.tsx'
import { useNewEvents } from '../event-history/useNewEvents.ts'
import type { BreakdownResult } from './useBreakdownResult.ts'
import '../event-history/EventHistoryHeader.css'

export interface BreakdownHeaderProps {
  readonly view: View
  readonly result: BreakdownResult | null
  readonly stale: boolean
  /** There will be no count: the filter is invalid, or the request failed. */
  readonly failed: boolean
  readonly chart: RefObject<SVGSVGElement | null>
  readonly onList: () => void
}

/** The title with the count, the way back to the list, and the actions on the whole. */
export function BreakdownHeader({ view, result, stale, failed, chart, onList }: BreakdownHeaderProps) {
  const response = result?.response
  const counted = result && { query: result.query, readAtMs: result.readAtMs, count: response?.count }
  const newEvents = useNewEvents({ result: counted, stale }, false)
  return (
    <div className="event-history-header">
      <h1 className="event-history-title">
        Breakdown
        {!failed && (
          <>
            {' '}
            <span className="event-history-count" data-stale={stale || undefined}>
              {response ? `(${formatCount(response.count)})` : '(…)'}
            </span>
          </>
        )}
      </h1>
      <a
        className="quiet-button"
        href={addressOf(view)}
        title="Back to the list of events (b)"
        onClick={(domEvent) => followLink(domEvent, onList)}
      >
        List of events
      </a>
      {newEvents > 0 && (
        <QuietButton onClick={refresh}>{countOf(newEvents, 'new event')}: refresh</QuietButton>
      )}
      <div className="event-history-actions">
        <RefreshButton onClick={refresh} />
        <SaveBreakdown
          response={stale ? undefined : response}
          filter={result?.filter ?? view.filter}
          chart={chart}
        />
      </div>
    </div>
  )
}
