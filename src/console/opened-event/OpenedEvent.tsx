import { useView } from '../models/address/useView.ts'
import { usePreferences } from '../models/preferences/usePreferences.ts'
import { EventDetails } from '../panels/event-details/EventDetails.tsx'
import { PartBoundary } from '../ui/PartBoundary.tsx'
import type { OpenedEvent as Opened } from './useOpenedEvent.ts'

/**
 * Details and record of the opened event, in the panel beside the list and on a page of its own.
 */
export function OpenedEvent({ opened }: { readonly opened: Opened }) {
  const zone = usePreferences((preferences) => preferences.zone)
  const filter = useView((view) => view.filter)
  const { event, recordText, recordProblem, logFile, logFileUri, asOf } = opened
  if (!event) return null
  return (
    <PartBoundary name="This event" resetKeys={[event, recordText]}>
      <EventDetails
        key={event.id}
        event={event}
        recordText={recordText}
        recordProblem={recordProblem}
        logFile={logFile}
        logFileUri={logFileUri}
        zone={zone}
        asOf={asOf}
        filter={filter}
      />
    </PartBoundary>
  )
}
