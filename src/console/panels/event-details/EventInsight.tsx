import { addressOf, go } from '../../models/address/useView.ts'
import { followLink } from '../../models/address/followLink.ts'
import { insightPage } from '../../routes.ts'

export interface EventInsightProps {
  /** The `sharedEventID` of its start and its end; null if the record has none, or has not loaded. */
  readonly id: string | null
  readonly isLoading: boolean
}

/** The way from an Insights event to the insight as a whole. */
export function EventInsight({ id, isLoading }: EventInsightProps) {
  // The place of the link, so that nothing moves when the record has loaded.
  if (id === null) return isLoading ? <p className="event-details__insight">&nbsp;</p> : null
  const page = insightPage(id)
  return (
    <p className="event-details__insight">
      <a href={addressOf(page)} onClick={(domEvent) => followLink(domEvent, () => go(page))}>
        Show the insight
      </a>
      : the rate before, during and after, and who made the calls.
    </p>
  )
}
