import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import Header from '@cloudscape-design/components/header'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { addressOf, go } from '../../models/address/useView.ts'
import type { PageOf } from '../../routes.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { CompareEvents } from '../../panels/compare-events/CompareEvents.tsx'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useEventsById } from '../../models/queries/useEventsById.ts'
import { formatCount } from '../../ui/numbers.ts'
import { ConsoleShell } from '../ConsoleShell.tsx'

const TITLE = 'Compare event details'

/** The events named in the address, side by side. */
export function CompareEventsPage({ page }: { readonly page: PageOf<'compare-events'> }) {
  const { ids, view } = page
  const zone = usePreferences((preferences) => preferences.zone)
  const events = useEventsById(ids)
  const [onlyDifferences, setOnlyDifferences] = useState(true)
  useCommands({ close: () => go(view) })
  return (
    <ConsoleShell
      title={TITLE}
      height="filled"
      breadcrumbs={
        <BreadcrumbGroup
          items={[
            { text: 'Event history', href: addressOf(view) },
            { text: TITLE, href: '#' },
          ]}
          onFollow={(domEvent) => {
            domEvent.preventDefault()
            if (domEvent.detail.href !== '#') go(view)
          }}
        />
      }
    >
      <Header
        variant="h1"
        counter={`(${formatCount(ids.length)})`}
        actions={
          <Toggle checked={onlyDifferences} onChange={({ detail }) => setOnlyDifferences(detail.checked)}>
            Show differences only
          </Toggle>
        }
      >
        {TITLE}
      </Header>
      <CompareEvents
        events={events}
        onlyDifferences={onlyDifferences}
        zone={zone}
        addressOf={(id) => addressOf({ kind: 'event-details', id, view })}
        onOpen={(id) => go({ kind: 'event-details', id, view })}
        onRemove={(id) => {
          const rest = ids.filter((each) => each !== id)
          go(rest.length > 0 ? { ...page, ids: rest } : view, 'replace')
        }}
      />
    </ConsoleShell>
  )
}
