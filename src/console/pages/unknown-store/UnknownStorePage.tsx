import { UnknownStore } from '../../panels/event-data-stores/UnknownStore.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'

/** Replaces every page when the address names an event data store that does not exist. */
export function UnknownStorePage() {
  return (
    <ConsoleShell title="Event data store not found" height="page">
      <UnknownStore />
    </ConsoleShell>
  )
}
