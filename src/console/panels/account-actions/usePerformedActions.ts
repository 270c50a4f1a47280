import { useQueries } from '@tanstack/react-query'
import type { AccountAction } from '../../../api/accountActions.ts'
import { deliveryQuery, useSentActions } from '../../models/queries/performAction.ts'

/** An action performed in the account from this window, kept until its notice is dismissed. */
export interface PerformedAction {
  readonly id: number
  readonly action: AccountAction
  readonly state: 'waiting' | 'delivered' | 'failed'
  /** The event it produced; undefined until the server has responded. */
  readonly eventID: string | undefined
  /** Why it failed, as one sentence. */
  readonly problem: string | undefined
}

/** Latest first. */
export function usePerformedActions(): readonly PerformedAction[] {
  const sent = useSentActions()
  const deliveries = useQueries({ queries: sent.map(deliveryQuery) })
  return sent
    .map(({ id, action, left, error }, index): PerformedAction => {
      const delivery = deliveries[index]
      const problem = (error ?? delivery?.error)?.message
      const state = problem !== undefined ? 'failed' : delivery?.data ? 'delivered' : 'waiting'
      return { id, action, state, eventID: left?.eventID, problem }
    })
    .toReversed()
}
