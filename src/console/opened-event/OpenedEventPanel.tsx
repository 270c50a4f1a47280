import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import SplitPanel from '@cloudscape-design/components/split-panel'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { eventTitle } from '../../cloudtrail/eventTitle.ts'
import { addressOf, go, useView } from '../models/address/useView.ts'
import { spellOutInvisible } from '../ui/invisibleCharacters.ts'
import { SafeText } from '../ui/SafeText.tsx'
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
}

/** The opened event beside the list. */
export function OpenedEventPanel({ id, opened, count, onStep }: OpenedEventPanelProps) {
  const view = useView()
  const { event, problem } = opened
  const asPage = { kind: 'event-details', id, view: { ...view, openEvent: null } } as const
  return (
    <SplitPanel
      header={event ? spellOutInvisible(eventTitle(event)) : problem ? 'Event not found' : 'Event'}
      closeBehavior="hide"
      headerActions={
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <StepButtons opened={opened} count={count} onStep={onStep} />
          <Button
            variant="inline-link"
            iconName="expand"
            ariaLabel="Open as page"
            href={addressOf(asPage)}
            onFollow={(domEvent) => {
              domEvent.preventDefault()
              go(asPage)
            }}
          >
            <span className="opened-event-panel-page">Open as page</span>
          </Button>
        </SpaceBetween>
      }
      i18nStrings={{ closeButtonAriaLabel: 'Close event details' }}
    >
      {event ? (
        <OpenedEvent opened={opened} />
      ) : (
        problem && (
          <StatusIndicator type="error">
            <SafeText text={problem.message} />
          </StatusIndicator>
        )
      )}
    </SplitPanel>
  )
}
