import { queryOptions, skipToken, useMutation, useMutationState } from '@tanstack/react-query'
import { performAccountAction, type AccountAction } from '../../../api/accountActions.ts'
import { lookupEvents } from '../../../api/lookupEvents.ts'
import { token } from '../../../filter/edit.ts'
import { EVERYTHING } from '../../../filter/filter.ts'
import { dismissMutation, UNTIL_DISMISSED } from './mutations.ts'
import { queryClient } from './queryClient.ts'
import { send } from './request.ts'

/** An action performed in the account from this window, kept until its notice is dismissed. */
export interface SentAction {
  readonly id: number
  readonly action: AccountAction
  /** Undefined until the server has responded. */
  readonly left: LeftEvent | undefined
  /** Why the request failed. */
  readonly error: Error | null
}

/** The event that an action produced. */
interface LeftEvent {
  readonly eventID: string
  /** The earliest time at which it can be in the event history, by this browser's clock. */
  readonly visibleMs: number
}

const KEY = ['perform-action']
const LOOK_AGAIN_MS = 1500
const LONGEST_DELAY_MS = 60_000

/** Performs an action in the simulated account. */
export const usePerformAction = () =>
  useMutation({ ...UNTIL_DISMISSED, mutationKey: KEY, mutationFn: performAction })

async function performAction({ name }: AccountAction): Promise<LeftEvent> {
  const { eventIDs, visibleAt } = await send(performAccountAction, { name })
  const eventID = eventIDs[0]
  if (eventID === undefined) throw new Error('The action produced no event.')
  // The server's clock may differ from this one.
  const delayMs = Math.min(Math.max(Date.parse(visibleAt) - Date.now(), 0), LONGEST_DELAY_MS)
  return { eventID, visibleMs: Date.now() + delayMs }
}

/** In the order they were sent. */
export const useSentActions = (): readonly SentAction[] =>
  useMutationState({
    filters: { mutationKey: KEY },
    select: ({ mutationId, state }) => ({
      id: mutationId,
      action: state.variables as AccountAction,
      left: state.data as LeftEvent | undefined,
      error: state.error,
    }),
  })

/**
 * Whether the event of an action is in the event history yet. Polls until it is, until a request
 * fails, or until the action is dismissed.
 */
export const deliveryQuery = ({ id, left }: SentAction) =>
  queryOptions({
    queryKey: ['delivered', id],
    queryFn: left
      ? async ({ signal }) => {
          await pause(left.visibleMs - Date.now())
          return isDelivered(left.eventID, signal)
        }
      : skipToken,
    gcTime: Infinity,
    retry: false,
    retryOnMount: false,
    refetchInterval: ({ state }) => state.data === false && state.error === null && LOOK_AGAIN_MS,
    refetchIntervalInBackground: true,
  })

/**
 * The simulated account is the default event data store, whichever store is shown meanwhile. Once
 * the event is delivered, the status is fetched again, so that the page knows of it.
 */
async function isDelivered(eventID: string, signal: AbortSignal): Promise<boolean> {
  const ofID = token('eventID', '=', eventID)
  const found = await send(
    lookupEvents,
    { filter: { ...EVERYTHING, tokens: [ofID] }, maxResults: 1, store: undefined },
    signal,
  )
  if (found.events.length === 0) return false
  await queryClient.invalidateQueries({ queryKey: ['status'] })
  return true
}

export function dismissAction(id: number): void {
  dismissMutation(id)
  queryClient.removeQueries({ queryKey: ['delivered', id] })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
