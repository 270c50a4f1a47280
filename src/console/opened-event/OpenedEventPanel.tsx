import { useId, useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { eventTitle } from '../../cloudtrail/eventTitle.ts'
import { followLink } from '../models/address/followLink.ts'
import { addressOf, go, useView } from '../models/address/useView.ts'
import type { CommandId } from '../models/commands/catalogue.ts'
import { actionOf, useCommands } from '../models/commands/useCommands.ts'
import { movePanel, usePanelPlace } from '../shell/SplitView.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { ICON_PATHS } from '../ui/iconPaths.ts'
import { spellOutInvisible } from '../ui/invisibleCharacters.ts'
import { EventActions } from './EventActions.tsx'
import { EventNotFound, isNotFound } from './EventNotFound.tsx'
import { OpenedEvent } from './OpenedEvent.tsx'
import { StepButtons } from './StepButtons.tsx'
import type { OpenedEvent as Opened, PositionedEvent } from './useOpenedEvent.ts'
import './OpenedEventPanel.css'

export interface OpenedEventPanelProps {
  readonly id: string
  readonly opened: Opened
  /** How many rows the result has; undefined while they are counted. */
  readonly count: number | undefined
  readonly onStep: (to: PositionedEvent) => void
  readonly onClose: () => void
}

/** The opened event beside the list, or over it where there is no room for both. */
export function OpenedEventPanel({ id, opened, count, onStep, onClose }: OpenedEventPanelProps) {
  const view = useView()
  const place = usePanelPlace()
  const headingID = useId()
  const panel = useRef<HTMLElement>(null)
  const { event, problem, previous, next } = opened
  const covers = place === 'cover'
  const title = event
    ? spellOutInvisible(eventTitle(event))
    : isNotFound(problem)
      ? 'Event not found'
      : 'Event'
  const asPage = { kind: 'event-details', id, view: { ...view, openEvent: null } } as const

  // The covered list can no longer have the focus.
  useLayoutEffect(() => {
    const { activeElement } = document
    const isLost = activeElement === document.body || activeElement?.closest('[inert]')
    if (covers && isLost) panel.current?.focus({ preventScroll: true })
  }, [covers])

  const leaveFor = (command: CommandId) =>
    covers
      ? () => {
          flushSync(onClose)
          actionOf(command)?.()
        }
      : undefined
  useCommands({
    nextRow: covers && next ? () => onStep(next) : undefined,
    previousRow: covers && previous ? () => onStep(previous) : undefined,
    filter: leaveFor('filter'),
    filterAsText: leaveFor('filterAsText'),
    facets: leaveFor('facets'),
    cellMenu: leaveFor('cellMenu'),
    copyRows: leaveFor('copyRows'),
  })

  return (
    <section ref={panel} className="opened-event-panel" tabIndex={-1} aria-labelledby={headingID}>
      <header className="opened-event-panel__header">
        {covers && (
          <button type="button" className="opened-event-panel__back" onClick={onClose}>
            <Icon>
              <path d={ICON_PATHS.left} />
            </Icon>
            <span>Back to list</span>
          </button>
        )}
        <h2 id={headingID} title={title}>
          {title}
        </h2>
        {event && <StepButtons opened={opened} count={count} onStep={onStep} />}
        <span className="opened-event-panel__actions">
          {event && <EventActions event={event} opened={opened} />}
          {event && (
            <a
              className="icon-button"
              href={addressOf(asPage)}
              aria-label="Open as page"
              title="Open as page"
              onClick={(domEvent) => followLink(domEvent, () => go(asPage))}
            >
              <Icon>
                <path d={ICON_PATHS.page} />
              </Icon>
            </a>
          )}
          {!covers && (
            <>
              <IconButton
                icon={place === 'side' ? 'below' : 'beside'}
                label={place === 'side' ? 'Show below the list' : 'Show beside the list'}
                onClick={movePanel}
              />
              <IconButton icon="cross" label="Close event details" onClick={onClose} />
            </>
          )}
        </span>
      </header>
      <div className="opened-event-panel__body">
        {event ? <OpenedEvent opened={opened} /> : problem && <EventNotFound id={id} problem={problem} />}
      </div>
    </section>
  )
}
