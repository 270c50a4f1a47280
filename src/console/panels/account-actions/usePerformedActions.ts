import { create } from 'zustand'
import type { AccountAction } from '../../../api/accountActions.ts'
import { isDelivered, performAction } from '../../models/queries/performAction.ts'
import { refresh } from '../../models/queries/refreshes.ts'

/** Something that was done in the account from this window, until its notice is dismissed. */
export interface PerformedAction {
  readonly id: number
  readonly action: AccountAction
  readonly state: 'asked' | 'waiting' | 'delivered' | 'failed'
  /** The event it left; null until the server has said so. */
  readonly eventID: string | null
  /** Why it failed, one sentence. */
  readonly problem?: string
}

interface PerformedActions {
  readonly performed: readonly PerformedAction[]
}

export const usePerformedActions = create<PerformedActions>()(() => ({ performed: [] }))

const LOOK_AGAIN_MS = 1500
const LONGEST_DELAY_MS = 60_000

let lastId = 0

/** Does it, and looks for its event until that is delivered or the notice is dismissed. */
export async function perform(action: AccountAction): Promise<void> {
  const id = ++lastId
  usePerformedActions.setState(({ performed }) => ({
    performed: [{ id, action, state: 'asked', eventID: null }, ...performed],
  }))
  try {
    const { eventIDs, visibleAt } = await performAction(action.name)
    const eventID = eventIDs[0]
    if (eventID === undefined) throw new Error('The action left no event.')
    update(id, { state: 'waiting', eventID })
    // The server's clock need not be this one's.
    await pause(Math.min(Math.max(Date.parse(visibleAt) - Date.now(), 0), LONGEST_DELAY_MS))
    while (isShown(id) && !(await isDelivered(eventID))) await pause(LOOK_AGAIN_MS)
    update(id, { state: 'delivered' })
  } catch (error) {
    update(id, { state: 'failed', problem: error instanceof Error ? error.message : String(error) })
  }
}

export function dismissAction(id: number): void {
  usePerformedActions.setState(({ performed }) => ({ performed: performed.filter((each) => each.id !== id) }))
}

/** Its event is about to be opened: the notice goes, and the list is refreshed so that it has the event. */
export function followAction(id: number): void {
  dismissAction(id)
  refresh()
}

function update(id: number, change: Partial<PerformedAction>): void {
  usePerformedActions.setState(({ performed }) => ({
    performed: performed.map((each) => (each.id === id ? { ...each, ...change } : each)),
  }))
}

const isShown = (id: number): boolean =>
  usePerformedActions.getState().performed.some((each) => each.id === id)

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
