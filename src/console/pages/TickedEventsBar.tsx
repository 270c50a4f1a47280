import Button from '@cloudscape-design/components/button'
import { addressOf, go } from '../address/useView.ts'
import { formatCount } from '../ui/numbers.ts'
import { untickEvents, useTickedEvents } from './useTickedEvents.ts'
import './TickedEventsBar.css'

/** What can be done with the ticked events. It stands below the list, so that no row moves when the first one is ticked. */
export function TickedEventsBar() {
  const ids = useTickedEvents((state) => state.ids)
  if (ids.length === 0) return null
  const page = { kind: 'compare-events', ids } as const
  return (
    <div className="ticked-events-bar" role="region" aria-label="Selected events">
      <span role="status">{formatCount(ids.length)} selected</span>
      <Button
        variant="primary"
        href={addressOf({ page })}
        onFollow={(domEvent) => {
          domEvent.preventDefault()
          go({ page })
        }}
      >
        Compare event details
      </Button>
      <Button variant="link" ariaLabel="Clear selection" onClick={untickEvents}>
        Clear
      </Button>
    </div>
  )
}
