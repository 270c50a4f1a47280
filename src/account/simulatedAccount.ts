import type { Person } from './people.ts'
import type { Resources } from './resources.ts'

export interface SimulatedAccount {
  readonly accountId: string
  readonly seed: number
  /** Midnight, UTC, of the day from which the stories count back. */
  readonly todayMs: number
  /** `halden`: the prefix of its resources' names. */
  readonly company: string
  readonly domain: string
  readonly people: readonly Person[]
  /** The names of the people who are IAM users. */
  readonly userNames: readonly string[]
  readonly resources: Resources
}
