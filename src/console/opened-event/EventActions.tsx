import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import { useStatus } from '../models/queries/useStatus.ts'
import { openValueMenu } from '../models/value-menu/openValueMenu.ts'
import { eventActions } from '../panels/event-details/eventActions.ts'
import { belowElement } from '../panels/event-details/onMenu.ts'
import { addressOf, useView } from '../models/address/useView.ts'
import { IconButton } from '../ui/IconButton.tsx'
import type { OpenedEvent } from './useOpenedEvent.ts'

export interface EventActionsProps {
  readonly event: CloudTrailEvent
  readonly opened: OpenedEvent
}

/** The button for the menu of the opened event: copies, links, related events. */
export function EventActions({ event, opened }: EventActionsProps) {
  const view = useView()
  const source = useStatus().data?.source
  const page = { kind: 'event-details', id: event.id, view: { ...view, openEvent: null } } as const
  return (
    <IconButton
      icon="more"
      label="Event actions"
      onClick={({ currentTarget }) =>
        openValueMenu({
          event,
          values: [],
          place: belowElement(currentTarget),
          more: eventActions({
            event,
            recordText: opened.recordText,
            link: new URL(addressOf(page), location.href).href,
            isReal: opened.logFile !== null || source === 'live-account',
          }),
        })
      }
    />
  )
}
