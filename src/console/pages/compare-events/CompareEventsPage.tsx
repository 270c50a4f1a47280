import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import Header from '@cloudscape-design/components/header'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { addressOf, go } from '../../models/address/useView.ts'
import { HOME, type Page } from '../../models/address/view.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { CompareEvents } from '../../panels/compare-events/CompareEvents.tsx'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useEventsById } from '../../models/queries/useEventsById.ts'
import { formatCount } from '../../ui/numbers.ts'
import { ConsoleShell } from '../ConsoleShell.tsx'

const TITLE = 'Compare event details'

const pageOf = (id: string): Page => ({ kind: 'event-details', id })

/** Events side by side, however many the address names. */
export function CompareEventsPage({ ids }: { readonly ids: readonly string[] }) {
  const zone = usePreferences((preferences) => preferences.zone)
  const events = useEventsById(ids)
  const [onlyDifferences, setOnlyDifferences] = useState(true)
  useCommands({ close: () => go({ page: HOME.page }) })
  return (
    <ConsoleShell
      title={TITLE}
      height="filled"
      breadcrumbs={
        <BreadcrumbGroup
          items={[
            { text: 'Event history', href: addressOf({ page: HOME.page }) },
            { text: TITLE, href: '#' },
          ]}
          onFollow={(domEvent) => {
            domEvent.preventDefault()
            if (domEvent.detail.href !== '#') go({ page: HOME.page })
          }}
        />
      }
    >
      <Header
        variant="h1"
        counter={`(${formatCount(ids.length)})`}
        actions={
          <Toggle checked={onlyDifferences} onChange={({ detail }) => setOnlyDifferences(detail.checked)}>
            Only what differs
          </Toggle>
        }
      >
        {TITLE}
      </Header>
      <CompareEvents
        events={events}
        onlyDifferences={onlyDifferences}
        zone={zone}
        addressOf={(id) => addressOf({ page: pageOf(id) })}
        onOpen={(id) => go({ page: pageOf(id) })}
        onRemove={(id) => {
          const rest = ids.filter((each) => each !== id)
          go({ page: rest.length > 0 ? { kind: 'compare-events', ids: rest } : HOME.page }, 'replace')
        }}
      />
    </ConsoleShell>
  )
}
