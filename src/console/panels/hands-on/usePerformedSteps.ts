import { useQueries } from '@tanstack/react-query'
import { deliveryQuery, useSentSteps, type SentStep } from '../../models/queries/performStep.ts'

/** A step performed in the account from this window, kept until its notice is dismissed. */
export interface PerformedStep extends SentStep {
  readonly state: 'sending' | 'waiting' | 'delivered' | 'failed'
  /** Why the request failed, as one sentence. The call itself may have failed otherwise. */
  readonly problem: string | undefined
}

/** Latest first. */
export function usePerformedSteps(): readonly PerformedStep[] {
  const sent = useSentSteps()
  const deliveries = useQueries({ queries: sent.map(deliveryQuery) })
  return sent
    .map((step, index): PerformedStep => {
      const delivery = deliveries[index]
      const problem = (step.error ?? delivery?.error)?.message
      const state =
        problem !== undefined ? 'failed' : delivery?.data ? 'delivered' : step.call ? 'waiting' : 'sending'
      return { ...step, state, problem }
    })
    .toReversed()
}
