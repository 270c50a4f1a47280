import type { ReactNode } from 'react'
import { startView } from '../../models/address/startView.ts'
import { go, usePage, useView } from '../../models/address/useView.ts'
import { prefer } from '../../models/preferences/usePreferences.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import { EXERCISES_PAGE } from '../../routes.ts'
import { Notice } from '../../ui/Notice.tsx'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { DeliveryTime } from './DeliveryTime.tsx'
import { openPerformedEvent } from './openPerformedEvent.ts'
import { usePerformedSteps, type PerformedStep } from './usePerformedSteps.ts'

const STEPS = ['Act', 'Wait', 'Refresh', 'Find', 'Open'] as const

type TourStep = (typeof STEPS)[number]

const leave = () => prefer({ tour: 'over' })

/**
 * The tour: a notice on every page that says what to do next. Which step it is follows from what
 * was done, so it cannot be ahead of the learner.
 */
export function Tour() {
  const [latest] = usePerformedSteps()
  const { kind } = usePage()
  const openEvent = useView((view) => view.openEvent)
  const step = stepAt(latest, kind === 'event-history', openEvent)
  const { text, action } = contentOf(step, latest, kind === 'hands-on')
  return (
    <Notice
      kind="info"
      title={`Tour, step ${STEPS.indexOf(step) + 1} of ${STEPS.length}: ${step}`}
      onDismiss={leave}
      actions={
        <>
          {action}
          {step !== 'Open' && <QuietButton onClick={leave}>Leave the tour</QuietButton>}
        </>
      }
    >
      {text}
    </Notice>
  )
}

function stepAt(latest: PerformedStep | undefined, isList: boolean, openEvent: string | null): TourStep {
  if (!latest?.call) return 'Act'
  if (latest.state !== 'delivered') return 'Wait'
  if (!isList) return 'Refresh'
  return openEvent === latest.call.eventID ? 'Open' : 'Find'
}

function contentOf(
  step: TourStep,
  latest: PerformedStep | undefined,
  isHandsOn: boolean,
): { readonly text: ReactNode; readonly action: ReactNode } {
  switch (step) {
    case 'Act':
      return {
        text: 'Everything that happens in an AWS account is a call. Make one: press Run beside the first step.',
        action: !isHandsOn && <QuietButton onClick={() => go(EXERCISES_PAGE)}>Go to Hands-on</QuietButton>,
      }
    case 'Wait':
      return {
        text: 'CloudTrail has recorded your call and delivers its event a while later. In AWS this takes about five minutes.',
        action: latest?.call && <DeliveryTime visibleMs={latest.call.visibleMs} />,
      }
    case 'Refresh':
      return {
        text: 'Your event has been delivered. Event history does not change by itself; it shows new events when you refresh it.',
        action: (
          <QuietButton
            onClick={() => {
              go(startView(null), 'push', null)
              refresh()
            }}
          >
            Open Event history and refresh
          </QuietButton>
        ),
      }
    case 'Find':
      return {
        text: `The newest events are at the top. Yours is ${latest?.step.eventName}. Click its row. To find older events, filter by a value, such as a user name.`,
        action: latest?.call && (
          <QuietButton onClick={() => void openPerformedEvent(latest.step, latest.call!.eventID)}>
            Open it for me
          </QuietButton>
        ),
      }
    case 'Open':
      return {
        text: 'This is your event: who did what, when, from where and with what result. Its record, at the bottom, is the JSON that CloudTrail wrote.',
        action: <QuietButton onClick={leave}>Finish</QuietButton>,
      }
  }
}
