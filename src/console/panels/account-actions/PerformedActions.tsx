import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar'
import Link from '@cloudscape-design/components/link'
import { addressOf, go } from '../../models/address/useView.ts'
import { dismissAction } from '../../models/queries/performAction.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import { usePerformedActions, type PerformedAction } from './usePerformedActions.ts'

/**
 * Notices on actions in the account: that the event is on its way, and a link to it once it is
 * there.
 */
export function PerformedActions() {
  const performed = usePerformedActions()
  return performed.length > 0 && <Flashbar items={performed.map(toFlash)} />
}

function toFlash({ id, action, state, eventID, problem }: PerformedAction): FlashbarProps.MessageDefinition {
  const shared = {
    id: String(id),
    dismissible: true,
    dismissLabel: 'Dismiss',
    onDismiss: () => dismissAction(id),
  } as const
  switch (state) {
    case 'waiting':
      return {
        ...shared,
        type: 'in-progress',
        loading: true,
        content: `Request sent: ${action.label}. The event usually takes minutes to appear in CloudTrail; here, about 15 seconds.`,
      }
    case 'delivered':
      return {
        ...shared,
        type: 'success',
        content: (
          <>
            {action.label}: the event is available.{' '}
            {eventID !== undefined && <EventLink id={id} eventID={eventID} name={action.name} />}
          </>
        ),
      }
    case 'failed':
      return { ...shared, type: 'error', header: `${action.label} failed`, content: problem }
  }
}

interface EventLinkProps {
  readonly id: number
  readonly eventID: string
  readonly name: string
}

function EventLink({ id, eventID, name }: EventLinkProps) {
  const beside = { openEvent: eventID }
  return (
    <Link
      color="inverted"
      href={addressOf(beside, null)}
      onFollow={(domEvent) => {
        domEvent.preventDefault()
        // The simulated account is the default event data store.
        go(beside, 'push', null)
        dismissAction(id)
        // So that the list contains the event.
        refresh()
      }}
    >
      Open {name}
    </Link>
  )
}
