import Alert from '@cloudscape-design/components/alert'
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import Header from '@cloudscape-design/components/header'
import { useMemo } from 'react'
import { eventTitle } from '../../../cloudtrail/eventTitle.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { useNow } from '../../models/queries/refreshes.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { useCount } from '../../models/queries/useCount.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import type { PageOf } from '../../routes.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { toggleStar } from '../noteActions.ts'
import { OpenedEvent } from '../../opened-event/OpenedEvent.tsx'
import { StepButtons } from '../../opened-event/StepButtons.tsx'
import { useOpenedEvent, type PositionedEvent } from '../../opened-event/useOpenedEvent.ts'

const NO_COLUMNS: readonly string[] = []

/** One event as a page of its own, with its neighbours in the filtered result. */
export function EventDetailsPage({ page }: { readonly page: PageOf<'event-details'> }) {
  const { id, view } = page
  const nowMs = useNow()
  const query = useMemo(
    () => resolveQuery(view.filter, view.order, 0, nowMs),
    [view.filter, view.order, nowMs],
  )
  const result = useMemo(() => ({ query, columns: NO_COLUMNS, asOf: undefined }), [query])
  const opened = useOpenedEvent({ id, result })
  const count = useCount(query, opened.asOf).data?.count
  const { event, problem } = opened
  const title = event ? eventTitle(event) : problem ? 'Event not found' : 'Event'

  const step = (to: PositionedEvent | undefined) => {
    if (!to) return
    go({ ...page, id: to.event.id }, 'replace')
  }
  useCommands({
    previousEvent: opened.previous && (() => step(opened.previous)),
    nextEvent: opened.next && (() => step(opened.next)),
    star: event && (() => void toggleStar(event)),
    close: () => go({ openEvent: id }),
  })

  return (
    <ConsoleShell
      title={spellOutInvisible(title)}
      height="page"
      breadcrumbs={
        <BreadcrumbGroup
          ariaLabel="Breadcrumbs"
          items={[
            { text: 'Event history', href: addressOf(view) },
            { text: spellOutInvisible(title), href: '#' },
          ]}
          onFollow={(domEvent) => {
            domEvent.preventDefault()
            if (domEvent.detail.href !== '#') go(view)
          }}
        />
      }
    >
      <Header variant="h1" actions={<StepButtons opened={opened} count={count} onStep={step} />}>
        <SafeText text={title} />
      </Header>
      {problem && (
        <Alert type="error" header="This event cannot be shown">
          <SafeText text={problem.message} />
        </Alert>
      )}
      {event && <h2 className="visually-hidden">Event details</h2>}
      <OpenedEvent opened={opened} />
    </ConsoleShell>
  )
}
