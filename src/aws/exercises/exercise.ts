import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import type { AccountState } from '../accountState.ts'
import type { AccountResource } from './accountResources.ts'
import type { Actor } from './actors.ts'

/** Some calls in the order of a walkthrough. */
export interface Exercise {
  readonly id: string
  readonly title: string
  /** What is learned, in a sentence. */
  readonly summary: string
  readonly steps: readonly Step[]
}

/** A call with the input that fits the account at the moment. */
export interface Step {
  readonly id: string
  readonly title: string
  /** What it does, and what to look for in its event. */
  readonly description: string
  /** As in ARNs. */
  readonly service: string
  readonly operation: string
  /** Members of the SDK's type; a text says in a sentence what is missing to perform it now. */
  readonly input: (scene: Scene) => object | string
  /** Who performs it, if not the person who does the exercise. */
  readonly actor?: (scene: Scene) => Actor | null
  /** The IDs or names of what it created. */
  readonly made?: (output: never) => readonly (string | undefined)[]
}

/** The account at a moment, as steps see it. */
export interface Scene {
  readonly account: SimulatedAccount
  readonly state: AccountState
  readonly resources: readonly AccountResource[]
  /** Everybody who can act, with those of sessions that were begun. */
  readonly actors: readonly Actor[]
  /** Who does the exercise. */
  readonly actor: Actor
}

/** Those of a kind. */
export function resourcesOf({ resources }: Scene, service: string, kind: string): readonly AccountResource[] {
  return resources.filter((resource) => resource.service === service && resource.kind === kind)
}

/** `learner-app`, or with the first number that makes it a name that nothing has. */
export function freeName(base: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = numbered(base, number)
    if (!taken.includes(name)) return name
  }
}

/** The latest of the names that `freeName` gave; null if there is none. */
export function latestName(base: string, taken: readonly string[]): string | null {
  const numberOf = (name: string) => (name === base ? 1 : Number(name.slice(base.length + 1)))
  const named = taken.filter((name) => name === numbered(base, numberOf(name)))
  return named.toSorted((one, other) => numberOf(other) - numberOf(one))[0] ?? null
}

const numbered = (base: string, number: number): string => (number === 1 ? base : `${base}-${number}`)
