import { queryOptions, skipToken, useMutation, useMutationState } from '@tanstack/react-query'
import { performStep, type ExerciseStep, type PerformedStepResponse } from '../../../api/account.ts'
import { lookupEvents } from '../../../api/lookupEvents.ts'
import { token } from '../../../filter/edit.ts'
import { EVERYTHING } from '../../../filter/filter.ts'
import { dismissMutation, UNTIL_DISMISSED } from './mutations.ts'
import { queryClient } from './queryClient.ts'
import { send } from './request.ts'

/** A step of an exercise, and who performs it. */
export interface StepRequest {
  readonly exercise: string
  readonly step: ExerciseStep
  /** The ID of a person or role. */
  readonly as: string
}

/** A step performed in the account from this window, kept until its notice is dismissed. */
export interface SentStep extends StepRequest {
  readonly id: number
  /** Undefined until the server has responded. */
  readonly call: RecordedCall | undefined
  /** Why the request failed. */
  readonly error: Error | null
}

/** The call that a step made, and its event. */
interface RecordedCall {
  readonly eventID: string
  /** The earliest time at which it can be in the event history, by this browser's clock. */
  readonly visibleMs: number
  readonly failure: PerformedStepResponse['failure']
  readonly made: PerformedStepResponse['made']
}

const KEY = ['perform-step']
const LOOK_AGAIN_MS = 1500
const LONGEST_DELAY_MS = 3_600_000

/** Performs a step in the simulated account. */
export const usePerformStep = () =>
  useMutation({ ...UNTIL_DISMISSED, mutationKey: KEY, mutationFn: perform, onSettled: readAccountAgain })

async function perform({ exercise, step, as }: StepRequest): Promise<RecordedCall> {
  const { eventID, visibleAt, failure, made } = await send(performStep, {
    exercise,
    step: step.id,
    body: { as },
  })
  // The server's clock may differ from this one.
  const delayMs = Math.min(Math.max(Date.parse(visibleAt) - Date.now(), 0), LONGEST_DELAY_MS)
  return { eventID, visibleMs: Date.now() + delayMs, failure, made }
}

/** What the next steps need depends on what this one did. */
const readAccountAgain = () => queryClient.invalidateQueries({ queryKey: ['account'] })

/** In the order they were sent. */
export const useSentSteps = (): readonly SentStep[] =>
  useMutationState({
    filters: { mutationKey: KEY },
    select: ({ mutationId, state }) => ({
      ...(state.variables as StepRequest),
      id: mutationId,
      call: state.data as RecordedCall | undefined,
      error: state.error,
    }),
  })

/**
 * Whether the event of a step is in the event history yet. Polls until it is, until a request
 * fails, or until the step is dismissed.
 */
export const deliveryQuery = ({ id, call }: SentStep) =>
  queryOptions({
    queryKey: ['delivered', id],
    queryFn: call
      ? async ({ signal }) => {
          await pause(call.visibleMs - Date.now())
          return isDelivered(call.eventID, signal)
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

export function dismissStep(id: number): void {
  dismissMutation(id)
  queryClient.removeQueries({ queryKey: ['delivered', id] })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
