import { followLink } from '../../models/address/followLink.ts'
import { addressOf } from '../../models/address/useView.ts'
import { dismissAction } from '../../models/queries/performAction.ts'
import { Notice } from '../../ui/Notice.tsx'
import { openLeftEvent, pageOfEvent } from './openLeftEvent.ts'
import { usePerformedActions, type PerformedAction } from './usePerformedActions.ts'

/**
 * Notices on actions in the account: that the event is on its way, and a link to it once it is
 * available.
 */
export const PerformedActions = () =>
  usePerformedActions().map((performed) => <PerformedNotice key={performed.id} performed={performed} />)

function PerformedNotice({ performed }: { readonly performed: PerformedAction }) {
  const { id, action, state, eventID, problem } = performed
  const onDismiss = () => dismissAction(id)
  switch (state) {
    case 'waiting':
      return (
        <Notice kind="progress" onDismiss={onDismiss}>
          Request sent: {action.label}. The event usually takes minutes to appear in CloudTrail; here, about
          15 seconds.
        </Notice>
      )
    case 'delivered':
      return (
        <Notice
          kind="success"
          fades
          onDismiss={onDismiss}
          actions={eventID !== undefined && <EventLink id={id} eventID={eventID} name={action.name} />}
        >
          {action.label}: the event is available.
        </Notice>
      )
    case 'failed':
      return (
        <Notice kind="error" title={`${action.label} failed`} onDismiss={onDismiss}>
          {problem}
        </Notice>
      )
  }
}

interface EventLinkProps {
  readonly id: number
  readonly eventID: string
  readonly name: string
}

const EventLink = ({ id, eventID, name }: EventLinkProps) => (
  <a
    href={addressOf(pageOfEvent(eventID), null)}
    onClick={(domEvent) =>
      followLink(domEvent, () => {
        dismissAction(id)
        void openLeftEvent(eventID)
      })
    }
  >
    Open {name}
  </a>
)
