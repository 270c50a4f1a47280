import type { ReactNode } from 'react'
import type { ExerciseStep } from '../../../api/account.ts'
import { followLink } from '../../models/address/followLink.ts'
import { addressOf } from '../../models/address/useView.ts'
import { openPerformedEvent, viewOfEvent } from './openPerformedEvent.ts'

export interface EventLinkProps {
  readonly step: ExerciseStep
  readonly eventID: string
  readonly onOpen?: () => void
  readonly children: ReactNode
}

/** Opens the event of a step beside the list. */
export const EventLink = ({ step, eventID, onOpen, children }: EventLinkProps) => (
  <a
    href={addressOf(viewOfEvent(step, eventID), null)}
    onClick={(domEvent) =>
      followLink(domEvent, () => {
        onOpen?.()
        void openPerformedEvent(step, eventID)
      })
    }
  >
    {children}
  </a>
)
