import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { SafeText } from '../../ui/SafeText.tsx'
import { DeliveryTime } from './DeliveryTime.tsx'
import { EventLink } from './EventLink.tsx'
import type { PerformedStep } from './usePerformedSteps.ts'

/** What came of a step: the answer of the service, and where its event is. */
export function StepOutcome({ performed }: { readonly performed: PerformedStep }) {
  const { state, call, problem, step } = performed
  if (state === 'sending') return null
  return (
    <div className="step-outcome" role="status">
      {call?.failure && (
        <StatusIndicator type="error">
          <SafeText text={`${call.failure.code}: ${call.failure.message}`} />
        </StatusIndicator>
      )}
      {call && !call.failure && (
        <StatusIndicator type="success">
          Succeeded
          {call.made.length > 0 && (
            <>
              : <SafeText text={call.made.join(', ')} />
            </>
          )}
        </StatusIndicator>
      )}
      {state === 'failed' && <StatusIndicator type="error">{problem}</StatusIndicator>}
      {state === 'waiting' && call && (
        <StatusIndicator type="in-progress">
          <DeliveryTime visibleMs={call.visibleMs} />
        </StatusIndicator>
      )}
      {state === 'delivered' && call && (
        <span className="step-outcome__event">
          Event delivered.{' '}
          <EventLink step={step} eventID={call.eventID}>
            Show event
          </EventLink>
        </span>
      )}
    </div>
  )
}
