import { dismissStep } from '../../models/queries/performStep.ts'
import { Notice } from '../../ui/Notice.tsx'
import { DeliveryTime } from './DeliveryTime.tsx'
import { EventLink } from './EventLink.tsx'
import { usePerformedSteps, type PerformedStep } from './usePerformedSteps.ts'

/**
 * Notices on steps performed in the account, for pages other than Hands-on: that the event is on
 * its way, and a link to it once it is available.
 */
export const PerformedSteps = () =>
  usePerformedSteps().map((performed) => <PerformedNotice key={performed.id} performed={performed} />)

function PerformedNotice({ performed }: { readonly performed: PerformedStep }) {
  const { id, step, state, call, problem } = performed
  const onDismiss = () => dismissStep(id)
  switch (state) {
    case 'sending':
    case 'waiting':
      return (
        <Notice
          kind="progress"
          onDismiss={onDismiss}
          actions={call && <DeliveryTime visibleMs={call.visibleMs} />}
        >
          Request sent: {step.title}. Its event is on the way.
        </Notice>
      )
    case 'delivered':
      return (
        <Notice
          kind="success"
          fades
          onDismiss={onDismiss}
          actions={
            call && (
              <EventLink step={step} eventID={call.eventID} onOpen={onDismiss}>
                Open {step.eventName}
              </EventLink>
            )
          }
        >
          {step.title}: the event is available.
        </Notice>
      )
    case 'failed':
      return (
        <Notice kind="error" title={`${step.title} failed`} onDismiss={onDismiss}>
          {problem}
        </Notice>
      )
  }
}
