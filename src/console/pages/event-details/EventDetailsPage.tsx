import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo } from 'react'
import { eventTitle } from '../../../cloudtrail/eventTitle.ts'
import { PageButton } from '../../models/address/PageButton.tsx'
import { addressOf, go } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { useNow } from '../../models/queries/refreshes.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { useCount } from '../../models/queries/useCount.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import type { PageOf } from '../../routes.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { returnToList } from '../event-history/returnToList.ts'
import { toggleStar } from '../noteActions.ts'
import { EventActions } from '../../opened-event/EventActions.tsx'
import { EventNotFound, isNotFound } from '../../opened-event/EventNotFound.tsx'
import { OpenedEvent } from '../../opened-event/OpenedEvent.tsx'
import { StepButtons } from '../../opened-event/StepButtons.tsx'
import { useOpenedEvent, type PositionedEvent } from '../../opened-event/useOpenedEvent.ts'
import './EventDetailsPage.css'

const NO_COLUMNS: readonly string[] = []

/** One event as a page of its own, with the previous and next event of the filtered result. */
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
  const title = event ? eventTitle(event) : isNotFound(problem) ? 'Event not found' : 'Event'
  const close = () => returnToList(view, id)

  const step = (to: PositionedEvent | undefined) => {
    if (!to) return
    go({ ...page, id: to.event.id }, 'replace')
  }
  useCommands({
    previousEvent: opened.previous && (() => step(opened.previous)),
    nextEvent: opened.next && (() => step(opened.next)),
    star: event && (() => void toggleStar(event)),
    close,
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
            if (domEvent.detail.href !== '#') close()
          }}
        />
      }
    >
      <Header
        variant="h1"
        actions={
          event && (
            <SpaceBetween direction="horizontal" size="xxs" alignItems="center">
              <StepButtons opened={opened} count={count} onStep={step} />
              <EventActions event={event} opened={opened} />
            </SpaceBetween>
          )
        }
      >
        <span className="event-details-page__title" title={spellOutInvisible(title)}>
          <SafeText text={title} />
        </span>
      </Header>
      {problem && (
        <EventNotFound
          id={id}
          problem={problem}
          action={<PageButton to={view}>Go to event history</PageButton>}
        />
      )}
      {event && <h2 className="visually-hidden">Event details</h2>}
      <OpenedEvent opened={opened} />
    </ConsoleShell>
  )
}
