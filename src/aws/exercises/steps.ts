import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { HOME_REGION } from '../../account/resources.ts'
import type { AccountState } from '../accountState.ts'
import type { Operation } from '../operation.ts'
import { SERVICES } from '../services.ts'
import { resourcesIn } from './accountResources.ts'
import { peopleOf, sessionsOf, type Actor } from './actors.ts'
import type { Scene, Step } from './exercise.ts'

/** IAM is global: its calls are signed for this Region, and recorded in it. */
const GLOBAL_REGION = 'us-east-1'

/** A step that can be performed now. */
export interface ReadyStep {
  readonly actor: Actor
  readonly input: object
}

/** The account at a moment, seen by the person with an ID; null if there is nobody with this ID. */
export function sceneFor(
  account: SimulatedAccount,
  state: AccountState,
  as: string,
  nowMs: number,
): Scene | null {
  const actors = [...peopleOf(account, state), ...sessionsOf(state, nowMs)]
  const actor = actors.find(({ id }) => id === as)
  return actor ? { account, state, resources: resourcesIn(state, nowMs), actors, actor } : null
}

/** A step with the input that it has now, or a sentence that says what is missing. */
export function readyStep({ actor, input }: Step, scene: Scene): ReadyStep | string {
  const given = input(scene)
  if (typeof given === 'string') return given
  return { actor: actor?.(scene) ?? scene.actor, input: given }
}

export const regionOf = ({ service }: Step): string => (service === 'iam' ? GLOBAL_REGION : HOME_REGION)

export function operationOf({ service, operation }: Step): Operation {
  const found = SERVICES.find(({ name }) => name === service)?.operations.find(
    ({ schema }) => schema[2] === operation,
  )
  if (!found) throw new Error(`There is no operation ${service}:${operation}`)
  return found
}
